"""Reads the span of days that a report is asked for, in Chinese or English; pure given the day."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache

from booking.periods import Period, day_of, last_days, month_of, week_of, within_reach
from bot.understanding.lexicon import tables_of
from bot.understanding.numerals import read_number
from bot.understanding.plain import plain

#: A longer message is told, not a wish for figures.
_LONGEST = 60
_NUMERAL = re.compile("[\u3007\u96f6\u4e00\u4e8c\u4e24\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,3}")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_UNITS = {"day": 1, "\u5929": 1, "\u65e5": 1, "week": 7, "month": 30}
_Found = tuple[re.Match[str], Period]

#: Periods that buttons name.
NAMED: Mapping[str, Callable[[date], Period]] = {
    "today": day_of,
    "yesterday": lambda today: day_of(last_days(today, 2).first),
    "this_week": week_of,
    "last_week": lambda today: week_of(today, 1),
    "this_month": month_of,
    "last_month": lambda today: month_of(today, 1),
    "last_7": lambda today: last_days(today, 7),
    "last_30": lambda today: last_days(today, 30),
}


def read_period(text: str, today: date) -> Period | None:
    """The first span of days that a short message names; None where it names none that a report can reach."""
    found = _find(_folded(text), today)
    return found[1] if found else None


def wants_report(text: str) -> bool:
    """Whether a short message asks for figures."""
    return len(text) <= _LONGEST and _words("report").search(_folded(text)) is not None


def is_bare_period(text: str, today: date) -> bool:
    """Whether a message names a span of days and says nothing else."""
    folded = _folded(text)
    found = _find(folded, today)
    if found is None:
        return False
    rest = folded[: found[0].start()] + " " + folded[found[0].end() :]
    rest = _words("filler").sub("", _words("report").sub("", rest))
    return not any(char.isalnum() for char in rest)


def _find(folded: str, today: date) -> _Found | None:
    ranges, named = _patterns()
    for pattern in ranges:
        for match in pattern.finditer(folded):
            if _is_of_months(match):
                period = _between(match, today)
                return (match, period) if period is not None else None
    for name, pattern in named:
        found = pattern.search(folded)
        if found is not None:
            return _named(name, found, today)
    return None


def _named(name: str, found: re.Match[str], today: date) -> _Found | None:
    if name != "last_days":
        return found, NAMED[name](today)
    told = found.groupdict()
    count = read_number(told["number"]) if told["number"] and not told["number"].isdigit() else None
    count = count or int(told["days"] or (told["number"] if (told["number"] or "").isdigit() else None) or 1)
    unit = told["unit"] or told["units"]
    days = count * next((size for word, size in _UNITS.items() if word in unit), 30 if "\u6708" in unit else 7)
    period = last_days(today, min(days, 1000)) if days else None
    reached = within_reach(period.first, period.last, today) if period else None
    return (found, reached) if reached else None


def _between(found: re.Match[str], today: date) -> Period | None:
    """The days between two that are written out; a day that does not exist makes none."""
    told = found.groupdict()
    month = _month(told.get("m1") or told.get("m2"))
    last_month = _month(told.get("m2") or told.get("m1"))
    with suppress(ValueError):
        if "d1" not in told:
            return _whole_month(month, told.get("y1"), today)
        last_day = int(told.get("d2") or told["d1"])
        year = int(told.get("y1") or told.get("y2") or _year_of(month, int(told["d1"]), today))
        last_year = int(told.get("y2") or (year + 1 if last_month < month and not told.get("y1") else year))
        return within_reach(date(year, month, int(told["d1"])), date(last_year, last_month, last_day), today)
    return None


def _whole_month(month: int, year: str | None, today: date) -> Period | None:
    """A month by its name. Raises ValueError where there is none such."""
    first = date(int(year or _year_of(month, 1, today)), month, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return within_reach(first, date.fromordinal(following.toordinal() - 1), today)


def _year_of(month: int, day: int, today: date) -> int:
    """Without a year the last such day is meant."""
    return today.year if (month, day) <= (today.month, today.day) else today.year - 1


def _is_of_months(found: re.Match[str]) -> bool:
    """Whether what stands for months are months: "page 12" is no day."""
    told = found.groupdict()
    return all(_month(word) for word in (told.get("m1"), told.get("m2")) if word)


def _month(word: str | None) -> int:
    """The number of a month, or 0."""
    if not word or word.isdigit():
        return int(word or 0)
    return next((place for place, name in enumerate(_MONTHS, 1) if name.startswith(word)), 0)


def _folded(text: str) -> str:
    """Half width, lower case, simplified, with numerals as digits; a message that is too long says nothing."""
    return _NUMERAL.sub(_as_digits, plain(text)) if len(text) <= _LONGEST else ""


def _as_digits(found: re.Match[str]) -> str:
    number = read_number(found[0])
    return found[0] if number is None else str(number)


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(tables_of("periods.toml")[name])


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], tuple[tuple[str, re.Pattern[str]], ...]]:
    tables = tables_of("periods.toml")
    named = tuple((entry["name"], re.compile(entry["pattern"])) for entry in tables["period"])
    return tuple(re.compile(entry["pattern"]) for entry in tables["range"]), named
