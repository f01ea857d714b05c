"""What an update of Telegram says, in plain values: pure, and never surprised by what is missing or new."""

from dataclasses import dataclass, replace
from enum import StrEnum

from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update

#: Words of one message that are taken, as on the pages.
LONGEST = 2_000
#: Ids of Telegram have 52 bits at most, and are kept in 64.
LARGEST_ID = 2**62
#: What people send that is nothing we can take; anything else without content is Telegram's own note.
_PLAYED = frozenset({"sticker", "poll", "dice", "story", "game", "paid_media", "checklist", "unknown"})


class Kind(StrEnum):
    """What came, as far as it is answered differently."""

    WORDS = "words"
    COMMAND = "command"
    FILE = "file"
    FILM = "film"
    LOCATION = "location"
    CONTACT = "contact"
    PRESS = "press"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class News:
    """One update: who, where, and what; fields that its kind does not need are empty."""

    update: int
    kind: Kind
    chat: int
    user: int
    private: bool = True
    lang: str | None = None  # as the person's Telegram is set
    message: int = 0  # its id in the chat, by which edits are known
    edited: bool = False
    words: str = ""  # text, caption, or what follows a command
    command: str = ""
    file: str = ""  # its id
    size: int = 0
    album: str = ""
    location: tuple[float, float] | None = None
    phone: str = ""
    name: str = ""
    own: bool = False  # whether a contact is the sender's own
    press: str = ""  # callback data
    query: str = ""  # id of the callback query

    @property
    def external_id(self) -> str:
        """What the update is known by in the inbox: its id, with what tells it from one of another bot."""
        return f"{self.update}:{(self.query and 'q' + self.query[:64]) or self.message}"


def message_of(external_id: str) -> int:
    """The id of the message that an external id holds; 0 for a press and the like."""
    found = external_id.partition(":")[2].partition(".")[0]
    return int(found) if found.isdigit() else 0


def read_update(update: Update) -> News | None:
    """What an update says; None for what comes from no person or needs no answer, or from nobody who can be."""
    news = _news_of(update)
    numbers = (news.update, news.chat, news.user, news.message) if news is not None else ()
    return news if all(-LARGEST_ID <= number <= LARGEST_ID for number in numbers) else None


def _news_of(update: Update) -> News | None:
    if update.message is not None:
        return _of_message(update.update_id, update.message, edited=False)
    if update.edited_message is not None:
        return _of_message(update.update_id, update.edited_message, edited=True)
    if update.callback_query is not None:
        return _of_press(update.update_id, update.callback_query)
    if update.my_chat_member is not None:
        return _of_member(update.update_id, update.my_chat_member)
    return None


def _of_message(update: int, message: Message, *, edited: bool) -> News | None:
    user, chat = message.from_user, message.chat
    if user is None or user.is_bot:
        return None
    base = News(
        update,
        Kind.UNKNOWN,
        chat.id,
        user.id,
        private=chat.type == "private",
        lang=user.language_code,
        message=message.message_id,
        edited=edited,
    )
    if message.text is not None:
        return _of_text(base, message.text)
    if edited:  # of all else only the words below it can be edited
        return replace(base, kind=Kind.WORDS, words=message.caption[:LONGEST]) if message.caption else None
    return _of_file(base, message) or _of_thing(base, message)


def _of_text(base: News, text: str) -> News:
    if not text.startswith("/"):
        return replace(base, kind=Kind.WORDS, words=text[:LONGEST])
    name, _, rest = text[1:].partition(" ")
    return replace(
        base, kind=Kind.COMMAND, command=name.partition("@")[0].casefold()[:32], words=rest.strip()[:LONGEST]
    )


def _of_file(base: News, message: Message) -> News | None:
    """A photo in its largest size, a document or a recording; a film is not fetched."""
    if message.video or message.video_note or message.animation:
        return replace(base, kind=Kind.FILM, words=(message.caption or "")[:LONGEST])
    file = message.photo[-1] if message.photo else message.document or message.voice or message.audio
    if file is None:
        return None
    return replace(
        base,
        kind=Kind.FILE,
        file=file.file_id,
        size=file.file_size or 0,
        album=message.media_group_id or "",
        words=(message.caption or "")[:LONGEST],
    )


def _of_thing(base: News, message: Message) -> News | None:
    spot = message.venue.location if message.venue is not None else message.location
    if spot is not None and abs(spot.latitude) <= 90 and abs(spot.longitude) <= 180:  # NaN is neither
        return replace(base, kind=Kind.LOCATION, location=(spot.latitude, spot.longitude))
    if message.contact is not None:
        contact = message.contact
        name = " ".join(filter(None, (contact.last_name, contact.first_name)))
        own = contact.user_id == base.user
        return replace(base, kind=Kind.CONTACT, phone=contact.phone_number[:60], name=name[:60], own=own)
    return base if message.content_type in _PLAYED else None


def _of_press(update: int, query: CallbackQuery) -> News:
    chat = query.message.chat if query.message is not None else None
    return News(
        update,
        Kind.PRESS,
        chat.id if chat is not None else query.from_user.id,
        query.from_user.id,
        private=chat is None or chat.type == "private",
        lang=query.from_user.language_code,
        press=(query.data or "")[:64],
        query=query.id,
    )


def _of_member(update: int, changed: ChatMemberUpdated) -> News | None:
    """The bot was blocked or let in again; in groups it is only a guest."""
    if changed.chat.type != "private":
        return None
    gone = changed.new_chat_member.status in ("kicked", "left")
    user = changed.from_user
    kind = Kind.BLOCKED if gone else Kind.UNBLOCKED
    return News(update, kind, changed.chat.id, user.id, lang=user.language_code)
