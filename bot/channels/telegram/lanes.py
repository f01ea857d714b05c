"""Keeps what comes from one chat in order, and albums together, while all chats go on side by side."""

import asyncio
from collections.abc import AsyncIterator, Hashable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.channels.telegram.reading import News

#: The parts of an album come one by one: so long without another, and it is whole; no longer than the second.
QUIET_SECONDS, LONGEST_SECONDS = 0.5, 3.0


class Lanes:
    """One lock a chat, for as long as someone needs it; whoever asks first goes first."""

    def __init__(self) -> None:
        self._locks: dict[Hashable, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def lane(self, chat: Hashable) -> AsyncIterator[None]:
        """Wait for one's turn in this chat."""
        lock, users = self._locks.get(chat, (asyncio.Lock(), 0))
        self._locks[chat] = lock, users + 1
        try:
            async with lock:
                yield
        finally:
            lock, users = self._locks[chat]
            if users == 1:
                del self._locks[chat]
            else:
                self._locks[chat] = lock, users - 1


@dataclass
class Album:
    """Photos that were sent at once."""

    parts: list[News]
    stored: "asyncio.Future[None]"
    grew: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, news: News) -> None:
        """One more photo; the same one twice is one."""
        if all(part.message != news.message for part in self.parts):
            self.parts.append(news)
        self.grew.set()

    async def whole(self, quiet: float = QUIET_SECONDS, longest: float = LONGEST_SECONDS) -> Sequence[News]:
        """All parts in their order, once no more come."""
        loop = asyncio.get_running_loop()
        until = loop.time() + longest
        while (left := until - loop.time()) > 0:
            self.grew.clear()
            try:
                await asyncio.wait_for(self.grew.wait(), min(quiet, left))
            except TimeoutError:
                break
        return sorted(self.parts, key=lambda part: part.message)
