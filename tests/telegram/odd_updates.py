"""Strategies for updates: shaped like types of the Bot API, with fields missing, odd or wrong; and any JSON at all."""

from collections.abc import Callable
from datetime import datetime
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from aiogram.types import Message, Update
from hypothesis import strategies as st
from pydantic import BaseModel

Draw = Callable[[st.SearchStrategy[Any]], Any]

#: Most of what people send is one of these; the rest is any kind that there is.
_KINDS = ("message", "message", "message", "edited_message", "callback_query", "callback_query", "my_chat_member")
_CONTENTS = ("text", "caption", "photo", "document", "voice", "video", "location", "venue", "contact", "sticker")
_TEXTS = st.one_of(
    st.sampled_from(
        [
            "厨房水龙头漏水",
            "The light is broken",
            "徐汇区田林路1186弄松果新村7号2-301，13800138000 王女士，明天下午",
            "好",
            "取消",
            "/start",
            "/start i_x",
            "/role",
            "/language@bot x",
            "/",
            "",
            "\x00",
            "着火了",
            "5 星",
            "a" * 5_000,
        ]
    ),
    st.text(max_size=40),
)
_NUMBERS = st.one_of(
    st.integers(0, 2_000_000_000), st.integers(), st.sampled_from([0, -1, 2**31, 2**63 - 1, 2**63, 2**80])
)
#: True for one in many; Hypothesis likes the ends of a range, so it is one in the middle.
_SELDOM = st.integers(0, 300).map(lambda drawn: drawn == 151)
_MOMENTS = st.sampled_from([1_795_000_000, 1_795_000_001, 0, 1_700_000_000])
_FLOATS = st.one_of(st.floats(-200, 200), st.floats())
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), _NUMBERS, _FLOATS, _TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=12), inner, max_size=4)),
    max_leaves=12,
)


@st.composite
def updates(draw: Draw, users: tuple[int, ...]) -> dict[str, Any]:
    """An update that looks like one of Telegram, mostly from one of these people in their private chat."""
    kind = draw(st.sampled_from([*_KINDS * 6, *sorted(set(Update.model_fields) - {"update_id"})]))
    made = _of_type(draw, Update.model_fields[kind].annotation, 3)
    if isinstance(made, dict) and draw(st.integers(0, 9)):
        _at_home(draw, made, draw(st.sampled_from(users)))
    return {"update_id": draw(st.integers(1, 10**9) | _NUMBERS), kind: made}


@st.composite
def likely(draw: Draw, users: tuple[int, ...]) -> dict[str, Any]:
    """A message of one of these people with one or two contents, whose own fields may be odd."""
    user = draw(st.sampled_from(users))
    made: dict[str, Any] = {"chat": {"id": user, "type": "private"}, "date": 1_795_000_000}
    made |= {"from": {"id": user, "is_bot": False, "first_name": "Odd"}, "message_id": draw(st.integers(1, 10**6))}
    for name in draw(st.lists(st.sampled_from(_CONTENTS), min_size=1, max_size=2)):
        made[name] = _of_type(draw, Message.model_fields[name].annotation, 2)
    kind = draw(st.sampled_from(["message", "message", "message", "edited_message"]))
    return {"update_id": draw(st.integers(1, 10**9)), kind: made}


def _at_home(draw: Draw, made: dict[str, Any], user: int) -> None:
    """Let it come from a person in the chat with the bot, and say or press something."""
    chat, sender = {"id": user, "type": "private"}, {"id": user, "is_bot": False, "first_name": "Odd"}
    lang = draw(st.sampled_from([None, "zh-hans", "zh-hant", "en", "xx", ""]))
    made["from"] = sender | ({"language_code": lang} if lang is not None else {})
    if "data" in made or "chat_instance" in made:
        made["data"] = draw(_pressed())
        made["id"] = f"{draw(st.integers(1, 10**9))}"
        made.pop("message", None)
        return
    made["chat"] = chat
    if "date" in made and "message_id" in made:
        made["message_id"], made["date"] = draw(st.integers(1, 10**6)), 1_795_000_000
        made.pop("sender_chat", None)
        if draw(st.integers(0, 3)):
            made["text"] = draw(_TEXTS)


def _pressed() -> st.SearchStrategy[str]:
    shown = st.builds(lambda number, place: f"{number:x}.{place}", st.integers(0, 2**66), st.integers(0, 120))
    return shown | _TEXTS | st.sampled_from(["acc:1", "1.", ".1", "0.0", "f" * 70])


def _of_type(draw: Draw, kind: Any, depth: int) -> Any:
    if draw(_SELDOM):
        return draw(ANYTHING)
    if get_origin(kind) in (Union, UnionType):
        fitting = [one for one in get_args(kind) if one is not type(None)]
        return _of_type(draw, draw(st.sampled_from(fitting)), depth)
    if get_origin(kind) is list:
        return [_of_type(draw, get_args(kind)[0], depth) for _ in range(draw(st.integers(0, 2)))]
    if get_origin(kind) is Literal:
        return draw(st.sampled_from(get_args(kind)))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _of_model(draw, kind, depth)
    return draw(_plain(kind))


def _plain(kind: Any) -> st.SearchStrategy[Any]:
    if kind is bool:
        return st.booleans()
    if kind is datetime:
        return _MOMENTS
    if kind is int:
        return _NUMBERS
    if kind is float:
        return _FLOATS
    return _TEXTS


def _of_model(draw: Draw, kind: type[BaseModel], depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    chosen = _chosen(draw, kind) if depth > 0 else set()
    for name, field in kind.model_fields.items():
        missing = field.is_required() and draw(_SELDOM)
        if (field.is_required() and not missing) or name in chosen:
            made[field.alias or name] = _of_type(draw, field.annotation, depth - 1)
    return made


def _chosen(draw: Draw, kind: type[BaseModel]) -> set[str]:
    """A few of the fields that need not be there."""
    names = [name for name, field in kind.model_fields.items() if not field.is_required()]
    if not names:
        return set()
    few = set(draw(st.lists(st.sampled_from(names), max_size=3)))
    likely = [name for name in _CONTENTS if name in names]
    return few | ({draw(st.sampled_from(likely))} if likely else set())
