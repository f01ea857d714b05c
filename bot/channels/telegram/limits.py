"""Telegram's limits, kept by design: so many messages a second in all, to a chat and to a group, and every pause.

A slot is taken before a message is sent and given back a second after it was answered; whenever the server counted
it in between, it counts no more than allowed.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

#: Messages a second in all. Telegram takes 30: one is left to its clock.
MOST = 29
SECOND = 1.0
#: Messages a minute to a group.
GROUP_MOST, MINUTE = 20, 60.0
#: Failures in a row after which the whole bot rests, and for how many seconds, doubling.
FAILURES = 3
FIRST_REST, LONGEST_REST = 1.0, 30.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How many messages may leave in a second: in all, and to one person."""

    most: int = MOST
    to_one: int = 1


#: For servers that count nothing, such as one's own.
NO_LIMIT = Pace(10**9, 10**9)


@dataclass(slots=True)
class _Window:
    """Slots of one kind: those in use, and when each used one is free again."""

    in_use: int = 0
    freed_at: deque[float] = field(default_factory=deque)

    def count(self, now: float) -> int:
        while self.freed_at and self.freed_at[0] <= now:
            self.freed_at.popleft()
        return self.in_use + len(self.freed_at)

    def free(self, at: float, slots: int = 1) -> None:
        self.in_use -= slots
        self.freed_at.extend([at] * slots)

    def wait(self, now: float) -> float:
        return max(self.freed_at[0] - now, 0.01) if self.freed_at else 0.05


class Limits:
    """Says when the next message may leave; shared by all threads of a bot."""

    def __init__(self, now: Callable[[], float] = time.monotonic, pace: Pace = Pace()) -> None:
        """`now` is a clock in seconds that never steps back."""
        self._pace = pace
        self._now = now
        self._lock = threading.Lock()
        self._all = _Window()
        self._chats: dict[int, _Window] = {}
        self._paused_until = 0.0
        self._failures = 0

    def take(self, chat: int, *, weight: int = 1) -> float:
        """Take a slot: 0 when the message may leave now, else the seconds to wait.

        An album counts as one message to its chat, and as all of its photos in all.
        """
        with self._lock:
            now = self._now()
            if now < self._paused_until:
                return self._paused_until - now
            window = self._chats.setdefault(chat, _Window())
            if window.count(now) >= (GROUP_MOST if chat < 0 else self._pace.to_one):
                return window.wait(now)
            if self._all.count(now) + weight > self._pace.most:
                return self._all.wait(now)
            self._all.in_use += weight
            window.in_use += 1
            return 0.0

    def give_back(self, chat: int, *, weight: int = 1) -> None:
        """The message was answered, well or not: its slots are free again after their time."""
        with self._lock:
            now = self._now()
            window = self._chats[chat]
            self._all.free(now + SECOND, weight)
            window.free(now + (MINUTE if chat < 0 else SECOND))
            self._forget_idle(now)

    def room(self) -> int:
        """How many messages may leave now."""
        with self._lock:
            return max(0, self._pace.most - self._all.count(self._now()))

    def room_in(self) -> float:
        """Seconds until there is room for one more; 0 where there is."""
        with self._lock:
            now = self._now()
            return self._all.wait(now) if self._all.count(now) >= self._pace.most else 0.0

    def pause(self, seconds: float) -> None:
        """Nothing leaves for so long: the server asked for it, or takes nothing at all."""
        with self._lock:
            self._paused_until = max(self._paused_until, self._now() + seconds)

    def rest(self) -> float:
        """The server could not be reached: after some failures in a row the bot rests, longer each time.

        For how long; 0 while it may be a matter of one message.
        """
        with self._lock:
            self._failures += 1
            if self._failures < FAILURES:
                return 0.0
            seconds = min(FIRST_REST * 2.0 ** min(self._failures - FAILURES, 10), LONGEST_REST)
            self._paused_until = max(self._paused_until, self._now() + seconds)
            return seconds

    def went_well(self) -> None:
        """The server answered."""
        with self._lock:
            self._failures = 0

    def paused_for(self) -> float:
        """Seconds until anything may leave."""
        with self._lock:
            return max(0.0, self._paused_until - self._now())

    def _forget_idle(self, now: float) -> None:
        if len(self._chats) > 10_000:
            self._chats = {chat: window for chat, window in self._chats.items() if window.count(now)}
