"""How values are written in each language, and that words of people stay as they are."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.terms import SHANGHAI
from locales.args import Arg, Day, Joined, Lines, Moment, Money, Named, Phrase, Span, Term
from locales.texts import Texts

TEXTS = Texts()
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)


def _value(lang: str, value: Arg) -> str:
    return TEXTS.say(lang, "web-value", {"value": value})


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        (Money(5000), "50元", "¥50"),
        (Money(123456), "1,234.56元", "¥1,234.56"),
        (Money(0), "0元", "¥0"),
        (1001, "1001", "1001"),
        (Named("金师傅", "Jin"), "金师傅", "Jin"),
        (Term("category-taps_pipes"), "龙头水管", "Taps and pipes"),
        (Joined((Term("category-taps_pipes"), "x")), "龙头水管、x", "Taps and pipes, x"),
        (Lines(("a", "b")), "a\nb", "a\nb"),
        (Phrase("price-range", (("low", Money(100)), ("high", Money(200)))), "1元～2元", "¥1 to ¥2"),
        (Moment(NOW, NOW), "09:00", "09:00"),
        (Moment(NOW + timedelta(days=1), NOW), "明天 11月24日（周二） 09:00", "09:00 tomorrow, Tue 24 Nov"),
        (
            Span(NOW, NOW + timedelta(hours=2), NOW),
            "今天 11月23日（周一） 09:00–11:00",
            "today, Mon 23 Nov, 09:00–11:00",
        ),
        (
            Span(NOW + timedelta(days=5), NOW + timedelta(days=5, hours=2), NOW),
            "11月28日（周六） 09:00–11:00",
            "Sat 28 Nov, 09:00–11:00",
        ),
    ],
)
def test_values_are_written_as_each_language_writes_them(value: Arg, chinese: str, english: str) -> None:
    assert (_value("zh-CN", value), _value("en", value)) == (chinese, english)


@pytest.mark.parametrize(
    ("value", "traditional"),
    [
        (Money(123456), "1,234.56元"),
        (Named("更换水龙头", "Change a tap"), "更換水龍頭"),
        (Named("金师傅", "Jin"), "金师傅"),
        (Term("district-xuhui"), "徐匯區"),
        (Joined((Term("category-taps_pipes"), "x")), "水龍頭與水管、x"),
        (Moment(NOW + timedelta(days=1), NOW), "明天 11月24日（週二） 09:00"),
        (Span(NOW + timedelta(days=2), NOW + timedelta(days=2, hours=2), NOW), "後天 11月25日（週三） 09:00–11:00"),
        (Day(NOW.date()), "2026年11月23日"),
    ],
)
def test_values_are_written_in_traditional_characters(value: Arg, traditional: str) -> None:
    assert _value("zh-TW", value) == traditional


def test_an_unknown_language_reads_as_the_default() -> None:
    assert TEXTS.say("xx", "button-yes") == TEXTS.say("zh-CN", "button-yes")


def test_a_missing_value_and_an_unknown_key_are_errors() -> None:
    with pytest.raises(ValueError, match="ask-room"):
        TEXTS.say("en", "ask-room", {})
    with pytest.raises(LookupError):
        TEXTS.say("en", "no-such-key")  # type: ignore[arg-type]


@given(st.integers(1_500, 6_000))
def test_long_lists_are_shown_whole(length: int) -> None:
    """The day of a large firm is longer than what Fluent takes at once."""
    words = "长" * length
    day: dict[str, Arg] = {"day": "x", "count": 40, "lines": Lines((words, "end"))}
    assert TEXTS.say("zh-CN", "day-plan", day).endswith(f"{words}\nend")


@given(st.text(min_size=1, max_size=40))
def test_words_of_people_are_shown_as_they_are(words: str) -> None:
    assert _value("zh-CN", words) == words
    assert words in TEXTS.say("en", "phone-wrong", {"given": words})
