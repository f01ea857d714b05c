"""Stores what came in, once, and hands it out in order."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from booking.work import Ids
from bot.mail.chats import open_chat
from bot.mail.entities import InMessage, InStatus
from bot.mail.message import Inbound

#: A message that fails this often is put aside, and its sender is told.
TRIES = 3


def store(session: Session, ids: Ids, now: datetime, inbound: Inbound) -> tuple[int, bool]:
    """Store an inbound message; (chat id, whether it was new). The same external id is stored once."""
    chat = open_chat(
        session,
        ids,
        now,
        channel=inbound.channel,
        address=inbound.address,
        role=inbound.role,
        party=inbound.party,
        lang=inbound.lang,
    )
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    result = session.connection().execute(
        dialect.insert(InMessage.__table__)  # type: ignore[attr-defined]
        .values(
            id=ids.next(),
            district=chat.district,
            chat_id=chat.id,
            channel=inbound.channel,
            external_id=inbound.external_id,
            body=inbound.content.model_dump_json(exclude_none=True),
            received_at=now,
            status=InStatus.PENDING,
            attempts=0,
            error="",
        )
        .on_conflict_do_nothing()
    )
    return chat.id, result.rowcount == 1


def next_pending(session: Session, chat_id: int) -> InMessage | None:
    """The oldest message of a chat that has not been handled."""
    return session.exec(
        select(InMessage)
        .where(InMessage.chat_id == chat_id, InMessage.status == InStatus.PENDING)
        .order_by(col(InMessage.id))
        .limit(1)
    ).first()


def chats_pending(session: Session, *, limit: int = 100) -> Sequence[int]:
    """Chats that have something unhandled, left there by a process that died."""
    return session.exec(
        select(InMessage.chat_id)
        .where(InMessage.status == InStatus.PENDING)
        .distinct()
        .order_by(col(InMessage.chat_id))
        .limit(limit)
    ).all()


def mark_done(session: Session, message: InMessage) -> None:
    """The turn of this message is complete."""
    message.status = InStatus.DONE
    session.add(message)


def mark_trouble(session: Session, message_id: int, error: str) -> InMessage | None:
    """Count a failed turn; the message is put aside as failed after TRIES."""
    message = session.get(InMessage, message_id)
    if message is None or message.status != InStatus.PENDING:
        return None
    message.attempts += 1
    message.error = error[:500]
    if message.attempts >= TRIES:
        message.status = InStatus.FAILED
    session.add(message)
    return message


def history(session: Session, chat_id: int, *, limit: int = 200) -> Sequence[InMessage]:
    """The latest messages of a chat, oldest first."""
    rows = session.exec(
        select(InMessage).where(InMessage.chat_id == chat_id).order_by(col(InMessage.id).desc()).limit(limit)
    ).all()
    return rows[::-1]
