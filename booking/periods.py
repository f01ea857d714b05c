"""Spans of days for reports: whole days in Shanghai, never in the future and at most a year back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.windows import local

#: Reports reach back this far.
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends after it begins")

    @property
    def start(self) -> datetime:
        """The midnight with which it begins."""
        return local(self.first, 0)

    @property
    def end(self) -> datetime:
        """The midnight after its last day."""
        return local(self.last + timedelta(days=1), 0)


def day_of(day: date) -> Period:
    """One day."""
    return Period(day, day)


def last_days(today: date, days: int) -> Period:
    """So many days up to today, which counts."""
    return Period(today - timedelta(days=days - 1), today)


def week_of(today: date, back: int = 0) -> Period:
    """The week from Monday on that was `back` weeks before; this one ends today."""
    monday = today - timedelta(days=today.weekday() + 7 * back)
    return Period(monday, min(monday + timedelta(days=6), today))


def month_of(today: date, back: int = 0) -> Period:
    """The calendar month that was `back` months before; this one ends today."""
    months = today.year * 12 + today.month - 1 - back
    first, following = date(months // 12, months % 12 + 1, 1), date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return Period(first, min(following - timedelta(days=1), today))


def within_reach(first: date, last: date, today: date) -> Period | None:
    """The days between two, as far as they are not in the future; None for those that no report reaches."""
    last = min(last, today)
    if first > last or today - first > LONGEST:
        return None
    return Period(first, last)
