"""The rules of keyboards below messages and in place of the user's own."""

from typing import Any

from tests.telegram.bot_api.errors import bad
from tests.telegram.bot_api.params import Json, Params

_INLINE_ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
_REPLY_ACTIONS = {"request_users", "request_chat", "request_contact", "request_location", "request_poll", "web_app"}
_LOOKS = {"icon_custom_emoji_id", "style"}
_REPLY_FIELDS = {"keyboard", "is_persistent", "resize_keyboard", "one_time_keyboard", "input_field_placeholder"}
_KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")


def _rows(markup: Json, name: str) -> list[list[Any]]:
    rows = markup[name]
    if not isinstance(rows, list):
        raise bad(f'field "{name}" of the reply markup must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad(f'field "{name}" must be an Array of Arrays')
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise bad("REPLY_MARKUP_TOO_LONG")
    return rows


def _known(thing: Json, names: set[str], what: str) -> None:
    if unknown := set(thing) - names:
        raise bad(f"can't parse {what}: unknown field {', '.join(sorted(unknown))}")


def _label(button: Any, what: str) -> str:
    if not isinstance(button, dict):
        raise bad(f"can't parse {what}: expected an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad(f"can't parse {what}: Can't find field \"text\"")
    if not text.strip():
        raise bad("BUTTON_TEXT_INVALID")
    return text


def _check_inline(button: Any) -> None:
    _label(button, "inline keyboard button")
    _known(button, _INLINE_ACTIONS | _LOOKS | {"text"}, "inline keyboard button")
    actions = _INLINE_ACTIONS & set(button)
    if not actions:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad(f"BUTTON_TYPE_INVALID: exactly one of {', '.join(sorted(actions))} is allowed")
    data = button.get("callback_data", "-")
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    url = button.get("url", "https://")
    if not isinstance(url, str) or not url.startswith(("https://", "http://", "tg://", "tel:", "mailto:")):
        raise bad("BUTTON_URL_INVALID")


def _check_reply(button: Any, private: bool) -> None:
    if isinstance(button, str):
        button = {"text": button}
    _label(button, "keyboard button")
    _known(button, _REPLY_ACTIONS | _LOOKS | {"text"}, "keyboard button")
    if len([name for name in _REPLY_ACTIONS if button.get(name)]) > 1:
        raise bad("BUTTON_TYPE_INVALID: more than one action")
    if not private and button.get("request_contact"):
        raise bad("phone number can be requested in private chats only")
    if not private and button.get("request_location"):
        raise bad("location can be requested in private chats only")


def markup_of(params: Params, private: bool = True, inline_only: bool = False) -> Json | None:
    """The keyboard of a call, checked; None when there is none. `private` tells the kind of chat."""
    markup = params.parsed("reply_markup")
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    kinds = [kind for kind in _KINDS if kind in markup]
    if len(kinds) != 1:
        raise bad("exactly one kind of reply markup is expected")
    if inline_only and kinds != ["inline_keyboard"]:
        raise bad("inline keyboard expected")
    check = {"inline_keyboard": _inline, "keyboard": _reply, "remove_keyboard": _other, "force_reply": _other}
    check[kinds[0]](markup, private)
    return markup


def _inline(markup: Json, private: bool) -> None:
    _known(markup, {"inline_keyboard"}, "inline keyboard")
    for row in _rows(markup, "inline_keyboard"):
        for button in row:
            _check_inline(button)


def _reply(markup: Json, private: bool) -> None:
    _known(markup, _REPLY_FIELDS | {"selective"}, "reply keyboard")
    rows = _rows(markup, "keyboard")
    if not any(rows):
        raise bad("reply keyboard is empty")
    if len(markup.get("input_field_placeholder") or "") > 64:
        raise bad("input field placeholder is too long")
    for row in rows:
        for button in row:
            _check_reply(button, private)


def _other(markup: Json, private: bool) -> None:
    _known(markup, {"remove_keyboard", "force_reply", "input_field_placeholder", "selective"}, "reply markup")
    if True not in (markup.get("remove_keyboard"), markup.get("force_reply")):
        raise bad("a keyboard is removed, and a reply asked for, with true only")
