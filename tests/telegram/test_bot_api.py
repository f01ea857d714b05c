"""The rules of the Bot API, as the test server keeps them."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import ManualClock
from tests.telegram.asking import Caller
from tests.telegram.bot_api import BotApiServer, User
from tests.telegram.bot_api.errors import RefusalError
from tests.telegram.bot_api.markup import formatted, units
from tests.telegram.pictures import picture


def inline(*rows: list[Any]) -> dict[str, Any]:
    """An inline keyboard of buttons; a text stands for a button with a label and its data."""
    whole = [[{"text": one, "callback_data": one} if isinstance(one, str) else one for one in row] for row in rows]
    return {"inline_keyboard": whole}


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


BUTTON = {"text": "a", "callback_data": "a"}
MARKUPS: list[tuple[Any, str]] = [
    ("{", "can't parse reply_markup JSON object"),
    (["a"], "object expected as reply markup"),
    ({"inline_keyboard": "a"}, "must be an Array"),
    ({"inline_keyboard": [BUTTON]}, "must be an Array of Arrays"),
    (inline([{"text": "a"}]), "Text buttons are unallowed in the inline keyboard"),
    (inline([{"callback_data": "a"}]), 'Can\'t find field "text"'),
    (inline([{"text": " ", "callback_data": "a"}]), "BUTTON_TEXT_INVALID"),
    (inline([BUTTON | {"url": "https://example.org"}]), "BUTTON_TYPE_INVALID"),
    (inline([BUTTON | {"colour": "red"}]), "unknown field colour"),
    (inline([{"text": "a", "callback_data": ""}]), "BUTTON_DATA_INVALID"),
    (inline([{"text": "a", "callback_data": "x" * 65}]), "BUTTON_DATA_INVALID"),
    (inline([{"text": "a", "callback_data": "修" * 22}]), "BUTTON_DATA_INVALID"),
    (inline([{"text": "a", "url": "javascript:1"}]), "BUTTON_URL_INVALID"),
    (inline(["a"] * 9), "REPLY_MARKUP_TOO_LONG"),
    (inline(*[["a"]] * 101), "REPLY_MARKUP_TOO_LONG"),
    ({"keyboard": []}, "reply keyboard is empty"),
    ({"keyboard": [[{"text": "a", "request_contact": True, "request_location": True}]]}, "BUTTON_TYPE_INVALID"),
    ({"keyboard": [["a"]], "input_field_placeholder": "x" * 65}, "placeholder is too long"),
    ({"keyboard": [["a"]]} | inline(["a"]), "exactly one kind"),
    ({"remove_keyboard": False}, "with true only"),
]


@pytest.mark.parametrize(("markup", "description"), MARKUPS)
def test_keyboards_that_are_refused(caller: Caller, wang: User, markup: Any, description: str) -> None:
    assert description in caller.refusal("sendMessage", chat_id=wang.id, text="a", reply_markup=markup)
    assert wang.heard == []


@pytest.mark.parametrize(
    "markup",
    [
        inline(["a"] * 8, [{"text": "b", "callback_data": "修" * 21 + "x"}], [{"text": "c", "url": "tel:110"}]),
        inline(*[["a"]] * 100),
        inline(),
        {"keyboard": [["a", {"text": "b", "request_contact": True}], [{"text": "c", "request_location": True}]]},
        {"remove_keyboard": True},
        {"force_reply": True, "input_field_placeholder": "x" * 64},
    ],
)
def test_keyboards_that_are_taken(caller: Caller, wang: User, markup: Any) -> None:
    caller.result("sendMessage", chat_id=wang.id, text="a", reply_markup=markup)


def test_numbers_and_places_are_not_asked_for_in_groups(caller: Caller, telegram: BotApiServer) -> None:
    group = telegram.group("A firm")
    for action in ("request_contact", "request_location"):
        markup = {"keyboard": [[{"text": "a", action: True}]]}
        assert "in private chats only" in caller.refusal("sendMessage", chat_id=group.id, text="a", reply_markup=markup)


TEXTS = [
    ("", "", "Bad Request: message text is empty"),
    (" \n\t", "", "Bad Request: message text is empty"),
    ("<b> </b>", "HTML", "Bad Request: message text is empty"),
    ("x" * 4097, "", "Bad Request: message is too long"),
    ("😀" * 2049, "", "Bad Request: message is too long"),
    ("<b>x", "HTML", "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    ("修<p>x</p>", "HTML", 'Bad Request: can\'t parse entities: Unsupported start tag "p" at byte offset 3'),
    ("1 < 2", "HTML", 'Bad Request: can\'t parse entities: Unsupported start tag "" at byte offset 2'),
    ("a <b", "HTML", "Bad Request: can't parse entities: Unclosed start tag at byte offset 2"),
    ('<a href="x', "HTML", "Bad Request: can't parse entities: Unclosed start tag at byte offset 0"),
    ("<a =x>", "HTML", 'Bad Request: can\'t parse entities: Empty attribute name in the tag "a" at byte offset 0'),
    ("x</b>", "HTML", "Bad Request: can't parse entities: Unexpected end tag at byte offset 1"),
    (
        "<b><i>x</b></i>",
        "HTML",
        'Bad Request: can\'t parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    ),
    ("<span>x</span>", "HTML", "class"),
    ("x", "Nonsense", "unsupported parse_mode"),
]


@pytest.mark.parametrize(("text", "mode", "description"), TEXTS)
def test_texts_that_are_refused(caller: Caller, wang: User, text: str, mode: str, description: str) -> None:
    assert description in caller.refusal("sendMessage", chat_id=wang.id, text=text, parse_mode=mode)
    wang.start()
    sent = caller.result("sendMessage", chat_id=wang.id, text="before")
    place = {"chat_id": wang.id, "message_id": sent["message_id"]}
    assert description in caller.refusal("editMessageText", place, text=text, parse_mode=mode)


def test_texts_are_measured_after_parsing(caller: Caller, wang: User) -> None:
    assert caller.result("sendMessage", chat_id=wang.id, text=f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert caller.result("sendMessage", chat_id=wang.id, text="😀" * 2048)


def test_html_becomes_text_and_entities(caller: Caller, wang: User) -> None:
    text = ' 😀<b>修<i>好</i></b> &lt;&amp;&gt; &nbsp; <a href="https://example.org/?a=1&amp;b=2>">x</a> /help '
    sent = caller.result("sendMessage", chat_id=wang.id, text=text, parse_mode="html")
    assert sent["text"] == "😀修好 <&> &nbsp; x /help"
    assert sent["entities"] == [
        {"type": "bold", "offset": 2, "length": 2},
        {"type": "italic", "offset": 3, "length": 1},
        {"type": "text_link", "url": "https://example.org/?a=1&b=2>", "offset": 16, "length": 1},
        {"type": "bot_command", "offset": 18, "length": 5},
    ]


@given(
    st.lists(st.sampled_from(["<b>", "</b>", "<i>", "</i>", "<", ">", "&", "&lt;", ' href="', "<a", "😀", " ", "修"]))
)
def test_any_html_is_parsed_or_refused(pieces: list[str]) -> None:
    try:
        text, entities = formatted("".join(pieces), "HTML", [])
    except RefusalError as refusal:
        refused = refusal.description
        text, entities = "", []
    else:
        refused = ""
    assert not refused or refused.startswith("Bad Request: can't parse entities: ")
    assert text == text.strip()
    assert all(0 <= one["offset"] < one["offset"] + one["length"] <= units(text) for one in entities)


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
