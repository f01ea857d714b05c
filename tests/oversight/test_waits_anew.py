"""The wait of an emergency is reckoned anew while people wait, and told again where it has become another one."""

from datetime import timedelta

import pytest

from booking import requests
from booking.entities import Fact
from booking.lifecycle import Event
from booking.store import lock_request
from booking.terms import Danger, District
from booking.work import Work
from bot.reactions import tell_alerts
from oversight import surges
from oversight.pace import pace_of
from oversight.surge_rules import surge_rules
from oversight.told_waits import told_waits
from tests.rooms import Rooms

XUHUI, CHIEF = District.XUHUI, "supervisor:chief"
RULES = surge_rules()


@pytest.fixture(autouse=True)
def surge(rooms: Rooms) -> None:
    """A surge lasts."""
    rooms.do(lambda work: surges.begin_by_hand(work, XUHUI, CHIEF, "storm"))


def _alarm(rooms: Rooms, name: str) -> int:
    """An emergency that the centre takes at once."""
    rooms.press(f"resident:{name}", "start:again")  # somebody who has a chat
    request_id = rooms.alarm(f"resident:{name}")
    rooms.accept(request_id)
    return request_id


def _told(rooms: Rooms, request_id: int) -> list[Fact]:
    return [fact for fact in rooms.facts(request_id) if fact.kind == "told_wait"]


def _happens(rooms: Rooms, request_id: int, event: Event) -> None:
    rooms.do(lambda work: requests.change(work, lock_request(work.session, request_id), event, "staff"))


def _finish(rooms: Rooms, request_id: int) -> None:
    def finish(work: Work) -> None:
        requests.finish(work, lock_request(work.session, request_id), "staff", note="", lines=[], price_cents=0)

    rooms.do(finish)


def test_while_nobody_sets_out_the_resident_hears_that_it_takes_longer(rooms: Rooms) -> None:
    request_id = _alarm(rooms, "wet")
    (first,) = _told(rooms, request_id)
    before = len(rooms.told("resident:wet"))
    rooms.live_for(timedelta(minutes=first.data["minutes"]) + RULES.changed_least + RULES.review_every)
    _, again, *_ = _told(rooms, request_id)
    assert again.data["changed"] == "later"
    news = [body.text for body in rooms.told("resident:wet")[before:]]
    assert any("比先前说的晚" in text for text in news)


def test_a_wait_that_comes_true_is_told_once(rooms: Rooms) -> None:
    request_id = _alarm(rooms, "dry")
    (first,) = _told(rooms, request_id)
    rooms.live_for(timedelta(minutes=2))
    _happens(rooms, request_id, Event.SET_OUT)
    rooms.live_for(timedelta(minutes=first.data["minutes"] + 60))
    assert len(_told(rooms, request_id)) == 1
    _happens(rooms, request_id, Event.ARRIVED)
    assert not _told(rooms, request_id)[0].data.get("changed")


def test_a_queue_that_becomes_shorter_is_good_news(rooms: Rooms) -> None:
    before = [_alarm(rooms, f"n{number}") for number in range(8)]
    last = _alarm(rooms, "last")
    (first,) = _told(rooms, last)
    for request_id in before:
        _happens(rooms, request_id, Event.CANCELLED)
    rooms.live_for(RULES.review_every)
    _, again = _told(rooms, last)
    assert again.data["changed"] == "sooner"
    assert again.data["minutes"] < first.data["minutes"] - 10
    assert any("比先前说的早" in body.text for body in rooms.told("resident:last"))


def test_whoever_became_an_emergency_later_comes_later(rooms: Rooms) -> None:
    """A request of last week is no emergency of last week."""
    old = rooms.book("resident:old")
    rooms.accept(old)
    for number in range(3):
        _alarm(rooms, f"n{number}")

    def escalate(work: Work) -> None:
        requests.escalate(work, lock_request(work.session, old), "resident:old", danger=Danger.WATER)
        tell_alerts(work, rooms.post)

    rooms.do(escalate)
    assert _told(rooms, old)[-1].data["place"] == 4
    newest = _alarm(rooms, "newest")
    assert _told(rooms, newest)[-1].data["place"] == 5


def test_a_centre_is_known_by_its_latest_emergencies(rooms: Rooms) -> None:
    for number in range(30):
        request_id = rooms.alarm(f"resident:m{number}")
        rooms.clock.advance(timedelta(minutes=1))
        centre = rooms.accept(request_id).provider
        for event, minutes in ((Event.SET_OUT, 2), (Event.ARRIVED, 12)):
            rooms.clock.advance(timedelta(minutes=minutes))
            _happens(rooms, request_id, event)
        rooms.clock.advance(timedelta(minutes=28))
        _finish(rooms, request_id)
    pace = rooms.see(lambda session: pace_of(session, centre, "taps_pipes", rooms.clock.now(), RULES))
    assert pace.measured == 20
    assert 1 <= pace.answer.mean < 2
    assert 12 <= pace.way.mean < 14
    assert 40 <= pace.visit < 46


def test_frail_people_who_are_likely_to_call_are_reckoned_with(rooms: Rooms) -> None:
    """Half of those who called just now are frail: some more of them will call, and be seen to first."""
    for number in range(10):
        request_id = rooms.alarm(f"resident:n{number}", frail=number % 2 == 0)
    (told,) = _told(rooms, request_id)
    assert told.data["likely_before"] == 4
    (frail,) = _told(rooms, rooms.alarm("resident:frail", frail=True))
    assert frail.data["likely_before"] == 0
    rooms.live_for(RULES.window + RULES.review_every)
    assert _told(rooms, request_id)[-1].data["likely_before"] == 0


def test_each_visit_of_a_request_is_measured_once(rooms: Rooms) -> None:
    """One that had to be repeated again and again does not tell a centre's pace alone."""
    request_id = rooms.alarm("resident:again")
    for minutes in (10, 30, 50):
        centre = rooms.accept(request_id).provider
        for event in (Event.SET_OUT, Event.ARRIVED):
            _happens(rooms, request_id, event)
        rooms.clock.advance(timedelta(minutes=minutes))
        _finish(rooms, request_id)
        rooms.clock.advance(timedelta(minutes=1))
        rooms.press("resident:again", f"bad:{request_id}")
    pace = rooms.see(lambda session: pace_of(session, centre, "taps_pipes", rooms.clock.now(), RULES))
    assert sorted(pace.work.minutes) == [10, 30, 50, 60, 60]


def test_what_was_told_first_and_last_are_both_known(rooms: Rooms) -> None:
    asked = rooms.clock.now()
    request_id = _alarm(rooms, "late")
    (first,) = _told(rooms, request_id)
    rooms.live_for(timedelta(minutes=first.data["minutes"]) + RULES.changed_least + RULES.review_every)
    _happens(rooms, request_id, Event.SET_OUT)
    rooms.live_for(timedelta(minutes=20))
    _happens(rooms, request_id, Event.ARRIVED)
    told = rooms.see(lambda session: told_waits(session, asked))
    ((at_first,), (at_last,)) = told.first, told.last
    assert at_first.told == first.data["minutes"]
    assert at_last.told == _told(rooms, request_id)[-1].data["minutes"]
    assert at_last.real < at_first.real


def test_what_was_never_reported_as_done_keeps_nobody_waiting_for_ever(rooms: Rooms) -> None:
    """A crew that forgot to say that it is done is one crew at most, however often it forgot."""
    for number in range(25):
        begun = _alarm(rooms, f"forgotten{number}")
        _happens(rooms, begun, Event.SET_OUT)
        _happens(rooms, begun, Event.ARRIVED)
    (told,) = _told(rooms, _alarm(rooms, "next"))
    assert told.data["place"] == told.data["crews"] + 1
