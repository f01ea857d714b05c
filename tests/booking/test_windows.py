"""Windows: when they are, whether one is what was asked for, and how far it is from that."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.terms import SHANGHAI
from booking.windows import HORIZON_DAYS, LENGTH, PARTS, STARTS, Window, distance, fits, local, windows_from, windows_of

DAY = date(2026, 11, 24)
_DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 1))
FIRST = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
_MOMENTS = st.integers(FIRST, FIRST + 2 * 365 * 86400).map(lambda second: datetime.fromtimestamp(second, UTC))
_WINDOWS = st.builds(lambda day, hour: Window(local(day, hour)), _DAYS, st.sampled_from(STARTS))
_CLOCK = st.builds("{:02d}:{:02d}".format, st.integers(0, 23), st.integers(0, 59))
_PARTS_OR_CLOCK = st.one_of(st.sampled_from(sorted(PARTS)), _CLOCK)


def _window(hour: int, day: date = DAY) -> Window:
    return Window(local(day, hour))


def test_a_day_has_its_windows_in_order_without_overlap() -> None:
    windows = windows_of(DAY)
    assert [w.hour for w in windows] == list(STARTS)
    assert all(earlier.end <= later.start for earlier, later in pairwise(windows))
    assert all(w.end - w.start == LENGTH and w.day == DAY for w in windows)


def test_local_time_is_that_of_shanghai_all_year() -> None:
    assert local(DAY, 8) == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
    assert local(date(2026, 7, 1), 8) == datetime(2026, 7, 1, 0, 0, tzinfo=UTC)
    assert local(DAY, 8).utcoffset() == timedelta(0)


@given(_MOMENTS, st.timedeltas(timedelta(0), timedelta(hours=6)))
def test_windows_ahead_keep_the_lead_and_the_horizon(now: datetime, lead: timedelta) -> None:
    ahead = list(windows_from(now, lead))
    last_day = now.astimezone(SHANGHAI).date() + timedelta(days=HORIZON_DAYS)
    assert ahead == sorted(set(ahead))
    assert all(now + lead <= w.start and w.day <= last_day for w in ahead)
    assert all(w in ahead for w in windows_of(last_day))
    today = now.astimezone(SHANGHAI).date()
    assert [w for w in ahead if w.day == today] == [w for w in windows_of(today) if w.start >= now + lead]


@pytest.mark.parametrize(
    ("hour", "part", "fitting"),
    [
        (8, "morning", True),
        (10, "morning", True),
        (13, "morning", False),
        (13, "afternoon", True),
        (15, "afternoon", True),
        (17, "afternoon", False),
        (17, "evening", True),
        (19, "evening", True),
        (8, "any", True),
        (13, "13:00", True),
        (13, "14:59", True),
        (13, "15:00", False),
        (15, "15:00", True),
        (8, "12:30", False),
    ],
)
def test_a_window_fits_its_part_of_the_day_or_clock_time(hour: int, part: str, *, fitting: bool) -> None:
    assert fits(_window(hour), DAY, part) is fitting
    assert fits(_window(hour), None, part) is fitting
    assert not fits(_window(hour), DAY + timedelta(days=1), part)


@given(_WINDOWS, st.one_of(st.none(), _DAYS), _PARTS_OR_CLOCK)
def test_only_what_fits_is_at_no_distance(window: Window, day: date | None, part: str) -> None:
    away = distance(window, day, part)
    assert (away == timedelta(0)) is fits(window, day, part)
    assert away >= timedelta(0)


@given(st.sampled_from(STARTS), _PARTS_OR_CLOCK, st.integers(1, 10), st.integers(1, 10))
def test_a_day_further_off_is_further_away(hour: int, part: str, days: int, more: int) -> None:
    near = distance(_window(hour, DAY + timedelta(days=days)), DAY, part)
    far = distance(_window(hour, DAY + timedelta(days=days + more)), DAY, part)
    assert near < far


def test_a_clock_time_between_windows_takes_the_nearest() -> None:
    """Half past twelve is noon: ten and one are equally a window's length away or less."""
    asked = "12:30"
    nearest = min(windows_of(DAY), key=lambda w: distance(w, DAY, asked))
    assert nearest.hour == 13
