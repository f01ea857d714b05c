"""By when an offer is answered: never at night unless the visit itself is near, never sooner than five minutes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.terms import SHANGHAI, Urgency
from vendors.answer_time import (
    AT_LEAST,
    AWAKE,
    BEFORE_WINDOW,
    FOR_ANOTHER_FIRM,
    RESIDENT_AT_LEAST,
    URGENT_MINUTES,
    due,
    resident_due,
)

FIRST = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
_MOMENTS = st.integers(FIRST, FIRST + 2 * 365 * 86400).map(lambda second: datetime.fromtimestamp(second, UTC))
_ORDINARY = st.sampled_from([Urgency.NORMAL, Urgency.URGENT])
_MINUTES = st.integers(1, 24 * 60)
_AHEAD = st.timedeltas(timedelta(0), timedelta(days=15))
FAR = timedelta(days=10)


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("now", "minutes", "urgency", "answered"),
    [
        (_at(23, 9), 30, Urgency.NORMAL, _at(23, 9, 30)),
        (_at(23, 20, 45), 30, Urgency.NORMAL, _at(24, 8, 15)),
        (_at(23, 21), 30, Urgency.NORMAL, _at(24, 8, 30)),
        (_at(23, 23), 30, Urgency.NORMAL, _at(24, 8, 30)),
        (_at(23, 3), 30, Urgency.NORMAL, _at(23, 8, 30)),
        (_at(23, 20, 30), 30, Urgency.NORMAL, _at(23, 21)),
        (_at(23, 21, 50), 45, Urgency.URGENT, _at(24, 7, 5)),
        (_at(23, 9), 45, Urgency.URGENT, _at(23, 9, URGENT_MINUTES)),
        (_at(23, 9), 10, Urgency.URGENT, _at(23, 9, 10)),
    ],
)
def test_night_hours_do_not_count(now: datetime, minutes: int, urgency: Urgency, answered: datetime) -> None:
    assert due(now, minutes, urgency, now + FAR) == answered


def test_the_visit_itself_sets_the_limit() -> None:
    now = _at(23, 9)
    assert due(now, 120, Urgency.NORMAL, _at(23, 11)) == _at(23, 10, 30)
    assert due(now, 120, Urgency.NORMAL, _at(23, 9, 20)) == now + AT_LEAST


@given(_MOMENTS, _MINUTES, _ORDINARY, _AHEAD)
def test_nobody_is_asked_to_answer_faster_than_in_five_minutes(
    now: datetime, minutes: int, urgency: Urgency, ahead: timedelta
) -> None:
    assert due(now, minutes, urgency, now + ahead) >= now + AT_LEAST


@given(_MOMENTS, _MINUTES, _ORDINARY, _AHEAD)
def test_an_answer_is_due_at_night_only_where_the_visit_is_near(
    now: datetime, minutes: int, urgency: Urgency, ahead: timedelta
) -> None:
    """Either the clock of the offer ran out in waking hours, or the window forced it."""
    answered = due(now, minutes, urgency, now + ahead)
    opens, closes = AWAKE[urgency]
    there = answered.astimezone(SHANGHAI)
    minute_of_day = there.hour * 60 + there.minute + there.second / 60
    forced = answered >= now + ahead - BEFORE_WINDOW or answered == now + AT_LEAST
    assert forced or opens * 60 <= minute_of_day <= closes * 60


@given(_MOMENTS, _MINUTES, _ORDINARY, st.timedeltas(timedelta(hours=1), timedelta(days=15)))
def test_an_offer_is_passed_on_while_the_visit_can_still_be_made(
    now: datetime, minutes: int, urgency: Urgency, ahead: timedelta
) -> None:
    assert due(now, minutes, urgency, now + ahead) <= now + ahead - BEFORE_WINDOW


@given(_MOMENTS, st.integers(1, 300), st.integers(0, 300), _ORDINARY)
def test_a_firm_with_more_time_is_never_due_sooner(now: datetime, minutes: int, more: int, urgency: Urgency) -> None:
    assert due(now, minutes, urgency, now + FAR) <= due(now, minutes + more, urgency, now + FAR)


@pytest.mark.parametrize(
    ("now", "first", "proposed", "answered"),
    [
        (_at(23, 9), _at(24, 10), _at(24, 13), _at(23, 11)),
        (_at(23, 9), _at(23, 11), _at(23, 15), _at(23, 10)),
        (_at(23, 9), _at(23, 10), _at(23, 15), None),
        (_at(23, 9), _at(23, 10, 10), _at(23, 15), _at(23, 9, 10)),
        (_at(23, 9), _at(25, 10), _at(23, 10), _at(23, 9, 30)),
        (_at(23, 20, 30), _at(25, 10), _at(25, 15), _at(24, 9, 30)),
        (_at(23, 23), _at(25, 10), _at(25, 15), _at(24, 10)),
        (_at(23, 20), _at(24, 8), _at(24, 15), _at(23, 21)),
        (_at(23, 22), _at(24, 8), _at(24, 15), None),
        (_at(23, 22), _at(24, 9), _at(24, 15), None),
    ],
)
def test_a_resident_has_time_to_answer_by_day_or_is_not_asked(
    now: datetime, first: datetime, proposed: datetime, answered: datetime | None
) -> None:
    assert resident_due(now, Urgency.NORMAL, first, proposed) == answered


@given(now=_MOMENTS, urgency=_ORDINARY, first=_AHEAD, proposed=_AHEAD)
def test_whoever_is_asked_for_another_window_leaves_time_for_others(
    now: datetime, urgency: Urgency, first: timedelta, proposed: timedelta
) -> None:
    until = resident_due(now, urgency, now + first, now + proposed)
    if until is not None:
        assert now + RESIDENT_AT_LEAST <= until
        assert until <= min(now + first - FOR_ANOTHER_FIRM, now + proposed - BEFORE_WINDOW)
        local = until.astimezone(SHANGHAI)
        assert AWAKE[urgency][0] <= local.hour + local.minute / 60 <= AWAKE[urgency][1] + 1 / 60
