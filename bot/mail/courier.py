"""Delivers what the outbox holds: at once after a commit, and again from the database until it arrives."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.mail import outbox
from bot.mail.message import Carrier, Outgoing, Parcel, QueuedFor, TryLaterError, UnreachableError
from bot.storage.unit import Database

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a parcel did not arrive; `final` when it never will."""

    id: int
    why: str
    after: float | None = None
    final: bool = False


class Courier:
    """Hands parcels to the carriers of their channels, in order within each chat."""

    def __init__(self, database: Database, carriers: Mapping[str, Carrier], now: Callable[[], datetime]) -> None:
        self._db = database
        self._carriers = carriers
        self._now = now

    def pass_on(self, outgoing: Iterable[Outgoing]) -> None:
        """Deliver what a unit of work left once it was committed: mailbox readers are woken, queues are emptied."""
        queues: dict[int, None] = {}
        for item in outgoing:
            if isinstance(item, QueuedFor):
                queues[item.chat_id] = None
            else:
                self._wake(item)
        self.deliver(queues)

    def _wake(self, parcel: Parcel) -> None:
        """The parcel is in its reader's mailbox already; a reader who cannot be told finds it there."""
        try:
            self._carriers[parcel.channel].deliver(parcel)
        except Exception:
            log.exception("a reader could not be woken")

    def deliver(self, chats: Iterable[int]) -> None:
        """Deliver everything that waits in these chats; trouble is noted, never raised."""
        for chat_id in chats:
            while self._deliver_some(chat_id):
                pass

    def deliver_due(self) -> int:
        """Deliver what waits anywhere; the safety net for messages of processes that died."""
        chats = self._db.read(lambda session: outbox.chats_due(session, self._now(), self._carriers))
        self.deliver(chats)
        return len(chats)

    def _deliver_some(self, chat_id: int) -> bool:
        """One lease of a chat's queue; True when there may be more to do now."""
        parcels = self._db.write(lambda session: outbox.lease(session, self._now(), chat_id, self._carriers))
        if not parcels:
            return False
        done: list[int] = []
        trouble: Trouble | None = None
        for parcel in parcels:
            trouble = self._carry(parcel)
            if trouble is not None:
                break
            done.append(parcel.id)
        self._settle(parcels, done, trouble)
        return trouble is None or trouble.final

    def _carry(self, parcel: Parcel) -> Trouble | None:
        try:
            self._carriers[parcel.channel].deliver(parcel)
        except TryLaterError as error:
            return Trouble(parcel.id, str(error), error.after)
        except UnreachableError as error:
            return Trouble(parcel.id, str(error), final=True)
        except Exception as error:
            log.exception("a carrier failed")
            return Trouble(parcel.id, repr(error))
        return None

    def _settle(self, parcels: list[Parcel], done: list[int], trouble: Trouble | None) -> None:
        left = [p.id for p in parcels if p.id not in done and (trouble is None or p.id != trouble.id)]

        def settle(session: Session) -> None:
            now = self._now()
            if done:
                outbox.delivered(session, now, done)
            if trouble is not None:
                outbox.failed(session, now, trouble.id, trouble.why, after=trouble.after, final=trouble.final)
            if left:
                outbox.give_back(session, left)

        self._db.write(settle)
