"""Methods that send pictures and other files, and the one that tells where to fetch them."""

from typing import Any

from tests.telegram.bot_api.errors import bad
from tests.telegram.bot_api.files import MAX_DOWNLOAD, File, check_photo
from tests.telegram.bot_api.keyboards import markup_of
from tests.telegram.bot_api.markup import caption_of
from tests.telegram.bot_api.methods.registry import SENDING, Call, method
from tests.telegram.bot_api.methods.sending import put
from tests.telegram.bot_api.params import Json, Upload

_CAPTION = ("caption", "parse_mode", "caption_entities", "show_caption_above_media")
_ITEM = {"type", "media", "has_spoiler", "thumbnail", "width", "height", "duration", *_CAPTION}
_ITEM |= {"disable_content_type_detection", "supports_streaming", "performer", "title", "cover", "start_timestamp"}
_ALONE = {"document", "audio"}


def _upload(call: Call, name: str, value: str) -> Upload | None:
    """The file that came with the call for a field; None when its value names a file by id."""
    if name in call.params.uploads:
        return call.params.uploads[name]
    if value.startswith("attach://"):
        try:
            return call.params.uploads[value.removeprefix("attach://")]
        except KeyError as error:
            raise bad(f"attached file {value} is not in the request") from error
    return None


def _stored(call: Call, kind: str, value: str) -> File:
    if not value:
        raise bad(f"there is no {kind} in the request")
    if value.startswith(("http://", "https://")):
        call.complain(f"{call.method}: files by URL are not fetched here: {value}")
        raise bad("failed to get HTTP URL content")
    file = call.bot.files.get(value)
    if file.kind != kind:
        raise bad(f"can't use file of type {file.kind.capitalize()} as {kind.capitalize()}")
    return file


def _content(call: Call, kind: str, name: str, value: str) -> Json:
    """The field of a message that holds a file of a kind."""
    upload = _upload(call, name, value)
    if kind == "photo":
        if upload is None:
            return {"photo": call.bot.files.sizes_of(_stored(call, kind, value))}
        check_photo(upload.content)
        return {"photo": call.bot.files.add_photo(upload.content)}
    if upload is not None and not upload.content:
        raise bad("file must be non-empty")
    suffix = "." + upload.name.rpartition(".")[2] if upload and "." in upload.name else ""
    file = call.bot.files.add(kind, upload.content, suffix) if upload else _stored(call, kind, value)
    fields: Json = {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": len(file.whole)}
    if upload and kind == "document":
        fields["file_name"] = upload.name
    if kind in ("voice", "audio", "video"):
        fields["duration"] = call.params.number("duration", 1)
    if kind == "video":
        fields |= {"width": 640, "height": 480}
    return {kind: fields}


def _send_file(call: Call, kind: str) -> Json:
    chat = call.bot.open_chat(call.params.text("chat_id"))
    params = call.params
    caption = caption_of(params.text("caption"), params.text("parse_mode"), params.listed("caption_entities") or [])
    markup = markup_of(params, chat.private)
    return put(call, chat, _content(call, kind, kind, params.text(kind)) | caption, markup)


@method("sendPhoto", "photo", "has_spoiler", *_CAPTION, also=SENDING)
def send_photo(call: Call) -> Any:
    """Send a picture."""
    return _send_file(call, "photo")


@method("sendDocument", "document", "thumbnail", "disable_content_type_detection", *_CAPTION, also=SENDING)
def send_document(call: Call) -> Any:
    """Send a file."""
    return _send_file(call, "document")


@method("sendVoice", "voice", "duration", *_CAPTION, also=SENDING)
def send_voice(call: Call) -> Any:
    """Send a recording."""
    return _send_file(call, "voice")


def _check_album(items: list[Any]) -> None:
    if not items:
        raise bad("there are no messages to send")
    if len(items) > 10:
        raise bad("there are too much messages to send as an album")
    if len(items) < 2:
        raise bad("an album must include 2-10 items")
    for item in items:
        if not isinstance(item, dict) or item.get("type") not in {"photo", "video"} | _ALONE:
            raise bad("can't parse InputMedia: wrong type")
        if unknown := set(item) - _ITEM:
            raise bad(f"can't parse InputMedia: unknown field {', '.join(sorted(unknown))}")
    kinds = {item["type"] for item in items}
    if len(kinds) > 1 and kinds & _ALONE:
        raise bad("document and audio can't be mixed with other media types")


@method("sendMediaGroup", "media", also=SENDING - {"reply_markup", "suggested_post_parameters"})
def send_media_group(call: Call) -> Any:
    """Send an album."""
    chat = call.bot.open_chat(call.params.text("chat_id"))
    items = call.params.listed("media") or []
    _check_album(items)
    contents = []
    for item in items:
        content = _content(call, item["type"], "", str(item.get("media", "")))
        captions = (item.get("caption") or "", item.get("parse_mode") or "", item.get("caption_entities") or [])
        contents.append(content | caption_of(*captions))
    group = {"media_group_id": f"{call.bot.id}{len(chat.history):06}"}
    return [put(call, chat, content | group) for content in contents]


@method("getFile", "file_id")
def get_file(call: Call) -> Any:
    """Tell where a file can be fetched, up to 20 MB."""
    file = call.bot.files.get(call.params.text("file_id"))
    content = file.content
    if len(content) > MAX_DOWNLOAD:
        raise bad("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(content),
        "file_path": file.path,
    }
