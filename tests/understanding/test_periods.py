"""Spans of days in words: what people write is found, and nothing that they write breaks it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.periods import LONGEST, Period
from bot.understanding.periods import NAMED, is_bare_period, read_period, wants_report

#: A Thursday.
TODAY = date(2026, 11, 26)


def _days(text: str) -> tuple[str, str] | None:
    found = read_period(text, TODAY)
    return (found.first.isoformat(), found.last.isoformat()) if found else None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("今天", "2026-11-26", "2026-11-26"),
        ("昨日", "2026-11-25", "2026-11-25"),
        ("本周", "2026-11-23", "2026-11-26"),
        ("這個禮拜", "2026-11-23", "2026-11-26"),
        ("上周", "2026-11-16", "2026-11-22"),
        ("上週的報表", "2026-11-16", "2026-11-22"),
        ("本月", "2026-11-01", "2026-11-26"),
        ("上個月", "2026-10-01", "2026-10-31"),
        ("最近30天", "2026-10-28", "2026-11-26"),
        ("最近三十天", "2026-10-28", "2026-11-26"),
        ("近一周", "2026-11-20", "2026-11-26"),
        ("11月1日到11月15日", "2026-11-01", "2026-11-15"),
        ("11月1号至15号", "2026-11-01", "2026-11-15"),
        ("十一月一日到十五日", "2026-11-01", "2026-11-15"),
        ("11.1-11.15", "2026-11-01", "2026-11-15"),
        ("12月20日到1月5日", "2025-12-20", "2026-01-05"),
        ("11月20日到12月20日", "2026-11-20", "2026-11-26"),
        ("10月", "2026-10-01", "2026-10-31"),
        ("today", "2026-11-26", "2026-11-26"),
        ("report last week", "2026-11-16", "2026-11-22"),
        ("last 30 days", "2026-10-28", "2026-11-26"),
        ("past week", "2026-11-20", "2026-11-26"),
        ("1 Nov to 15 Nov", "2026-11-01", "2026-11-15"),
        ("Nov 1 - 15", "2026-11-01", "2026-11-15"),
        ("2026-11-01 to 2026-11-15", "2026-11-01", "2026-11-15"),
        ("Oct 5", "2026-10-05", "2026-10-05"),
    ],
)
def test_periods_as_people_write_them(text: str, first: str, last: str) -> None:
    assert _days(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        *("", "1024", "报告", "2月30日", "11月15日到11月1日", "2024年1月1日到2月1日", "最近400天", "最近0天"),
        *("page 12", "13月1日", "99月", "２０２６", "accept 1003", "今" * 100),
    ],
)
def test_what_is_no_period_or_out_of_reach(text: str) -> None:
    assert _days(text) is None


@pytest.mark.parametrize(
    "text", ["上周", "给我看看上周的报告", "how was last week?", "report this month", "11月1日到15日。"]
)
def test_messages_that_say_nothing_else(text: str) -> None:
    assert is_bare_period(text, TODAY)


@pytest.mark.parametrize("text", ["今天有什么提醒", "昨天雨靴苑7号的水管", "list today's alerts", "1024 today"])
def test_messages_that_say_more(text: str) -> None:
    assert not is_bare_period(text, TODAY)


@pytest.mark.parametrize(
    ("text", "wanted"), [("报表", True), ("統計", True), ("Report, please", True), ("1024", False), ("上周", False)]
)
def test_wanting_figures(text: str, *, wanted: bool) -> None:
    assert wants_report(text) is wanted


def _is_sound(found: Period | None, today: date) -> bool:
    if found is None:
        return True
    return found.start < found.end and found.first <= found.last <= today and today - found.first <= LONGEST


_PIECES = st.sampled_from(
    ["最近", "天", "月", "日", "到", "年", "上", "周", "-", " to ", "Nov ", "last ", " days", "report ", "两", "十"]
)
_DATES = st.dates(date(2024, 1, 1), date(2100, 12, 31))


@given(st.one_of(st.text(), st.lists(_PIECES | st.integers(0, 9999).map(str)).map("".join)), _DATES)
def test_any_text_is_a_sound_period_or_none(text: str, today: date) -> None:
    assert _is_sound(read_period(text, today), today)
    wants_report(text)
    is_bare_period(text, today)


@given(st.sampled_from(sorted(NAMED)), _DATES)
def test_the_periods_of_buttons_are_sound(name: str, today: date) -> None:
    assert _is_sound(NAMED[name](today), today)
