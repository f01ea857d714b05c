"""The calls of the Bot API by which messages leave, and by which earlier ones are shown to be over."""

import logging
from collections.abc import Mapping, Sequence
from typing import Protocol

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, LinkPreviewOptions, Message
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.channels.telegram.pieces import MOST_UNITS, rows, split, units
from bot.channels.telegram.pressing import button_data
from bot.mail.message import Parcel, Shown

log = logging.getLogger(__name__)

#: A photo by its content hash, and what is sent of it: what Telegram calls it, or its bytes.
Media = tuple[str, str | bytes]
_GONE = ("chat not found", "user is deactivated", "bot was blocked", "peer_id_invalid", "chat was deleted")
_PLAIN = LinkPreviewOptions(is_disabled=True)


class Known(Protocol):
    """Remembers what Telegram calls the photos that it has."""

    def find(self, hashes: Sequence[str]) -> Mapping[str, str]: ...

    def keep(self, names: Mapping[str, str]) -> None: ...

    def forget(self, hashes: Sequence[str]) -> None: ...


class Nothing:
    """Remembers nothing."""

    def find(self, hashes: Sequence[str]) -> Mapping[str, str]:  # noqa: ARG002
        """Nothing is known."""
        return {}

    def keep(self, names: Mapping[str, str]) -> None:
        """Forgotten at once."""

    def forget(self, hashes: Sequence[str]) -> None:
        """Nothing to forget."""


def is_gone(error: BadRequest) -> bool:
    """Whether the chat will never take anything."""
    return any(reason in error.message.casefold() for reason in _GONE)


async def send_text(bot: ExtBot[None], chat: int, text: str, buttons_of: Parcel | None) -> str:
    """One piece of a message, the last one with the buttons; what Telegram calls it."""
    keyboard = _keyboard(buttons_of) if buttons_of is not None else None
    sent = await bot.send_message(chat, text, reply_markup=keyboard, link_preview_options=_PLAIN)
    return str(sent.message_id)


async def send_photos(bot: ExtBot[None], chat: int, media: Sequence[Media]) -> dict[str, str]:
    """One photo or an album; what Telegram calls each."""
    if len(media) == 1:
        sent: Sequence[Message] = [await bot.send_photo(chat, media[0][1])]
    else:
        sent = await bot.send_media_group(chat, [InputMediaPhoto(what) for _, what in media])
    return {name: one.photo[-1].file_id for (name, _), one in zip(media, sent, strict=False) if one.photo}


async def show_closed(bot: ExtBot[None], chat: int, shown: Shown, line: str) -> None:
    """Take the buttons of a message away, with a line below its text that says why.

    What cannot be changed (any more) stays as it is: nobody misses news by it.
    """
    number = int(shown.known_as or 0)
    text = f"{split(shown.body.text)[-1]}\n\n{line}"
    try:
        if line and units(text) <= MOST_UNITS:
            await bot.edit_message_text(text, chat, number, link_preview_options=_PLAIN)
        else:
            await bot.edit_message_reply_markup(chat, number)
    except BadRequest as error:
        if is_gone(error):
            raise
        log.debug("an earlier message stays as it is: %s", error.message)


def _keyboard(parcel: Parcel) -> InlineKeyboardMarkup | None:
    if not parcel.body.buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(button.label, callback_data=button_data(parcel.id, place)) for place, button in row]
            for row in rows(parcel.body.buttons)
        ]
    )
