"""Who speaks in a chat and where it stands, read at once for each update."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from booking.work import Work
from bot.channels.telegram.members import Speaker, speakers
from bot.channels.telegram.names import CHANNEL
from bot.channels.telegram.reading import message_of
from bot.mail.chats import find_chat, mark_reach
from bot.mail.entities import Chat, InMessage
from bot.mail.message import Content


@dataclass(frozen=True, slots=True)
class Place:
    """A person's talk as the party they speak for now."""

    speaker: Speaker
    chat_id: int | None = None
    lang: str | None = None
    lost: bool = False  # marked as out of reach, which a message disproves


def place_of(session: Session, user: int) -> Place:
    """Where the words of this person go."""
    speaker = speakers(session, user)[0]
    chat = find_chat(session, CHANNEL, speaker.address)
    if chat is None:
        return Place(speaker)
    return Place(speaker, chat.id, chat.lang, chat.unreachable_at is not None)


def last_said(session: Session, chat_id: int) -> tuple[int, str | None]:
    """The id of the newest message of a chat, 0 where it was no message, and its words."""
    query = select(InMessage).where(InMessage.chat_id == chat_id).order_by(col(InMessage.id).desc()).limit(1)
    row = session.exec(query).first()
    if row is None:
        return 0, None
    return message_of(row.external_id), Content.model_validate_json(row.body).say


def mark_person(work: Work, user: int, *, reachable: bool) -> None:
    """All talks of this person that they may still have can be reached again, or none can."""
    for speaker in speakers(work.session, user):
        chat: Chat | None = find_chat(work.session, CHANNEL, speaker.address)
        if chat is not None:
            mark_reach(work.session, chat.id, None if reachable else work.now)
