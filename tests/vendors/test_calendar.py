"""Which windows are open: shifts, absences, time already given away and the time to get there all count."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from booking.terms import SHANGHAI, Category, District, Urgency
from booking.windows import STARTS, Window, local
from bot.views.world import DatabaseWorld
from tests.rooms import TUESDAY, Rooms
from tests.vendors.supply import WEEK, Hours, close_samples, open_firm
from vendors import cells
from vendors.calendar import Crew, starts
from vendors.entities import Absence, Kind, Technician
from vendors.job_times import job_cells

TAPS = Category.TAPS_PIPES
EVENING: Hours = (2, 17 * 60, 21 * 60)


@pytest.fixture
def firm(rooms: Rooms) -> str:
    """One firm with one technician who works from eight to nine in the evening, every day."""
    close_samples(rooms)
    open_firm(rooms, "firm", {"tech": WEEK})
    return "firm"


def _windows(rooms: Rooms, category: Category = TAPS, urgency: Urgency = Urgency.NORMAL) -> Sequence[Window]:
    def query(session: Session) -> Sequence[Window]:
        world = DatabaseWorld(rooms.make_work(session), "resident:r1")
        return world.windows(District.XUHUI, category, urgency)

    return rooms.see(query)


def _open(rooms: Rooms, day: date = TUESDAY, urgency: Urgency = Urgency.NORMAL) -> list[int]:
    """Local hours of the open windows of a day."""
    return [window.hour for window in _windows(rooms, urgency=urgency) if window.day == day]


def test_a_free_day_is_open_as_far_as_the_shift_lasts(rooms: Rooms, firm: str) -> None:
    assert _open(rooms) == list(STARTS)


@pytest.mark.parametrize(
    ("hours", "hours_open"),
    [
        ([(2, 8 * 60, 12 * 60)], [8, 10]),
        ([(2, 9 * 60, 12 * 60)], [8, 10]),
        ([(2, 8 * 60, 9 * 60)], []),
        ([(2, 8 * 60, 9 * 60 + 30)], [8]),
        ([(2, 8 * 60, 10 * 60), (2, 17 * 60, 21 * 60)], [8, 17, 19]),
        ([(2, 11 * 60 + 15, 13 * 60)], [10]),
        ([(2, 11 * 60 + 45, 13 * 60)], []),
        ([(2, 17 * 60, 20 * 60 + 30)], [17, 19]),
        ([(2, 17 * 60, 20 * 60 + 29)], [17]),
        ([(1, 8 * 60, 21 * 60)], []),
        ([(2, 0, 1440)], list(STARTS)),
    ],
)
def test_a_job_must_fit_into_one_shift(rooms: Rooms, hours: Sequence[Hours], hours_open: list[int]) -> None:
    close_samples(rooms)
    open_firm(rooms, "firm", {"tech": hours})
    assert _open(rooms) == hours_open


def test_an_absent_technician_has_no_windows_that_day(rooms: Rooms, firm: str) -> None:
    rooms.do(lambda work: work.session.add(Absence(technician="tech", day=TUESDAY)))
    assert _open(rooms) == []
    assert _open(rooms, TUESDAY + timedelta(days=1)) == list(STARTS)
    assert rooms.hold("resident:r1", Window(local(TUESDAY, 10))) is None


def test_time_that_was_given_away_is_not_offered_again(rooms: Rooms, firm: str) -> None:
    """A visit of one and a half hours from ten leaves the last cell of its window, which is too little."""
    assert rooms.hold("resident:r1", Window(local(TUESDAY, 10))) is not None
    assert 10 not in _open(rooms)[:1]
    assert _open(rooms) == [8, 10, 13, 15, 17, 19]  # half past eleven to one is free still
    assert rooms.hold("resident:r2", Window(local(TUESDAY, 10))) is not None
    assert _open(rooms) == [8, 13, 15, 17, 19]
    assert rooms.hold("resident:r3", Window(local(TUESDAY, 10))) is None


def test_a_lapsed_hold_is_free_again(rooms: Rooms, firm: str) -> None:
    for resident in ("resident:r1", "resident:r2"):
        assert rooms.hold(resident, Window(local(TUESDAY, 10))) is not None
    rooms.clock.advance(timedelta(minutes=14, seconds=59))
    assert 10 not in _open(rooms)
    rooms.clock.advance(timedelta(seconds=1))
    assert 10 in _open(rooms)


@pytest.mark.parametrize(
    ("now", "urgency", "hours_open"),
    [
        ((8, 0), Urgency.NORMAL, [10, 13, 15, 17, 19]),
        ((8, 1), Urgency.NORMAL, [13, 15, 17, 19]),
        ((12, 15), Urgency.URGENT, [13, 15, 17, 19]),
        ((12, 16), Urgency.URGENT, [15, 17, 19]),
        ((18, 0), Urgency.NORMAL, []),
    ],
)
def test_nobody_is_promised_sooner_than_they_can_be_there(
    rooms: Rooms, firm: str, now: tuple[int, int], urgency: Urgency, hours_open: list[int]
) -> None:
    rooms.clock.move_to(datetime(2026, 11, 24, *now, tzinfo=SHANGHAI))
    assert _open(rooms, urgency=urgency) == hours_open


def test_only_those_who_serve_the_category_are_asked(rooms: Rooms) -> None:
    close_samples(rooms)
    open_firm(rooms, "walls", {"painter": WEEK}, categories=(Category.WALL_REPAIR,))
    assert _open(rooms) == []
    open_firm(rooms, "pipes", {"plumber": WEEK})
    assert _open(rooms) == list(STARTS)


def test_who_has_left_is_not_asked(rooms: Rooms, firm: str) -> None:
    def leave(session: Session) -> None:
        session.get_one(Technician, "tech").active = False

    rooms.database.write(leave)
    assert _open(rooms) == []


def test_windows_are_offered_two_weeks_ahead_and_no_further(rooms: Rooms, firm: str) -> None:
    today = date(2026, 11, 23)
    assert _open(rooms, today + timedelta(days=14)) == list(STARTS)
    assert _open(rooms, today + timedelta(days=15)) == []


def test_every_window_that_is_shown_can_be_held(rooms: Rooms) -> None:
    """The calendar and the holds agree, for every category of the sample firms on a day."""
    for category in Category:
        for window in _windows(rooms, category):
            if window.day != TUESDAY:
                continue
            hold = rooms.hold("resident:r1", window, category)
            assert hold is not None
            assert hold.cells == job_cells(category)
            assert window.start <= cells.start_of(hold.first_cell) < window.end
            assert hold.provider.startswith("xuhui-")


def test_where_no_firm_is_left_the_centre_is_shown(rooms: Rooms) -> None:
    close_samples(rooms, centres=False)
    assert _open(rooms) == list(STARTS)
    hold = rooms.hold("resident:r1", Window(local(TUESDAY, 10)))
    assert hold is not None
    assert hold.provider == "centre-xuhui"


def test_a_shift_may_go_past_midnight_in_two_parts(rooms: Rooms) -> None:
    close_samples(rooms)
    open_firm(rooms, "firm", {"tech": [(2, 20 * 60, 1440), (3, 0, 8 * 60 + 30)]})
    assert _open(rooms) == [19]
    assert _open(rooms, TUESDAY + timedelta(days=1)) == []


_SHIFTS = st.lists(
    st.tuples(st.integers(1, 7), st.integers(0, 1380), st.integers(30, 600)).map(
        lambda s: (s[0], s[1], min(s[1] + s[2], 1440))
    ),
    max_size=4,
)
_BUSY = st.sets(st.integers(0, 47), max_size=12)


@given(_SHIFTS, _BUSY, st.integers(1, 6))
def test_a_job_begins_only_where_all_of_it_is_worked_and_free(shifts: list[Hours], busy: set[int], count: int) -> None:
    """Compared with a model that counts half hours of Tuesday."""
    crew = Crew("tech", "firm", Kind.FIRM, 0, 0)
    for shift in shifts:
        crew.add_shift(*shift)
    worked = {
        half
        for half in range(48)
        if any(day == 2 and start <= half * 30 and (half + 1) * 30 <= end for day, start, end in shifts)
    }
    possible = {first for first in range(48) if set(range(first, first + count)) <= worked - busy}
    free = crew.worked(TUESDAY, 1) & ~sum(1 << half for half in busy)
    assert {first for first in range(48) if starts(free, count) >> first & 1} == possible
