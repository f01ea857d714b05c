"""Windows: the two hours in which a visit begins, at fixed times of the Shanghai day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from booking.terms import SHANGHAI

LENGTH = timedelta(hours=2)
#: Local hours at which windows begin; the gaps are noon and nightfall.
STARTS = (8, 10, 13, 15, 17, 19)
#: How many days ahead a visit can be booked.
HORIZON_DAYS = 14

#: Part of day -> local hours [from, to) in which a window of that part begins.
PARTS: dict[str, tuple[int, int]] = {
    "morning": (6, 12),
    "afternoon": (12, 17),
    "evening": (17, 22),
    "any": (0, 24),
}


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A window by its aware start; it ends LENGTH later."""

    start: datetime

    @property
    def end(self) -> datetime:
        return self.start + LENGTH

    @property
    def day(self) -> date:
        """The day in Shanghai."""
        return self.start.astimezone(SHANGHAI).date()

    @property
    def hour(self) -> int:
        """The local hour at which the window begins."""
        return self.start.astimezone(SHANGHAI).hour


def local(day: date, hour: int, minute: int = 0) -> datetime:
    """A local clock time of a day in Shanghai, as an instant in UTC."""
    return datetime.combine(day, time(hour, minute), SHANGHAI).astimezone(UTC)


@lru_cache(maxsize=64)
def windows_of(day: date) -> tuple[Window, ...]:
    """The windows of a day, in order."""
    return tuple(Window(local(day, hour)) for hour in STARTS)


def windows_from(now: datetime, lead: timedelta) -> Iterator[Window]:
    """All windows that begin at least `lead` after `now`, up to the horizon, in order."""
    today = now.astimezone(SHANGHAI).date()
    for offset in range(HORIZON_DAYS + 1):
        for window in windows_of(today + timedelta(days=offset)):
            if window.start >= now + lead:
                yield window


def fits(window: Window, day: date | None, part: str) -> bool:
    """Whether a window is what was asked for: that day (if any) and that part or clock time."""
    if day is not None and window.day != day:
        return False
    if part in PARTS:
        first, last = PARTS[part]
        return first <= window.hour < last
    hour, minute = (int(piece) for piece in part.split(":"))
    asked = local(window.day, hour, minute)
    return window.start <= asked < window.end


def distance(window: Window, day: date | None, part: str) -> timedelta:
    """How far a window is from what was asked for; zero where it fits."""
    if fits(window, day, part):
        return timedelta(0)
    asked_day = day or window.day
    if part in PARTS:
        hour, minute = (PARTS[part][0] + PARTS[part][1]) // 2, 0
    else:
        hour, minute = (int(piece) for piece in part.split(":"))
    return abs(window.start - local(asked_day, min(hour, 23), minute)) + timedelta(minutes=1)
