"""Stores what came in, once, and hands it out in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Insert, Table, bindparam, case, literal, update
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
    #: whether it is to be answered in this transaction: none of its chat waits before it
    next: bool = False


def store(
    session: Session, ids: Ids, now: datetime, chat_id: int, inbound: Inbound, status: InStatus = InStatus.PENDING
) -> Stored:
    """Store an inbound message whose answer comes later, or (as done) needs no turn. The same is stored once."""
    return _store(session, ids, now, chat_id, inbound, _INSERT, {"status": status})


def store_in_turn(session: Session, ids: Ids, now: datetime, chat_id: int, inbound: Inbound) -> Stored:
    """Store an inbound message of a locked chat as done, for its answer commits with it; as pending behind others."""
    return _store(session, ids, now, chat_id, inbound, _IN_TURN, {})


def _store(
    session: Session,
    ids: Ids,
    now: datetime,
    chat_id: int,
    inbound: Inbound,
    statements: Mapping[str, Insert],
    more: Mapping[str, InStatus],
) -> Stored:
    """What came apart and is in this message has an empty one of its own."""
    dialect = session.get_bind().dialect.name
    for external_id in inbound.also:
        apart = _values(ids, now, chat_id, inbound.channel, external_id) | {"status": InStatus.DONE}
        session.connection().execute(_INSERT[dialect], apart)
    values = {**_values(ids, now, chat_id, inbound.channel, inbound.external_id), **more}
    values["body"] = inbound.content.model_dump_json(exclude_none=True)
    row = session.connection().execute(statements[dialect], values).first()
    return Stored(chat_id, values["id"], row.status == InStatus.DONE) if row is not None else Stored(chat_id, None)


def _values(ids: Ids, now: datetime, chat_id: int, channel: str, external_id: str) -> dict[str, Any]:
    return {
        "id": ids.next(),
        "district": CITY,
        "chat_id": chat_id,
        "channel": channel,
        "external_id": external_id,
        "body": "{}",
        "received_at": now,
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


def _inserts(status: Any) -> dict[str, Insert]:
    """The statement that stores a message with this status, by dialect; nothing comes back for one that is known."""
    columns = {name: bindparam(name, type_=_TABLE.c[name].type) for name in _COLUMNS} | {"status": status}
    return {
        name: kind.insert(_TABLE).values(columns).on_conflict_do_nothing().returning(_TABLE.c.id, _TABLE.c.status)
        for name, kind in (("sqlite", sqlite), ("postgresql", postgresql))
    }


_COLUMNS = ("id", "district", "chat_id", "channel", "external_id", "body", "received_at", "attempts", "error")
_BEFORE = _TABLE.alias("before")
_WAITING = select(_BEFORE.c.id).where(_BEFORE.c.chat_id == bindparam("chat_id"), _BEFORE.c.status == InStatus.PENDING)
_INSERT = _inserts(bindparam("status"))
_IN_TURN = _inserts(case((_WAITING.exists(), literal(InStatus.PENDING.value)), else_=literal(InStatus.DONE.value)))
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
