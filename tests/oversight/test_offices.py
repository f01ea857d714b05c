"""When somebody is there to answer, and by when: hours, holidays and days worked instead."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.terms import SHANGHAI
from oversight.offices import Inbox, Timetable, timetable
from tests.rooms import Rooms

WEEK = tuple((day, 8 * 60 + 30, 18 * 60) for day in range(1, 6))
OFFICE = Timetable(WEEK, {date(2026, 10, 1): False, date(2026, 10, 2): False, date(2026, 10, 10): True})
ALWAYS = Timetable(tuple((day, 0, 1440) for day in range(1, 8)), dict(OFFICE.days), on_holidays=True)


def at(text: str) -> datetime:
    """A Shanghai time."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-23T08:30", "2026-11-23T08:30"),
        ("2026-11-23T17:59", "2026-11-23T08:30"),
        ("2026-11-23T07:00", "2026-11-23T08:30"),
        ("2026-11-23T18:00", "2026-11-24T08:30"),
        ("2026-11-27T19:00", "2026-11-30T08:30"),
        ("2026-10-01T10:00", "2026-10-05T08:30"),
        ("2026-10-10T10:00", "2026-10-10T08:30"),
    ],
)
def test_opening(now: str, opens: str) -> None:
    found = OFFICE.opening(at(now))
    assert found.at == at(opens)
    assert found.now == (at(opens) <= at(now) < found.until)


def test_due_is_counted_from_the_opening() -> None:
    assert OFFICE.due(at("2026-11-23T09:00")) == at("2026-11-23T09:15")
    assert OFFICE.due(at("2026-11-27T19:00")) == at("2026-11-30T08:45")


def test_two_spans_a_day() -> None:
    split = Timetable(tuple((day, *span) for day in range(1, 8) for span in ((780, 1020), (480, 720))))
    assert split.opening(at("2026-11-23T12:30")).at == at("2026-11-23T13:00")
    assert split.opening(at("2026-11-23T11:59")).until == at("2026-11-23T12:00")


@given(st.integers(0, 400 * 24 * 60))
def test_an_opening_is_under_way_or_ahead(minutes: int) -> None:
    now = at("2026-01-01T00:00") + timedelta(minutes=minutes)
    found = OFFICE.opening(now)
    assert now < found.until
    assert found.at < found.until
    assert OFFICE.opening(found.at).now
    assert OFFICE.due(now) >= now + OFFICE.patience
    assert ALWAYS.opening(now).now
    assert Timetable().opening(now).now


def test_the_sample_has_hours_for_both_inboxes(rooms: Rooms) -> None:
    people = rooms.see(lambda session: timetable(session, Inbox.SUPERVISOR))
    centre = rooms.see(lambda session: timetable(session, Inbox.CENTRE))
    assert people.patience == timedelta(minutes=15)
    assert not people.opening(at("2026-02-17T10:00")).now
    assert centre.opening(at("2026-02-17T03:00")).now
    assert centre.patience == timedelta(minutes=5)
