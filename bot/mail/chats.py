"""Finds and opens chats, and locks one for the length of a turn."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Table, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from booking.terms import CITY, Role
from booking.work import Ids
from bot.mail.entities import Chat

# statements are built once: building one costs more than running it
_TABLE: Table = Chat.__table__  # type: ignore[attr-defined]
_OPEN = {
    name: kind.insert(_TABLE).on_conflict_do_nothing()
    for name, kind in (("sqlite", sqlite), ("postgresql", postgresql))
}
_AT = select(Chat).where(Chat.channel == bindparam("channel"), Chat.address == bindparam("address"))
# not against messages for the chat, whose foreign key locks its row too: two chats that write to each other would meet
_LOCKED = (
    select(Chat)
    .where(Chat.id == bindparam("id"))
    .with_for_update(key_share=True)
    .execution_options(populate_existing=True)
)
_OF_PARTY = select(Chat).where(Chat.party == bindparam("party")).order_by(col(Chat.id))


def open_chat(
    session: Session,
    ids: Ids,
    now: datetime,
    *,
    channel: str,
    address: str,
    role: Role,
    party: str,
    lang: str | None = None,
) -> Chat:
    """The chat at this address, made if it is new; safe when two threads open the same one."""
    found = find_chat(session, channel, address)
    if found is not None:
        return found
    fresh = {"channel": channel, "address": address, "role": role, "party": party, "lang": lang}
    session.connection().execute(
        _OPEN[session.get_bind().dialect.name],
        fresh | {"id": ids.next(), "district": CITY, "talk": "", "created_at": now},
    )
    found = find_chat(session, channel, address)
    if found is None:
        raise RuntimeError(f"chat {channel}:{address} vanished while it was opened")
    return found


def find_chat(session: Session, channel: str, address: str) -> Chat | None:
    """The chat at this address, not locked."""
    return session.exec(_AT, params={"channel": channel, "address": address}).first()


def lock_chat(session: Session, chat_id: int) -> Chat:
    """The chat, locked until the transaction ends."""
    return session.exec(_LOCKED, params={"id": chat_id}).one()


_SAVE = update(_TABLE).where(_TABLE.c.id == bindparam("chat")).values(talk=bindparam("said"), lang=bindparam("speaks"))

_REACH = update(_TABLE).where(_TABLE.c.id == bindparam("chat")).values(unreachable_at=bindparam("at"))


def save_talk(session: Session, chat: Chat, talk: str, lang: str | None) -> None:
    """Store the state of a locked chat's talk and its language."""
    session.connection().execute(_SAVE, {"chat": chat.id, "said": talk, "speaks": lang})


def chats_of(session: Session, party: str) -> Sequence[Chat]:
    """Every chat of a party."""
    return session.exec(_OF_PARTY, params={"party": party}).all()


def mark_reach(session: Session, chat_id: int, unreachable_at: datetime | None) -> None:
    """From now on this chat cannot be reached, or (None) can be reached again."""
    session.connection().execute(_REACH, {"chat": chat_id, "at": unreachable_at})
