"""Turns days, as said, into dates, given the moment at which they are said."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from bot.understanding.clock_words import is_past
from bot.understanding.lexicon import tables_of
from bot.understanding.plain import words

#: A date without a year that passed longer ago than this means next year's; else it is a slip worth telling.
_SLIP = timedelta(days=60)
_WEEK = timedelta(days=7)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class InDays:
    """So many days from today; `span` is a counted wait such as "three days later", which also tells stories."""

    days: int
    span: bool = False


@dataclass(frozen=True, slots=True)
class InMonths:
    """The same day so many months on."""

    months: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday (Monday is 0) of the calendar week so many weeks on; the nearest coming one without `weeks`."""

    weekday: int
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """Some day of the calendar week so many weeks on."""

    weeks: int


@dataclass(frozen=True, slots=True)
class Month:
    """Some day of a month, said by its number 1 to 12 or by how many months on it lies."""

    month: int | None
    months: int | None


@dataclass(frozen=True, slots=True)
class OnDate:
    """A date as far as it was said; `months` and `years` are steps from now, a negative day counts from the end."""

    day: int
    month: int | None = None
    year: int | None = None
    months: int | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Workday:
    """The next working day."""


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival by any of its names."""

    name: str


@dataclass(frozen=True, slots=True)
class AnyDay:
    """Every day is fine."""


DayRule = InDays | InMonths | Weekday | Week | Month | OnDate | Workday | Festival | AnyDay


@dataclass(frozen=True, slots=True)
class _Feast:
    """A festival, as in when_calendar.toml: month and day when fixed, else its dates; days off in law."""

    fixed: tuple[int, int] | None
    dates: tuple[date, ...]
    first: int
    length: int

    def in_year(self, year: int) -> date | None:
        if self.fixed:
            return date(year, *self.fixed)
        return next((day for day in self.dates if day.year == year), None)


@cache
def _feasts() -> dict[str, _Feast]:
    feasts: dict[str, _Feast] = {}
    for entry in tables_of("when_calendar.toml")["festivals"]:
        month, _, day = entry.get("date", "").partition("-")
        feast = _Feast(
            fixed=(int(month), int(day)) if month else None,
            dates=tuple(date.fromisoformat(text) for text in entry.get("dates", ())),
            first=entry["first"],
            length=entry["length"],
        )
        feasts |= dict.fromkeys(words(entry["names"] + " " + entry.get("aliases", "")), feast)
    return feasts


def is_day_off(day: date) -> bool:
    """Whether a day is a Saturday, a Sunday or a holiday in law; make-up days, announced yearly, are not known."""
    if day.weekday() >= _SATURDAY:
        return True
    return any(
        feast.length and 0 <= (day - start).days - feast.first < feast.length
        for feast in set(_feasts().values())
        for start in (feast.in_year(day.year), feast.in_year(day.year + 1))
        if start
    )


def resolve(rule: DayRule, now: datetime, part: str, edge: str | None = None) -> date | None:
    """The first date that a rule means at `now` (local time), None for any day and for a date that does not exist.

    `part` is that of the When: today's weekday counts while that part is still possible. After a day means from the day
    after it, before a day means the last day before it, but never before today; the end of a month includes itself.
    """
    day = _day(rule, now, part)
    if day is None or edge is None:
        return day
    if edge == "after":
        return _last_day(rule, day) + timedelta(days=1)
    if isinstance(rule, OnDate) and rule.day < 0:
        return day
    return max(now.date(), day - timedelta(days=1)) if day >= now.date() else day


def _day(rule: DayRule, now: datetime, part: str) -> date | None:
    today = now.date()
    match rule:
        case InDays(days=days):
            return today + timedelta(days=days)
        case InMonths(months=months):
            return _in_month(today.year, today.month + months, today.day, clip=True)
        case Weekday():
            return _weekday(rule, now, part)
        case Week(weeks=weeks):
            return today if weeks == 0 else _monday(today) + weeks * _WEEK
        case Month(month=month, months=months):
            first = _on_date(OnDate(1, month, months=months), today)
            return today if first and _same_month(first, today) else first
        case OnDate():
            return _on_date(rule, today)
        case Workday():
            return next(day for n in range(1, 30) if not is_day_off(day := today + timedelta(days=n)))
        case Festival(name=name):
            return _festival(_feasts()[name], today)
        case AnyDay():
            return None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weekday(rule: Weekday, now: datetime, part: str) -> date:
    today = now.date()
    if rule.weeks:
        return _monday(today) + rule.weeks * _WEEK + timedelta(days=rule.weekday)
    ahead = (rule.weekday - today.weekday()) % 7
    if ahead == 0 and is_past(part, now):
        ahead = 7
    return today + timedelta(days=ahead)


def _in_month(year: int, month: int, day: int, clip: bool = False) -> date | None:
    """The day of a month that may lie beyond December or before January; None when the month has no such day."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    length = monthrange(year, month)[1]
    day = length + 1 + day if day < 0 else min(day, length) if clip else day
    return date(year, month, day) if 1 <= day <= length else None


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def _on_date(rule: OnDate, today: date) -> date | None:
    if rule.months is not None:
        return _in_month(today.year, today.month + rule.months, rule.day)
    if rule.month is None:
        coming = (_in_month(today.year, today.month + ahead, rule.day) for ahead in range(4))
        return next((day for day in coming if day and day >= today), None)
    if not 1 <= rule.month <= 12:
        return None
    year = today.year + rule.years if rule.years is not None else rule.year
    day = _in_month(year or today.year, rule.month, rule.day)
    if year or (day and today - day <= _SLIP):
        return day
    return _in_month(today.year + 1, rule.month, rule.day)


def _festival(feast: _Feast, today: date) -> date | None:
    coming = (feast.in_year(year) for year in (today.year, today.year + 1))
    return next((day for day in coming if day and day >= today), None)


def _last_day(rule: DayRule, day: date) -> date:
    """The last day of what a rule names: a festival's last day off, a week's Sunday, else the day itself."""
    if isinstance(rule, Festival):
        feast = _feasts()[rule.name]
        return day + timedelta(days=max(feast.first + feast.length - 1, 0))
    return _monday(day) + timedelta(days=6) if isinstance(rule, Week) else day
