"""Names that the data give in simplified Chinese are known in traditional characters, and none is left over."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from booking.rating_reasons import reasons
from booking.terms import Danger
from bot.dialogue.tips import all_tips
from bot.dialogue.wording import danger_key
from bot.sample.files import read_sample
from bot.understanding.script import script_of
from locales.args import Named
from locales.languages import LANGUAGE_NAMES
from locales.names import traditional
from locales.texts import Texts
from oversight.matters import matters
from tests.locales.ftl import LOCALES


def _shipped() -> Iterator[str]:
    for tip in all_tips():
        yield from (name.zh for name in (tip.name, *tip.steps, tip.never))
    yield from (reason.zh for reason in reasons().values())
    yield from (matter.name_zh for matter in matters().values())
    book = read_sample().price_book
    yield book.notice_zh
    for item in book.items:
        yield from (item.name_zh, item.unit_zh, item.included_zh)
    yield from (district.centre.name_zh for district in read_sample().districts)


def test_every_name_has_its_traditional_form() -> None:
    assert not {name for name in _shipped() if any(script_of(sign) == "zh-CN" for sign in traditional(name))}


def test_no_name_is_left_over() -> None:
    tables = tomllib.loads(files("locales").joinpath("zh-TW", "names.toml").read_text("utf-8"))
    assert {name for table in tables.values() for name in table} <= set(_shipped())


def test_a_name_that_is_not_known_stays() -> None:
    assert Texts().say("zh-TW", "web-value", {"value": Named("大螺母居家维修", "Big Nut")}) == "大螺母居家维修"
    assert Texts().say("zh-TW", "web-value", {"value": Named("雨靴", "Boots", "雨鞋")}) == "雨鞋"


def test_texts_in_traditional_characters_hold_no_simplified_ones() -> None:
    source = "".join(path.read_text("utf-8") for path in (LOCALES / "zh-TW").glob("*.ftl"))
    source = source.replace(LANGUAGE_NAMES["zh-CN"], "")  # each language is offered under its own name
    assert not {sign for sign in source if script_of(sign) == "zh-CN"}


def test_danger_advice_is_as_complete_in_both_scripts() -> None:
    """The same steps and the same numbers to call."""
    texts = Texts()
    for danger in Danger:
        for prefix in ("advice", "doubt", "calm"):
            key = danger_key(prefix, danger)
            ours, theirs = (texts.say(lang, key) for lang in ("zh-TW", "zh-CN"))
            assert len(ours.splitlines()) == len(theirs.splitlines())
            assert [*filter(str.isdigit, ours)] == [*filter(str.isdigit, theirs)]
