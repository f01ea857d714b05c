"""What the test server takes as a text and as a keyboard."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.telegram.asking import Caller, inline
from tests.telegram.bot_api import BotApiServer, User
from tests.telegram.bot_api.errors import RefusalError
from tests.telegram.bot_api.markup import formatted, units

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
