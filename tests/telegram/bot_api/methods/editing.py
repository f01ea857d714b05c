"""Methods that change or remove a message the bot sent."""

from datetime import timedelta
from typing import Any

from tests.telegram.bot_api.errors import bad
from tests.telegram.bot_api.keyboards import markup_of
from tests.telegram.bot_api.markup import caption_of, text_of
from tests.telegram.bot_api.methods.registry import EDITING, Call, method
from tests.telegram.bot_api.params import Json
from tests.telegram.bot_api.world import BOT, Chat, Message

_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_FILES = ("photo", "document", "voice", "video", "audio")
_DELETABLE = timedelta(hours=48)


def _own(call: Call) -> tuple[Chat, Message]:
    if call.params.text("inline_message_id"):
        raise bad("MESSAGE_ID_INVALID")
    chat = call.bot.open_chat(call.params.text("chat_id"))
    number = call.params.number("message_id")
    if not number:
        raise bad("message identifier is not specified")
    message = chat.find(number)
    if message is None:
        raise bad("message to edit not found")
    if message.by != BOT:
        raise bad("message can't be edited")
    return chat, message


def _changed(call: Call, message: Message, without: tuple[str, ...], content: Json) -> Json:
    """The message with other content; the keyboard is what the call says, so none when it says nothing."""
    markup = markup_of(call.params, inline_only=True)
    kept = {name: value for name, value in message.body.items() if name not in (*without, "reply_markup", "edit_date")}
    body = kept | content
    if markup and markup["inline_keyboard"]:
        body["reply_markup"] = markup
    if body == {name: value for name, value in message.body.items() if name != "edit_date"}:
        raise bad(_SAME)
    now = call.world.now()
    message.change(body | {"edit_date": int(now.timestamp())}, now, BOT)
    call.world.changed.notify_all()
    return message.body


@method("editMessageText", "text", "parse_mode", "entities", "link_preview_options", also=EDITING)
def edit_text(call: Call) -> Any:
    """Change the text of an own message."""
    _, message = _own(call)
    text, entities = text_of(call.params)
    if "text" not in message.body:
        raise bad("there is no text in the message to edit")
    content = {"text": text} | ({"entities": entities} if entities else {})
    return _changed(call, message, ("text", "entities"), content)


@method("editMessageCaption", "caption", "parse_mode", "caption_entities", "show_caption_above_media", also=EDITING)
def edit_caption(call: Call) -> Any:
    """Change the caption of an own message."""
    _, message = _own(call)
    params = call.params
    if not any(kind in message.body for kind in _FILES):
        raise bad("there is no caption in the message to edit")
    content = caption_of(params.text("caption"), params.text("parse_mode"), params.listed("caption_entities") or [])
    return _changed(call, message, ("caption", "caption_entities"), content)


@method("editMessageReplyMarkup", also=EDITING)
def edit_markup(call: Call) -> Any:
    """Change the buttons of an own message."""
    _, message = _own(call)
    return _changed(call, message, (), {})


def _delete(call: Call, chat: Chat, number: int) -> None:
    message = chat.find(number)
    if message is None:
        raise bad("message to delete not found")
    if call.world.now() - message.sent_at > _DELETABLE:
        raise bad("message can't be deleted for everyone")
    if message.by != BOT and not chat.private:
        raise bad("message can't be deleted")
    message.deleted_at, message.deleted_by = call.world.now(), BOT
    call.world.changed.notify_all()


@method("deleteMessage", "chat_id", "message_id")
def delete_message(call: Call) -> Any:
    """Remove a message: an own one, or in a private chat any, up to 48 hours old."""
    chat = call.bot.open_chat(call.params.text("chat_id"))
    _delete(call, chat, call.params.number("message_id"))
    return True


@method("deleteMessages", "chat_id", "message_ids")
def delete_messages(call: Call) -> Any:
    """Remove up to 100 messages; those that are gone are passed over."""
    chat = call.bot.open_chat(call.params.text("chat_id"))
    numbers = call.params.listed("message_ids") or []
    if not 1 <= len(numbers) <= 100:
        raise bad("message identifiers are not specified")
    for number in numbers:
        if chat.find(int(number)) is not None:
            _delete(call, chat, int(number))
    return True
