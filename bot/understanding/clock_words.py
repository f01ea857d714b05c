"""Turns clock times and parts of a day, as said, into the `part` of a When."""

from dataclasses import dataclass
from datetime import datetime

EVENING_FROM = 17  # "after five" is evening (TAXONOMY, section when)
_WAKING_FROM = 8  # "at seven" without a part of the day means 19:00: no one calls a plumber for seven in the morning
_PARTS = ("morning", "afternoon", "evening")
_LATER = {"morning": "afternoon", "noon": "afternoon", "afternoon": "evening"}
_EARLIER = {"noon": "morning", "afternoon": "morning", "evening": "afternoon"}
_OVER_AT = {"morning": 12, "afternoon": 18, "evening": 21, "any": 20}
_PLAIN = {"noon": "afternoon", "day": "any", "night": "evening"}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as said: hour 0 to 24 and minute; `exact` when it cannot mean twelve hours later."""

    hour: int
    minute: int = 0
    exact: bool = False


def hour_meant(clock: Clock, part: str | None) -> int:
    """The hour 0 to 24 that is meant, given the part of the day said with it; alone, waking hours are meant."""
    hour = clock.hour
    if clock.exact or hour > 12:
        return hour
    if part == "afternoon" or (part == "noon" and hour < 10):
        return hour % 12 + 12
    if part == "evening":
        return hour + 12 if hour >= 4 else hour
    if part in ("morning", "night"):
        return hour
    return hour + 12 if 0 < hour < _WAKING_FROM else hour


def part_of(clock: Clock | None, part: str | None, edge: str | None) -> str:
    """The `part` of a When; `edge` is "after", "before" or None.

    After five is evening, after an earlier hour is that hour, before an hour is the part of the day that ends there;
    midday without a clock time is afternoon, daylight is any.
    """
    if clock is None:
        return _part_alone(part, edge)
    hour = hour_meant(clock, part)
    if edge == "before":
        return _PARTS[0] if hour <= 12 else _PARTS[1] if hour <= EVENING_FROM + 1 else _PARTS[2]
    if edge == "after" and hour >= EVENING_FROM:
        return "evening"
    return f"{hour % 24:02d}:{clock.minute:02d}"


def _part_alone(part: str | None, edge: str | None) -> str:
    if part is None:
        return "any"
    if edge == "after":
        part = _LATER.get(part, part)
    elif edge == "before":
        part = _EARLIER.get(part, part)
    return _PLAIN.get(part, part)


def is_past(part: str, now: datetime) -> bool:
    """Whether `part` of today's When is over at `now`; a clock time is over at its minute."""
    if ":" in part:
        return f"{now:%H:%M}" >= part
    return now.hour >= _OVER_AT[part]
