"""Stores what came in, once, and hands it out in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from booking.terms import CITY
from booking.work import Ids
from bot.mail.entities import InMessage, InStatus
from bot.mail.message import Inbound

#: A message that fails this often is put aside, and its sender is told.
TRIES = 3


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a message went; `message_id` is None when it was known already."""

    chat_id: int
    message_id: int | None
    at: datetime


def store(session: Session, ids: Ids, now: datetime, chat_id: int, inbound: Inbound, status: InStatus) -> Stored:
    """Store an inbound message as pending, or as done when its answer commits with it.

    The same external id is stored once.
    """
    message_id = ids.next()
    values = {
        "id": message_id,
        "district": CITY,
        "chat_id": chat_id,
        "channel": inbound.channel,
        "external_id": inbound.external_id,
        "body": inbound.content.model_dump_json(exclude_none=True),
        "received_at": now,
        "status": status,
        "attempts": 0,
        "error": "",
    }
    insert = _INSERT[session.get_bind().dialect.name]
    new = session.connection().execute(insert, values).first() is not None
    return Stored(chat_id, message_id if new else None, now)


_TABLE: Table = InMessage.__table__  # type: ignore[attr-defined]
_INSERT = {
    "sqlite": sqlite.insert(_TABLE).on_conflict_do_nothing().returning(_TABLE.c.id),
    "postgresql": postgresql.insert(_TABLE).on_conflict_do_nothing().returning(_TABLE.c.id),
}
_PENDING = (
    select(InMessage.id)
    .where(InMessage.chat_id == bindparam("chat"), InMessage.status == InStatus.PENDING)
    .order_by(col(InMessage.id))
    .limit(bindparam("most"))
)


def pending(session: Session, chat_id: int, *, limit: int) -> Sequence[int]:
    """The ids of a chat's oldest messages that have not been handled, at most `limit`; bodies are not read."""
    return session.exec(_PENDING, params={"chat": chat_id, "most": limit}).all()


def chats_pending(session: Session, *, limit: int = 100) -> Sequence[int]:
    """Chats that have something unhandled, left there by a process that died."""
    return session.exec(
        select(InMessage.chat_id)
        .where(InMessage.status == InStatus.PENDING)
        .distinct()
        .order_by(col(InMessage.chat_id))
        .limit(limit)
    ).all()


_DONE = update(_TABLE).where(_TABLE.c.id == bindparam("done")).values(status=InStatus.DONE)


def mark_done(session: Session, message_id: int) -> None:
    """The turn of this message is complete."""
    session.connection().execute(_DONE, {"done": message_id})


def mark_trouble(session: Session, message_id: int, error: str) -> bool:
    """Count a failed turn; True when the message was put aside as failed, after TRIES.

    The body is not read: it may be what cannot be read.
    """
    waiting = (_TABLE.c.id == message_id) & (_TABLE.c.status == InStatus.PENDING)
    counted = update(_TABLE).where(waiting).values(attempts=_TABLE.c.attempts + 1, error=error[:500])
    session.connection().execute(counted)
    exhausted = update(_TABLE).where(waiting, _TABLE.c.attempts >= TRIES).values(status=InStatus.FAILED)
    return session.connection().execute(exhausted).rowcount == 1


def history(session: Session, chat_id: int, *, limit: int = 200) -> Sequence[InMessage]:
    """The latest messages of a chat, oldest first."""
    rows = session.exec(
        select(InMessage).where(InMessage.chat_id == chat_id).order_by(col(InMessage.id).desc()).limit(limit)
    ).all()
    return rows[::-1]
