"""What people read fits a phone, speaks one language, and shows nothing of the machine."""

import re
from math import ceil
from typing import cast

import pytest

from locales.args import Named
from locales.keys import Key
from locales.languages import CHINESE, LANGUAGES
from locales.texts import Texts
from tests.locales.ftl import FOR_RESIDENTS, keys_of, messages
from tests.locales.sample_values import values_for

TEXTS = Texts()
#: A phone with large letters shows so many Chinese characters in a line; two Latin ones take the place of one.
LINE = 24
#: So many lines are read without scrolling.
MOST_LINES = 8
#: Whoever asks for a list, or is to check a booking, scrolls: these may take so many lines.
LONGER = {"price-list": 14, "confirm-card": 11, "progress-list": 9}
#: A button is one line.
BUTTON = 22
_LATIN_IN_CHINESE = {"JPG", "PNG", "MB", "TP", "Anxiu"}
_CODE = re.compile(r"[a-z]+_[a-z_]+|\b(?:resident|vendor|technician|centre|supervisor|system):\w")
_LINK = re.compile(r"https://\S+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _say(lang: str, key: str) -> str:
    return TEXTS.say(lang, cast(Key, key), values_for(key, messages(lang)[key][1]))


def _width(line: str) -> float:
    return sum(1 if ord(char) > 0x2E7F else 0.5 for char in line)


def _lines(text: str) -> int:
    return sum(max(1, ceil(_width(line) / LINE)) for line in text.splitlines())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_messages_to_residents_fit_a_phone(lang: str) -> None:
    sizes = {key: _lines(_say(lang, key)) for key in keys_of(lang, *FOR_RESIDENTS)}
    assert not {key: size for key, size in sizes.items() if size > LONGER.get(key, MOST_LINES)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_buttons_are_one_line(lang: str) -> None:
    widths = {key: _width(_say(lang, key)) for key in keys_of(lang, "buttons") if key not in ("button-item",)}
    assert not {key: width for key, width in widths.items() if width > BUTTON}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_show_no_codes(lang: str) -> None:
    every = {key: _say(lang, key) for key in keys_of(lang, *FOR_RESIDENTS, "buttons", "staff", "terms")}
    assert not {key: text for key, text in every.items() if _CODE.search(text)}


@pytest.mark.parametrize("lang", CHINESE)
def test_chinese_texts_hold_no_latin_words(lang: str) -> None:
    for key in keys_of(lang, *FOR_RESIDENTS, "buttons", "staff", "terms"):
        words = set(re.findall(r"[A-Za-z]{2,}", _LINK.sub("", _say(lang, key))))
        assert words <= _LATIN_IN_CHINESE, (key, words)


def test_english_texts_hold_no_chinese() -> None:
    spoken = keys_of("en", *FOR_RESIDENTS, "buttons", "staff", "terms")
    assert not [key for key in spoken if _CHINESE.search(_say("en", key))]


@pytest.mark.parametrize("lang", CHINESE)
def test_chinese_texts_use_chinese_signs(lang: str) -> None:
    wrong = re.compile(r"[\u4e00-\u9fff][,;?!]|[,;?!][\u4e00-\u9fff]")
    assert not [key for key in keys_of(lang) if wrong.search(_raw(lang, key))]


def test_traditional_texts_quote_with_corner_brackets() -> None:
    assert not [key for key in keys_of("zh-TW") if set('“”‘’"') & set(_raw("zh-TW", key))]


def _raw(lang: str, key: str) -> str:
    variables = messages(lang)[key][1]
    return TEXTS.say(lang, cast(Key, key), dict.fromkeys(variables, Named("某", "some")))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_danger_comes_with_a_number_to_call_or_help_on_its_way(lang: str) -> None:
    numbers = {"gas": "962777", "fire": "119", "lift": "119", "electricity": "119", "locked_in": "119"}
    for danger, number in numbers.items():
        assert number in _say(lang, f"advice-{danger}")
    assert "962777" in _say(lang, "calm-gas")
