"""Delivers what the outbox holds: at once after a commit, and again from the database until it arrives."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.mail import outbox
from bot.mail.message import Carrier, Outgoing, Parcel, QueuedFor, RefusedError, TryLaterError, UnreachableError
from bot.storage.absence import is_away, log_trouble
from bot.storage.unit import Database

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a parcel did not arrive; `final` when it never will, `gone` when nothing will in its chat."""

    id: int
    why: str
    after: float | None = None
    final: bool = False
    gone: bool = False
    tried: bool = True


class Otherwise(Protocol):
    """Reaches a person in another way than the one that failed."""

    def tell(self, session: Session, message_id: int, *, gone: bool) -> Sequence[Outgoing]:
        """In the transaction in which a message is given up; what is to be passed on once it is committed."""


class Courier:
    """Hands parcels to the carriers of their channels, in order within each chat."""

    def __init__(
        self,
        database: Database,
        carriers: Mapping[str, Carrier],
        now: Callable[[], datetime],
        otherwise: Otherwise | None = None,
        *,
        pass_on: Callable[[Iterable[Outgoing]], None] | None = None,
    ) -> None:
        """`pass_on` takes what `otherwise` leaves, where this courier has not all channels."""
        self._db = database
        self._carriers = carriers
        self._now = now
        self._otherwise = otherwise
        self._pass_on = pass_on or self.pass_on
        self._queued: dict[str, Callable[[int], None]] = {}
        self._arrived: dict[int, str | None] = {}  # has arrived, while the database was away
        self._resting = False

    def on_queued(self, channel: str, wake: Callable[[int], None]) -> None:
        """Channels with a rhythm of their own are not delivered to after a commit but told of the chat."""
        self._queued[channel] = wake

    def wake(self, channel: str, chat_id: int) -> None:
        """Something is queued for this chat; nothing happens where its channel has no rhythm of its own."""
        if channel in self._queued:
            self._queued[channel](chat_id)

    def rest(self, *, resting: bool = True) -> None:
        """Begin with nothing more: what is leased and not begun goes back; or (False) go on."""
        self._resting = resting

    def pass_on(self, outgoing: Iterable[Outgoing]) -> None:
        """Deliver what a unit of work left once it was committed: mailbox readers are woken, queues are emptied."""
        queues: dict[QueuedFor, None] = {}
        for item in outgoing:
            if isinstance(item, QueuedFor):
                queues[item] = None
            else:
                self._wake(item)
        for queue in queues:  # once, however many messages were queued in it
            self.wake(queue.channel, queue.chat_id)
        self.deliver(queue.chat_id for queue in queues if queue.channel not in self._queued)

    def _wake(self, parcel: Parcel) -> None:
        """The parcel is in its reader's mailbox already; a reader who cannot be told finds it there."""
        try:
            self._carriers[parcel.channel].deliver(parcel)
        except Exception:
            log.exception("a reader could not be woken")

    def deliver(self, chats: Iterable[int]) -> None:
        """Deliver everything that waits in these chats; trouble is noted, never raised."""
        for chat_id in chats:
            while self._deliver_some(chat_id) is not None:
                pass

    def deliver_waiting(self, chat_id: int) -> None:
        """Deliver what waits in a chat just now; what is queued meanwhile is for who is told of it."""
        while self._deliver_some(chat_id) == outbox.BATCH:
            pass

    def deliver_due(self) -> int:
        """Deliver what waits anywhere; the safety net for messages of processes that died."""
        chats = self.due()
        self.deliver(chats)
        return len(chats)

    def due(self, limit: int = 50) -> Sequence[int]:
        """Chats of these channels in which something can be delivered now, the most urgent first."""
        self._settle_arrived()
        return self._db.read(lambda session: outbox.chats_due(session, self._now(), self._carriers, limit=limit))

    def _deliver_some(self, chat_id: int) -> int | None:
        """One lease of a chat's queue: how many messages it had, or None when nothing more can be done now."""
        if self._resting:
            return None
        began = self._now()
        parcels = self._db.at_once(lambda session: outbox.lease(session, self._now(), chat_id, self._carriers))
        if not parcels:
            return None
        done: dict[int, str | None] = {}
        trouble: Trouble | None = None
        for parcel in parcels:
            if not self._may_begin(began):
                break  # what follows goes back, and is leased anew
            if parcel.id in self._arrived:
                done[parcel.id] = self._arrived[parcel.id]
                continue
            left = self._carry(_named(parcel, done))
            if isinstance(left, Trouble):
                trouble = left
                break
            done[parcel.id] = left
        self._settle(parcels, done, trouble, began + outbox.LEASE)
        if trouble is None:
            return len(parcels) if len(done) == len(parcels) else outbox.BATCH
        return outbox.BATCH if trouble.final else None  # what was leased after it can be delivered

    def _may_begin(self, leased: datetime) -> bool:
        """Whether another message may be begun: what is begun ends before its lease does."""
        return not self._resting and self._now() - leased <= outbox.LEASE - outbox.CARRYING

    def _carry(self, parcel: Parcel) -> Trouble | str | None:
        """What the channel calls the message once it has arrived, or why it has not."""
        try:
            return self._carriers[parcel.channel].deliver(parcel)
        except TryLaterError as error:
            return Trouble(parcel.id, str(error), error.after, tried=error.tried)
        except UnreachableError as error:
            return Trouble(parcel.id, str(error), final=True, gone=True)
        except RefusedError as error:
            log.warning("a message was refused by its channel for good: %s", error)
            return Trouble(parcel.id, str(error), final=True)
        except Exception as error:
            log_trouble(log, "a carrier failed", error)
            return Trouble(parcel.id, repr(error), tried=not is_away(error))

    def _settle(
        self, parcels: list[Parcel], done: dict[int, str | None], trouble: Trouble | None, until: datetime
    ) -> None:
        """Note how it went; whoever was held up beyond the lease speaks only of what has arrived."""
        left = [p.id for p in parcels if p.id not in done and (trouble is None or p.id != trouble.id)]

        def settle(session: Session) -> Sequence[Outgoing]:
            now = self._now()
            if done:
                outbox.delivered(session, now, done)
            if now >= until:
                return ()
            if left:
                outbox.give_back(session, left)
            return () if trouble is None else self._note(session, now, trouble)

        try:
            if trouble is None and not left:
                self._db.at_once(lambda session: outbox.delivered(session, self._now(), done))
                told: Sequence[Outgoing] = ()
            else:
                told = self._db.write(settle)
        except SQLAlchemyError:
            self._arrived.update(done)
            raise
        self._forget_arrived(done)
        self._pass_on(told)

    def _settle_arrived(self) -> None:
        """Once the database is back: what arrived while it was away is noted, not carried again."""
        arrived = dict(self._arrived)
        if arrived:
            self._db.write(lambda session: outbox.delivered(session, self._now(), arrived))
            self._forget_arrived(arrived)

    def _forget_arrived(self, settled: Iterable[int]) -> None:
        for message_id in settled:
            self._arrived.pop(message_id, None)

    def _note(self, session: Session, now: datetime, trouble: Trouble) -> Sequence[Outgoing]:
        """Note the failure; who can never be told in this way is told in another one, in the same transaction."""
        given_up = outbox.failed(
            session, now, trouble.id, trouble.why, after=trouble.after, final=trouble.final, tried=trouble.tried
        )
        if not given_up or self._otherwise is None:
            return ()
        return self._otherwise.tell(session, trouble.id, gone=trouble.gone)


def _named(parcel: Parcel, done: Mapping[int, str | None]) -> Parcel:
    """What closes a message that has arrived just before knows what the channel calls that one."""
    closes = parcel.closes
    if closes is None or closes.id not in done:
        return parcel
    return replace(parcel, closes=replace(closes, known_as=done[closes.id]))
