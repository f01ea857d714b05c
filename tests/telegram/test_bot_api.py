"""The rules of the Bot API, as the test server keeps them."""

from datetime import timedelta
from typing import Any

import pytest

from bot.clock import ManualClock
from tests.telegram.asking import Caller, inline
from tests.telegram.bot_api import BotApiServer, User
from tests.telegram.pictures import picture


def test_every_form_of_a_call_is_understood(caller: Caller, telegram: BotApiServer, wang: User) -> None:
    base = f"{telegram.url}/bot{telegram.token}/sendMessage"
    markup = inline(["好"])
    assert caller.client.get(base, params={"chat_id": wang.id, "text": "query"}).json()["ok"]
    assert caller.ask("sendMessage", chat_id=wang.id, text="json", reply_markup=markup).json()["ok"]
    assert caller.form("sendMessage", chat_id=wang.id, text="form", reply_markup=markup).json()["ok"]
    assert caller.form("sendPhoto", {"photo": picture()}, chat_id=wang.id, caption="parts").json()["ok"]
    assert [message.text for message in wang.heard] == ["query", "json", "form", "parts"]
    assert [message.labels for message in wang.heard] == [[], ["好"], ["好"], []]
    assert telegram.complaints == []


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("/", 404, "Not Found"),
        ("/bot1:wrong/getMe", 401, "Unauthorized"),
        ("/file/bot1:wrong/photos/file_0.jpg", 401, "Unauthorized"),
        ("/bot{token}/logOut", 404, "Not Found: method not found"),
        ("/bot{token}/close", 404, "Not Found: method not found"),
        ("/file/bot{token}/photos/file_9.jpg", 404, "Not Found"),
    ],
)
def test_what_is_not_there(caller: Caller, telegram: BotApiServer, path: str, code: int, description: str) -> None:
    response = caller.client.get(telegram.url + path.format(token=telegram.token))
    assert response.status_code == code
    assert response.json() == {"ok": False, "error_code": code, "description": description}


def test_a_revoked_token_is_worth_nothing(caller: Caller, telegram: BotApiServer) -> None:
    telegram.revoke()
    assert caller.refusal("getMe") == "Unauthorized"


def test_who_cannot_be_written_to(caller: Caller, telegram: BotApiServer, wang: User) -> None:
    li, group = telegram.user("Li"), telegram.group("A firm")
    refusals = {
        0: "Bad Request: chat_id is empty",
        77: "Bad Request: chat not found",
        li.id: "Forbidden: bot can't initiate conversation with a user",
        wang.id: "Forbidden: bot was blocked by the user",
        group.id: "Forbidden: bot was kicked from the supergroup chat",
    }
    wang.block()
    group.kick_bot(wang)
    for chat_id, description in refusals.items():
        assert caller.refusal("sendMessage", chat_id=chat_id or "", text="a") == description
    zhao = telegram.user("Zhao")
    zhao.start()
    zhao.deactivate()
    assert caller.refusal("sendMessage", chat_id=zhao.id, text="a") == "Forbidden: user is deactivated"
    wang.unblock()
    group.invite_bot(wang)
    for chat_id in (wang.id, group.id):
        caller.result("sendMessage", chat_id=chat_id, text="a")


def test_editing(caller: Caller, clock: ManualClock, wang: User) -> None:
    sent = caller.result("sendMessage", chat_id=wang.id, text="a", reply_markup=inline(["x"]))
    place = {"chat_id": wang.id, "message_id": sent["message_id"]}
    not_modified = "Bad Request: message is not modified: "
    same = caller.refusal("editMessageText", place, text="<b></b>a", parse_mode="HTML", reply_markup=inline(["x"]))
    assert same.startswith(not_modified)
    clock.advance(timedelta(minutes=1))
    edited = caller.result("editMessageText", place, text="b")
    assert edited["edit_date"] == sent["date"] + 60
    assert "reply_markup" not in edited
    assert caller.refusal("editMessageReplyMarkup", place).startswith(not_modified)
    caller.result("editMessageReplyMarkup", place, reply_markup=inline(["y"]))
    assert "no caption" in caller.refusal("editMessageCaption", place, caption="c")
    assert caller.refusal("editMessageReplyMarkup", place, reply_markup={"keyboard": [["a"]]}).endswith(
        "inline keyboard expected"
    )
    (message,) = wang.heard
    assert (message.text, message.labels) == ("b", ["y"])
    assert [(edit.before.get("text"), edit.by) for edit in message.edits] == [("a", "bot"), ("b", "bot")]


def test_what_cannot_be_edited(caller: Caller, wang: User) -> None:
    own = wang.say("mine")
    missing = {"chat_id": wang.id, "message_id": 99}
    assert caller.refusal("editMessageText", missing, text="a") == "Bad Request: message to edit not found"
    foreign = missing | {"message_id": own.id}
    assert caller.refusal("editMessageText", foreign, text="a") == "Bad Request: message can't be edited"
    photo = caller.form("sendPhoto", {"photo": picture()}, chat_id=wang.id, caption="a").json()["result"]
    place = missing | {"message_id": photo["message_id"]}
    assert "no text in the message" in caller.refusal("editMessageText", place, text="a")
    assert caller.result("editMessageCaption", place, caption="b")["caption"] == "b"


def test_deleting(caller: Caller, clock: ManualClock, wang: User) -> None:
    old = caller.result("sendMessage", chat_id=wang.id, text="old")["message_id"]
    clock.advance(timedelta(hours=49))
    new = caller.result("sendMessage", chat_id=wang.id, text="new")["message_id"]
    assert caller.result("deleteMessage", chat_id=wang.id, message_id=new) is True
    again = caller.refusal("deleteMessage", chat_id=wang.id, message_id=new)
    assert again == "Bad Request: message to delete not found"
    too_old = caller.refusal("deleteMessage", chat_id=wang.id, message_id=old)
    assert too_old == "Bad Request: message can't be deleted for everyone"
    assert [message.text for message in wang.heard] == ["old"]
    assert (wang.history[-1].deleted_at, wang.history[-1].deleted_by) == (clock.now(), "bot")


def test_buttons_are_answered_once_and_in_time(caller: Caller, clock: ManualClock, wang: User) -> None:
    caller.result("sendMessage", chat_id=wang.id, text="a", reply_markup=inline(["接单"]))
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert caller.refusal("answerCallbackQuery", callback_query_id="1") == too_old
    query = wang.press("接单")
    assert query is not None
    assert "TOO_LONG" in caller.refusal("answerCallbackQuery", callback_query_id=query.id, text="x" * 201)
    caller.result("answerCallbackQuery", callback_query_id=query.id, text="好", show_alert=True)
    assert query.answer == {"text": "好", "show_alert": True}
    assert caller.refusal("answerCallbackQuery", callback_query_id=query.id) == too_old
    late = wang.press("接单")
    assert late is not None
    clock.advance(timedelta(minutes=2))
    assert caller.refusal("answerCallbackQuery", callback_query_id=late.id) == too_old
    assert wang.toasts == ["好"]


@pytest.mark.parametrize(
    ("content", "description"),
    [
        (b"", "file must be non-empty"),
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (picture(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (b"x" * (10 * 1024 * 1024 + 1), "too big for a photo"),
    ],
)
def test_pictures_that_are_refused(caller: Caller, wang: User, content: bytes, description: str) -> None:
    answer = caller.form("sendPhoto", {"photo": content}, chat_id=wang.id).json()
    assert description in answer["description"]


def test_files_by_id(caller: Caller, telegram: BotApiServer, wang: User) -> None:
    voice = wang.voice(b"ogg").body["voice"]["file_id"]
    assert "can't use file of type Voice as Photo" in caller.refusal("sendPhoto", chat_id=wang.id, photo=voice)
    assert "wrong file_id" in caller.refusal("sendPhoto", chat_id=wang.id, photo="AgACnothing")
    assert "no photo in the request" in caller.refusal("sendPhoto", chat_id=wang.id)
    assert "wrong file_id" in caller.refusal("getFile", file_id="AgACnothing")
    path = caller.result("getFile", file_id=voice)["file_path"]
    assert caller.client.get(f"{telegram.url}/file/bot{telegram.token}/{path}").content == b"ogg"
    big = wang.document("big.bin", bytes(20 * 1024 * 1024 + 1)).body["document"]["file_id"]
    assert caller.refusal("getFile", file_id=big) == "Bad Request: file is too big"


def test_captions_are_shorter_than_texts(caller: Caller, wang: User) -> None:
    answer = caller.form("sendPhoto", {"photo": picture()}, chat_id=wang.id, caption="x" * 1025).json()
    assert answer["description"] == "Bad Request: message caption is too long"
    assert caller.form("sendPhoto", {"photo": picture()}, chat_id=wang.id, caption="x" * 1024).json()["ok"]


@pytest.mark.parametrize(
    ("items", "description"),
    [
        ([], "there are no messages to send"),
        ([{"type": "photo", "media": "attach://a"}], "2-10 items"),
        ([{"type": "photo", "media": "attach://a"}] * 11, "too much messages"),
        ([{"type": "photo", "media": "attach://b"}] * 2, "attached file attach://b is not in the request"),
        ([{"type": "photo", "media": "attach://a"}, {"type": "document", "media": "attach://a"}], "can't be mixed"),
        ([{"type": "gift", "media": "attach://a"}] * 2, "wrong type"),
        ([{"type": "photo", "media": "attach://a", "text": "b"}] * 2, "unknown field text"),
    ],
)
def test_albums_that_are_refused(caller: Caller, wang: User, items: list[Any], description: str) -> None:
    answer = caller.form("sendMediaGroup", {"a": picture()}, chat_id=wang.id, media=items).json()
    assert description in answer["description"]
    assert wang.heard == []


def test_places_and_actions(caller: Caller, wang: User) -> None:
    place = {"chat_id": wang.id, "latitude": 31.2, "longitude": 121.5}
    assert caller.result("sendLocation", place)["location"] == {"latitude": 31.2, "longitude": 121.5}
    assert caller.result("sendVenue", place, title="a", address="b")["venue"]["title"] == "a"
    assert "latitude is empty" in caller.refusal("sendLocation", chat_id=wang.id, longitude=1)
    assert "wrong location" in caller.refusal("sendLocation", place | {"latitude": 91})
    assert "title must be non-empty" in caller.refusal("sendVenue", place, title="", address="b")
    assert caller.result("sendChatAction", chat_id=wang.id, action="typing") is True
    assert wang.actions == ["typing"]
    assert "wrong parameter action" in caller.refusal("sendChatAction", chat_id=wang.id, action="thinking")


def test_replies(caller: Caller, wang: User) -> None:
    said = wang.say("hello")
    reply = caller.result("sendMessage", chat_id=wang.id, text="a", reply_parameters={"message_id": said.id})
    assert reply["reply_to_message"]["text"] == "hello"
    missing = {"chat_id": wang.id, "text": "a", "reply_parameters": {"message_id": 99}}
    assert caller.refusal("sendMessage", missing) == "Bad Request: message to be replied not found"


@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({"commands": [{"command": "Help", "description": "a"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x" * 33, "description": "a"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "help", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "help", "description": "x" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "help"}]}, "can't parse BotCommand"),
        ({"commands": [{"command": "help", "description": "a"}] * 101}, "TOO_MUCH"),
        ({"commands": [], "language_code": "zh-hans"}, "language code"),
        ({"commands": [], "scope": {"type": "everybody"}}, "BotCommandScope"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 77}}, "chat not found"),
    ],
)
def test_commands_that_are_refused(caller: Caller, values: dict[str, Any], description: str) -> None:
    assert description in caller.refusal("setMyCommands", values)


def test_everybody_sees_the_narrowest_commands(caller: Caller, telegram: BotApiServer, wang: User) -> None:
    smith = telegram.user("Smith", language_code="en")

    def put(name: str, **where: Any) -> None:
        caller.result("setMyCommands", where, commands=[{"command": name, "description": "a"}])

    put("all")
    put("private", scope={"type": "all_private_chats"})
    put("chinese", scope={"type": "all_private_chats"}, language_code="zh")
    assert (wang.menu, smith.menu) == ([("chinese", "a")], [("private", "a")])
    own = {"type": "chat", "chat_id": wang.id}
    put("own", scope=own)
    assert wang.menu == [("own", "a")]
    assert caller.result("getMyCommands", scope=own) == [{"command": "own", "description": "a"}]
    caller.result("deleteMyCommands", scope=own)
    assert caller.result("getMyCommands", scope=own) == []
    assert wang.menu == [("chinese", "a")]


@pytest.mark.parametrize(("kind", "most"), [("Name", 64), ("Description", 512), ("ShortDescription", 120)])
def test_texts_about_the_bot(caller: Caller, kind: str, most: int) -> None:
    field = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}[kind]
    caller.result(f"setMy{kind}", {field: "x" * most})
    caller.result(f"setMy{kind}", {field: "安修"}, language_code="zh")
    assert caller.result(f"getMy{kind}", language_code="zh") == {field: "安修"}
    assert caller.result(f"getMy{kind}", language_code="en") == {field: "x" * most}
    assert "too long" in caller.refusal(f"setMy{kind}", {field: "x" * (most + 1)})


def test_the_menu_button(caller: Caller, wang: User) -> None:
    assert caller.result("getChatMenuButton") == {"type": "default"}
    caller.result("setChatMenuButton", chat_id=wang.id, menu_button={"type": "commands"})
    assert caller.result("getChatMenuButton", chat_id=wang.id) == {"type": "commands"}
    assert "MenuButton" in caller.refusal("setChatMenuButton", menu_button={"type": "pizza"})


def test_unknown_names_are_complaints(caller: Caller, telegram: BotApiServer, wang: User) -> None:
    caller.result("sendMessage", chat_id=wang.id, text="a", reply_to_message_id=1)
    caller.result("getUpdates", allowed_updates=["message", "telegram"])
    caller.form("sendPhoto", {"photo": picture(), "other": b"x"}, chat_id=wang.id)
    caller.ask("sendInvoice")
    assert telegram.complaints == [
        "sendMessage has no parameter reply_to_message_id",
        "getUpdates: there are no updates of the kind telegram",
        "sendPhoto: nothing refers to the attached file other",
        "there is no method sendInvoice here",
    ]


def test_refusals_are_kept(caller: Caller, telegram: BotApiServer) -> None:
    caller.refusal("sendMessage", chat_id=77, text="a")
    (call,) = telegram.refusals
    assert (call.method, call.values["chat_id"], call.status) == ("sendMessage", "77", 400)
