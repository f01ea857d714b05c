"""Methods that put a message into a chat."""

from typing import Any

from tests.telegram.bot_api.errors import bad
from tests.telegram.bot_api.keyboards import markup_of
from tests.telegram.bot_api.markup import text_of
from tests.telegram.bot_api.methods.registry import SENDING, Call, method
from tests.telegram.bot_api.params import Json, Params
from tests.telegram.bot_api.world import BOT, Chat

_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def _reply(chat: Chat, params: Params) -> Json:
    wanted = params.mapping("reply_parameters")
    if not wanted:
        return {}
    message = chat.find(int(wanted.get("message_id", 0)))
    if message is None:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")
    return {"reply_to_message": {name: value for name, value in message.body.items() if name != "reply_to_message"}}


def put(call: Call, chat: Chat, content: Json, markup: Json | None = None) -> Json:
    """Put a message of the bot into a chat, and give it as the Bot API does."""
    fields = _reply(chat, call.params) | content
    if markup and markup.get("inline_keyboard"):
        fields["reply_markup"] = markup
    elif markup and "keyboard" in markup:
        chat.keyboard = markup
    elif markup and "remove_keyboard" in markup:
        chat.keyboard = None
    message = chat.add(BOT, call.bot.fields, fields, call.world.now())
    call.world.changed.notify_all()
    return message.body


@method("sendMessage", "text", "parse_mode", "entities", "link_preview_options", also=SENDING)
def send_message(call: Call) -> Any:
    """Send a text."""
    chat = call.bot.chat(call.params.text("chat_id"))
    text, entities = text_of(call.params)
    call.params.mapping("link_preview_options")
    markup = markup_of(call.params, chat.private)
    chat = call.bot.open_chat(call.params.text("chat_id"))
    return put(call, chat, {"text": text} | ({"entities": entities} if entities else {}), markup)


def _place(params: Params) -> Json:
    latitude, longitude = params.decimal("latitude"), params.decimal("longitude")
    if latitude is None:
        raise bad("latitude is empty")
    if longitude is None:
        raise bad("longitude is empty")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise bad("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}


@method(
    "sendLocation",
    "latitude",
    "longitude",
    "horizontal_accuracy",
    "live_period",
    "heading",
    "proximity_alert_radius",
    also=SENDING,
)
def send_location(call: Call) -> Any:
    """Send a place."""
    chat = call.bot.open_chat(call.params.text("chat_id"))
    return put(call, chat, {"location": _place(call.params)}, markup_of(call.params, chat.private))


@method(
    "sendVenue",
    "latitude",
    "longitude",
    "title",
    "address",
    "foursquare_id",
    "foursquare_type",
    "google_place_id",
    "google_place_type",
    also=SENDING,
)
def send_venue(call: Call) -> Any:
    """Send a place with a name and an address."""
    chat = call.bot.open_chat(call.params.text("chat_id"))
    place = _place(call.params)
    title, address = call.params.text("title"), call.params.text("address")
    if not title.strip():
        raise bad("venue title must be non-empty")
    if not address.strip():
        raise bad("venue address must be non-empty")
    content = {"location": place, "venue": {"location": place, "title": title, "address": address}}
    return put(call, chat, content, markup_of(call.params, chat.private))


@method("sendContact", "phone_number", "first_name", "last_name", "vcard", also=SENDING)
def send_contact(call: Call) -> Any:
    """Send a phone number."""
    chat = call.bot.open_chat(call.params.text("chat_id"))
    contact = {"phone_number": call.params.text("phone_number"), "first_name": call.params.text("first_name")}
    if not all(contact.values()):
        raise bad("phone number and first name of a contact must be non-empty")
    return put(call, chat, {"contact": contact}, markup_of(call.params, chat.private))


@method("sendChatAction", "business_connection_id", "chat_id", "message_thread_id", "action")
def send_chat_action(call: Call) -> Any:
    """Show what the bot is doing."""
    chat = call.bot.open_chat(call.params.text("chat_id"))
    action = call.params.text("action")
    if action not in _ACTIONS:
        raise bad("wrong parameter action in request")
    chat.actions.append((call.world.now(), action))
    call.world.changed.notify_all()
    return True
