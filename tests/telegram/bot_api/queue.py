"""The updates of one bot that it has not confirmed yet, and the knobs of how they are handed out."""

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from tests.telegram.bot_api.params import Json

#: Left out unless a bot asks for them.
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
KINDS = {
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
}


@dataclass(eq=False)
class Update:
    """One update; those of the same lane are handed to a webhook one after the other."""

    id: int
    body: Json
    lane: int
    handed_out: bool = False
    late: bool = False


@dataclass
class Webhook:
    """Where the updates of a bot go, and what happened to the last of them."""

    url: str
    secret: str = ""
    max_connections: int = 40
    last_error_at: datetime | None = None
    last_error: str = ""


@dataclass
class UpdateQueue:
    """Updates in order. `wake` is called after every change, under the lock of the world, which is `lock`.

    The knobs take the lock themselves; whoever calls the rest holds it.
    """

    lock: threading.RLock = field(default_factory=threading.RLock)
    wake: Callable[[], None] = lambda: None
    allowed: set[str] = field(default_factory=lambda: KINDS - NOT_BY_DEFAULT)
    waiting: list[Update] = field(default_factory=list)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(730_000_001))
    _twice: int = 0
    _hold: int = 0
    _held: list[Update] = field(default_factory=list)

    def put(self, body: Json, lane: int) -> int | None:
        """Queue an update of one kind; None when the bot did not ask for that kind."""
        kind = next((name for name in body if name != "update_id"), "")
        if kind in KINDS and kind not in self.allowed:
            return None
        number = body.get("update_id") or next(self._ids)
        update = Update(number, {"update_id": number} | body, lane)
        if self._hold:
            self._hold -= 1
            update.late = True
            self._held.append(update)
        else:
            self._append(update)
        return update.id

    def _append(self, update: Update) -> None:
        self.waiting.append(update)
        if self._twice:
            self._twice -= 1
            self.waiting.append(Update(update.id, update.body, update.lane))
        self.wake()

    def twice(self, count: int = 1) -> None:
        """Hand out each of the next updates two times, with the same update_id."""
        with self.lock:
            self._twice = count

    def hold(self, count: int = 1) -> None:
        """Keep the next updates back until `release`."""
        with self.lock:
            self._hold = count

    def release(self, backwards: bool = False) -> None:
        """Hand out what was kept back: late, in order or the last first."""
        with self.lock:
            held, self._held, self._hold = self._held, [], 0
            for update in reversed(held) if backwards else held:
                self._append(update)

    def batch(self, offset: int, limit: int) -> list[Update]:
        """Confirm everything before `offset` (below 0: all but that many), and take the next ones."""
        if offset > 0:
            # One that comes late has an id below the offset, and yet was never seen.
            self.waiting = [one for one in self.waiting if one.id >= offset or (one.late and not one.handed_out)]
        elif offset < 0:
            self.waiting = self.waiting[offset:]
        batch = self.waiting[:limit]
        for update in batch:
            update.handed_out = True
        return batch

    def next_outside(self, busy: set[int]) -> Update | None:
        """The first update of a lane that is not busy."""
        return next((update for update in self.waiting if update.lane not in busy), None)

    def confirm(self, update: Update) -> None:
        """Forget an update that a webhook took."""
        if update in self.waiting:
            self.waiting.remove(update)

    def drop_all(self) -> None:
        """Forget everything."""
        self.waiting.clear()
