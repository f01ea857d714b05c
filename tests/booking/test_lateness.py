"""Technicians who are late or do not come are noticed by themselves, and nobody who is in time is disturbed."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking import requests
from booking.lifecycle import Event, IllegalChangeError, Status
from booking.store import last_visit, lock_request
from booking.terms import District
from booking.windows import Window, local
from oversight.alerts import open_alerts
from tests.rooms import TUESDAY, Rooms
from vendors.offer_life import OfferStatus

RESIDENT = "resident:r1"
VISIT = Window(local(TUESDAY, 10))


@pytest.fixture
def scheduled(rooms: Rooms) -> int:
    """A visit on Tuesday from ten to twelve."""
    rooms.press(RESIDENT, "start")
    request_id = rooms.book(RESIDENT, VISIT)
    rooms.accept(request_id)
    return request_id


def _set_out(rooms: Rooms, request_id: int, minutes: int | None = None) -> None:
    rooms.do(lambda work: requests.set_out(work, lock_request(work.session, request_id), "staff", minutes))


def _alerts(rooms: Rooms) -> list[str]:
    return rooms.see(lambda session: [alert.kind for alert in open_alerts(session, District.XUHUI)])


def test_a_visit_nobody_makes_is_called_off_and_can_be_booked_anew(rooms: Rooms, scheduled: int) -> None:
    technician = rooms.offer(scheduled).technician
    rooms.live_until(VISIT.end + timedelta(hours=2))
    request = rooms.request(scheduled)
    assert rooms.kinds(scheduled)[-3:] == ["overdue", "firm_absent", "withdrawn"]
    assert (request.status, request.provider, request.rework) == (Status.UNRESOLVED, None, False)
    visit = rooms.see(lambda session: last_visit(session, request))
    assert visit is not None
    assert visit.status == "missed"
    assert [offer.status for offer in rooms.offers(scheduled)] == [OfferStatus.WITHDRAWN]
    assert "另找师傅" in rooms.last_told(RESIDENT).text
    assert rooms.last_told(RESIDENT).buttons[0].action == f"move:{scheduled}"
    assert "没人上门" in rooms.last_told(f"technician:{technician}").text
    assert set(_alerts(rooms)) == {"overdue"}


@pytest.mark.parametrize("event", [Event.SET_OUT, Event.ARRIVED, Event.CANCELLED])
def test_whoever_comes_late_still_has_the_visit(rooms: Rooms, scheduled: int, event: Event) -> None:
    rooms.live_until(VISIT.end + timedelta(minutes=90))
    rooms.do(lambda work: requests.change(work, lock_request(work.session, scheduled), event, "staff"))
    rooms.live_for(timedelta(days=2))
    assert "firm_absent" not in rooms.kinds(scheduled)


@pytest.mark.parametrize(("minutes", "due"), [(None, 60), (30, 60), (150, 150 - 110 + 60)])
def test_who_set_out_and_does_not_arrive_is_noticed(
    rooms: Rooms, scheduled: int, minutes: int | None, due: int
) -> None:
    """Counted from the window, or from the time that the technician gave if that is later."""
    rooms.live_until(VISIT.start + timedelta(minutes=10))
    _set_out(rooms, scheduled, minutes)
    rooms.live_until(VISIT.end + timedelta(minutes=due, seconds=-1))
    assert "not_arrived" not in rooms.kinds(scheduled)
    rooms.live_until(VISIT.end + timedelta(minutes=due))
    assert rooms.kinds(scheduled)[-1] == "not_arrived"
    assert "10:10 出发，到现在还没报到" in rooms.last_told(RESIDENT).text
    assert _alerts(rooms) == ["overdue"]


def test_nothing_is_said_of_an_arrival_in_time(rooms: Rooms, scheduled: int) -> None:
    rooms.live_until(VISIT.start)
    _set_out(rooms, scheduled, 25)
    rooms.live_for(timedelta(minutes=25))
    rooms.do(lambda work: requests.change(work, lock_request(work.session, scheduled), Event.ARRIVED, "staff"))
    rooms.live_for(timedelta(days=1))
    assert not {"overdue", "not_arrived", "firm_absent"} & set(rooms.kinds(scheduled))


def test_a_moved_visit_is_judged_by_its_new_time(rooms: Rooms, scheduled: int) -> None:
    later = Window(local(TUESDAY, 15))
    hold = rooms.hold(RESIDENT, later)
    assert hold is not None
    rooms.do(
        lambda work: requests.rebook(
            work,
            lock_request(work.session, scheduled),
            Event.MOVED,
            RESIDENT,
            window=later,
            hold=hold.id,
            reason="resident",
        )
    )
    rooms.accept(scheduled)
    rooms.live_until(later.end - timedelta(seconds=1))
    assert not {"overdue", "firm_absent"} & set(rooms.kinds(scheduled))


def test_an_emergency_is_never_called_off(rooms: Rooms) -> None:
    request_id = rooms.alarm()
    rooms.accept(request_id)
    rooms.live_for(timedelta(hours=8))
    assert "overdue" in rooms.kinds(request_id)
    assert rooms.request(request_id).status == Status.SCHEDULED


def test_travel_time_is_only_what_was_said(rooms: Rooms, scheduled: int) -> None:
    rooms.live_until(VISIT.start)
    _set_out(rooms, scheduled)
    assert "分钟" not in rooms.last_told(RESIDENT).text
    rooms.live_for(timedelta(minutes=10))
    rooms.do(lambda work: requests.tell_travel(work, lock_request(work.session, scheduled), "staff", 20))
    assert "10:30 左右到" in rooms.last_told(RESIDENT).text
    assert "约 30 分钟" in rooms.last_told(RESIDENT).text


def test_nobody_tells_a_travel_time_who_is_not_on_the_way(rooms: Rooms, scheduled: int) -> None:
    with pytest.raises(IllegalChangeError):
        rooms.do(lambda work: requests.tell_travel(work, lock_request(work.session, scheduled), "staff", 20))


@given(st.integers(-2000, 2000))
def test_minutes_without_sense_are_not_read(minutes: int) -> None:
    from bot.understanding.travel_words import read_minutes

    read = read_minutes(f"出发，{minutes}分钟到")
    assert read == (abs(minutes) if 0 < abs(minutes) < 1000 else None)
