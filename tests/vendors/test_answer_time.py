"""By when an offer is answered: never at night unless the visit itself is near, never sooner than five minutes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.terms import SHANGHAI, Urgency
from vendors.answer_time import AT_LEAST, AWAKE, BEFORE_WINDOW, URGENT_MINUTES, due

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
