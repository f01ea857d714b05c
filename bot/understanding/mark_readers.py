"""Says what a match of each kind of time pattern means; the patterns are in when_grammar.toml."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.understanding.calendar_words import (
    AnyDay,
    DayRule,
    Festival,
    InDays,
    InMonths,
    Month,
    OnDate,
    Week,
    Weekday,
    Workday,
)
from bot.understanding.clock_words import Clock
from bot.understanding.numerals import read_number
from bot.understanding.when_lexicon import time_words

_FRIDAY = 4
_SATURDAY = 5
_HALF_MONTH = 15

#: Groups that set a bound, in front of a time or behind it, and what they make of it.
_EDGES = (("after", "after"), ("later", "after"), ("before", "before"), ("earlier", "before"))

#: The named groups of a match.
Groups = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Said:
    """What a piece of text says of time; `delay` is in minutes from now, `edge` is "after" or "before"."""

    day: DayRule | None = None
    part: str | None = None
    clock: Clock | None = None
    edge: str | None = None
    delay: int | None = None


#: What a match says that names no time that exists.
NOTHING = Said()


def _step(groups: Groups) -> int | None:
    word = groups.get("step")
    return None if word is None else time_words().steps[word]


def _day(groups: Groups) -> Said:
    return Said(day=InDays(time_words().days[groups["word"] or ""]))


def _day_part(groups: Groups) -> Said:
    days, part = time_words().day_parts[groups["word"] or ""]
    return Said(day=InDays(days), part=part)


def _part(groups: Groups) -> Said:
    return Said(part=time_words().parts[groups["word"] or ""])


def _part_sign(groups: Groups) -> Said:
    return Said(part=time_words().part_signs[groups["word"] or ""])


def _weekday(groups: Groups) -> Said:
    return Said(day=Weekday(time_words().weekdays[groups["weekday"] or ""], _step(groups)))


def _weekday_after_next(groups: Groups) -> Said:
    return Said(day=Weekday(time_words().weekdays[groups["weekday"] or ""], 2))


def _weekend(groups: Groups) -> Said:
    return Said(day=Weekday(_SATURDAY, _step(groups)))


def _workday(_: Groups) -> Said:
    return Said(day=Workday())


def _week(groups: Groups) -> Said:
    return Said(day=Week(_step(groups) or 0))


def _week_end(groups: Groups) -> Said:
    return Said(day=Weekday(_FRIDAY, _step(groups)))


def _week_after_next(_: Groups) -> Said:
    return Said(day=Week(2))


def _any(_: Groups) -> Said:
    return Said(day=AnyDay())


def _festival(groups: Groups) -> Said:
    return Said(day=Festival(groups["word"] or groups["eve"] or ""))


def _year_end(_: Groups) -> Said:
    return Said(day=OnDate(-1, 12))


def _date(groups: Groups) -> Said:
    known = time_words()
    months = known.steps[word] if (word := groups.get("month_step")) else None
    month = _month(groups.get("month"))
    if (groups.get("month") and month is None) or (groups.get("day") and not _number(groups, "day")):
        return NOTHING
    day = _number(groups, "day") or known.month_stretches.get(groups.get("stretch") or "")
    year = int(text) if (text := groups.get("year")) else None
    years = known.year_steps[word] if (word := groups.get("year_step")) else None
    if day is None and years is not None:
        day = 1
    if day is None:
        return Said(day=Month(month, months)) if month or months is not None else NOTHING
    return Said(day=OnDate(day, month, year, months, years))


def _month(word: str | None) -> int | None:
    number = time_words().months.get(word or "") or read_number(word or "")
    return number if number and 1 <= number <= 12 else None


def _number(groups: Groups, name: str) -> int | None:
    return read_number(groups.get(name) or "")


def _span(groups: Groups) -> Said:
    unit, halved = groups["unit"] or "", groups["count"] in time_words().halves
    days = time_words().spans.get(unit)
    count = _number(groups, "count")
    if days is None:
        return Said(day=InDays(_HALF_MONTH, span=True)) if halved else _months(count)
    return Said(day=InDays(count * days, span=True)) if count else NOTHING


def _months(count: int | None) -> Said:
    return Said(day=InMonths(count)) if count else NOTHING


def _delay(groups: Groups) -> Said:
    unit = time_words().minutes[groups["unit"] or ""]
    count = groups["count"] or ""
    if count in time_words().halves:
        return Said(delay=unit // 2)
    number = read_number(count)
    if number is None:
        return NOTHING
    return Said(delay=number * unit + (unit // 2 if groups.get("half") else 0))


def _clock(groups: Groups) -> Said:
    edge = next((edge for name, edge in _EDGES if groups.get(name) is not None), None)
    if groups.get("noon"):
        return Said(clock=Clock(12, exact=True), edge=edge)
    hour, minute = _number(groups, "hour"), _minute(groups)
    if hour is None or hour > 24 or minute > 59:
        return NOTHING
    if groups.get("less"):
        hour = (hour - 1) % 12
    exact = (groups["hour"] or "").startswith("0")
    if meridiem := groups.get("meridiem"):
        hour, exact = _meridiem_hour(hour, meridiem, _number(groups, "until")), True
    return Said(clock=Clock(hour, minute, exact), edge=edge)


def _minute(groups: Groups) -> int:
    if groups.get("half"):
        return 30
    if groups.get("less"):
        return 45
    if quarters := groups.get("quarters"):
        return 15 * (read_number(quarters) or 1)
    return _number(groups, "minute") or 0


def _meridiem_hour(hour: int, meridiem: str, until: int | None) -> int:
    """The hour 0 to 23; in "11 to 2 pm" the letters belong to the end of the range and the start lies before noon."""
    if hour > 12:
        return hour
    afternoon = meridiem == "p"
    if until is not None and hour % 12 > until % 12:
        afternoon = not afternoon
    return hour % 12 + (12 if afternoon else 0)


READERS: dict[str, Callable[[Groups], Said]] = {
    "any": _any,
    "clock": _clock,
    "date": _date,
    "day": _day,
    "day_part": _day_part,
    "delay": _delay,
    "festival": _festival,
    "part": _part,
    "part_sign": _part_sign,
    "span": _span,
    "week": _week,
    "week_after_next": _week_after_next,
    "week_end": _week_end,
    "weekday": _weekday,
    "weekday_after_next": _weekday_after_next,
    "weekend": _weekend,
    "workday": _workday,
    "year_end": _year_end,
}
