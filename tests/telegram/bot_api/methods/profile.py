"""Methods for what a bot shows of itself."""

import re
from typing import Any

from tests.telegram.bot_api.errors import bad
from tests.telegram.bot_api.markup import units
from tests.telegram.bot_api.methods.registry import Call, Handler, method
from tests.telegram.bot_api.params import Json

_NAME = re.compile(r"[a-z0-9_]{1,32}")
_PLAIN_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
_CHAT_SCOPES = {"chat", "chat_administrators", "chat_member"}
_MOST = {"name": 64, "description": 512, "short_description": 120}


def _language(call: Call) -> str:
    code = call.params.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad("invalid language code specified")
    return code


def _scope(call: Call) -> str:
    scope = call.params.mapping("scope") or {"type": "default"}
    kind = scope.get("type")
    if kind in _PLAIN_SCOPES:
        return str(kind)
    if kind not in _CHAT_SCOPES:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    chat = call.bot.chat(str(scope.get("chat_id", "")))
    if kind == "chat_member":
        if int(scope.get("user_id", 0)) not in chat.members:
            raise bad("PARTICIPANT_ID_INVALID")
        return f"chat_member {chat.id} {scope['user_id']}"
    return f"{kind} {chat.id}"


def _command(given: Any) -> Json:
    if not isinstance(given, dict) or set(given) != {"command", "description"}:
        raise bad("can't parse BotCommand: expected an Object with command and description")
    name = str(given["command"]).removeprefix("/")
    if not _NAME.fullmatch(name):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= units(str(given["description"]).strip()) <= 256:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": given["description"]}


@method("setMyCommands", "commands", "scope", "language_code")
def set_commands(call: Call) -> Any:
    """Set up to 100 commands of a scope and a language."""
    given = call.params.listed("commands") or []
    if len(given) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    call.bot.profile.commands[_scope(call), _language(call)] = [_command(one) for one in given]
    return True


@method("getMyCommands", "scope", "language_code")
def get_commands(call: Call) -> Any:
    """Give the commands of exactly this scope and language."""
    return call.bot.profile.commands.get((_scope(call), _language(call)), [])


@method("deleteMyCommands", "scope", "language_code")
def delete_commands(call: Call) -> Any:
    """Let the wider scope count again."""
    call.bot.profile.commands.pop((_scope(call), _language(call)), None)
    return True


def _setter(kind: str) -> Handler:
    def set_text(call: Call) -> Any:
        text = call.params.text(kind)
        if units(text) > _MOST[kind]:
            raise bad(f"{kind.replace('_', ' ')} is too long")
        call.bot.profile.texts[kind, _language(call)] = text
        return True

    return set_text


def _getter(kind: str) -> Handler:
    def get_text(call: Call) -> Any:
        own = call.bot.profile.text(kind, _language(call))
        return {kind: own or (call.bot.name if kind == "name" else "")}

    return get_text


for _kind, _method in (("name", "Name"), ("description", "Description"), ("short_description", "ShortDescription")):
    method(f"setMy{_method}", _kind, "language_code")(_setter(_kind))
    method(f"getMy{_method}", "language_code")(_getter(_kind))


def _menu_chat(call: Call) -> int:
    return call.bot.chat(call.params.text("chat_id")).id if call.params.text("chat_id") else 0


@method("setChatMenuButton", "chat_id", "menu_button")
def set_menu_button(call: Call) -> Any:
    """Set the button beside the text field, of a chat or of all."""
    button = call.params.mapping("menu_button") or {"type": "default"}
    if button.get("type") not in ("commands", "default", "web_app"):
        raise bad("can't parse MenuButton: unsupported type specified")
    if button["type"] == "web_app" and not (button.get("text") and button.get("web_app", {}).get("url")):
        raise bad("can't parse MenuButton: text and web_app are needed")
    call.bot.profile.menu_buttons[_menu_chat(call)] = button
    return True


@method("getChatMenuButton", "chat_id")
def get_menu_button(call: Call) -> Any:
    """Give the button beside the text field."""
    buttons = call.bot.profile.menu_buttons
    return buttons.get(_menu_chat(call)) or buttons.get(0) or {"type": "default"}
