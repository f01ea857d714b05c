"""Stores what came in, once, and hands it out in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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

    The same external id is stored once. What came apart and is in this message has an empty one of its own.
    """
    insert = _INSERT[session.get_bind().dialect.name]
    for external_id in inbound.also:
        session.connection().execute(insert, _values(ids, now, chat_id, inbound.channel, external_id))
    values = _values(ids, now, chat_id, inbound.channel, inbound.external_id) | {
        "body": inbound.content.model_dump_json(exclude_none=True),
        "status": status,
    }
    new = session.connection().execute(insert, values).first() is not None
    return Stored(chat_id, values["id"] if new else None, now)


def _values(ids: Ids, now: datetime, chat_id: int, channel: str, external_id: str) -> dict[str, Any]:
    return {
        "id": ids.next(),
        "district": CITY,
        "chat_id": chat_id,
        "channel": channel,
        "external_id": external_id,
        "body": "{}",
        "received_at": now,
        "status": InStatus.DONE,
        "attempts": 0,
        "error": "",
    }


def known(session: Session, channel: str, external_ids: Sequence[str]) -> set[str]:
    """Which of these are stored."""
    query = select(InMessage.external_id).where(
        InMessage.channel == channel, col(InMessage.external_id).in_(external_ids)
    )
    return set(session.exec(query).all())


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
