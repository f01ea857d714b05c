"""Surge mode begins when many report, is told of once, ends when it is quiet again, and obeys those in charge."""

from datetime import timedelta

import pytest

from booking.lifecycle import Event
from booking.requests import change, submit
from booking.store import lock_request
from booking.terms import Danger, District, Urgency
from booking.windows import Window, local
from booking.work import Work
from bot.accounts import Account
from bot.reactions import tell_alerts
from oversight import surge_facts, surges
from oversight.audit import audit
from oversight.surge_band import Rule
from oversight.surge_entities import Surge, SurgeFact
from oversight.surge_rules import surge_rules
from oversight.told_waits import kept, told_waits
from tests.rooms import TUESDAY, Rooms, order

XUHUI, CENTRE = District.XUHUI, "centre:xuhui"
CHIEF, OTHER = "supervisor:chief", "supervisor:pudong"


@pytest.fixture(autouse=True)
def supervisors(rooms: Rooms) -> None:
    """One for the city, and one of another district."""

    def add(work: Work) -> None:
        work.session.add_all(
            Account(
                login=f"test-{party.partition(':')[2]}",
                role="supervisor",
                party=party,
                district=district,
                name_zh="某",
                name_en="X",
                password_hash="x",
            )
            for party, district in ((CHIEF, "city"), (OTHER, "pudong"))
        )

    rooms.do(add)
    rooms.clockwork.prepare()


def _arrive(rooms: Rooms, count: int, *, apart: timedelta = timedelta(seconds=20)) -> None:
    """So many requests arrive, one after the other; they are called off, or the centre would be called for days."""

    for _ in range(count):
        rooms.clock.advance(apart)
        rooms.do(lambda work: _come(work, rooms, 1))


def _come(work: Work, rooms: Rooms, count: int) -> None:
    for _ in range(count):
        made = order(f"resident:{work.ids.next()}", None, urgency=Urgency.EMERGENCY, danger=Danger.WATER)
        change(work, submit(work, made), Event.CANCELLED, made.resident)
    tell_alerts(work, rooms.post)


def _surge(rooms: Rooms) -> Surge:
    found = rooms.see(lambda session: surges.find(session, XUHUI))
    assert found is not None
    return found


def _log(rooms: Rooms) -> list[SurgeFact]:
    return list(rooms.see(lambda session: surge_facts.facts_of(session, XUHUI)))


def _told_of_surge(rooms: Rooms, party: str) -> int:
    return sum("报修高峰" in body.text for body in rooms.told(party))


def test_it_begins_with_the_request_that_is_too_many_and_is_told_once(rooms: Rooms) -> None:
    bound = surge_rules().plain.bound
    _arrive(rooms, bound)
    assert _surge(rooms).since is None
    _arrive(rooms, 3)
    assert _surge(rooms).since is not None
    (began,) = _log(rooms)
    assert (began.kind, began.actor, began.data["observed"]) == ("began", "system:surge", bound + 1)
    assert (began.data["rule"], began.data["bound"]) == ("plain", bound)
    assert (_told_of_surge(rooms, CHIEF), _told_of_surge(rooms, CENTRE), _told_of_surge(rooms, OTHER)) == (1, 1, 0)


def test_it_ends_by_itself_when_it_has_been_quiet_for_a_while(rooms: Rooms) -> None:
    _arrive(rooms, surge_rules().plain.bound + 1)
    began = rooms.clock.now()
    rooms.live_for(surge_rules().window + surge_rules().calm - timedelta(minutes=5))
    assert _surge(rooms).since is not None, "usual again, but not for long enough"
    rooms.live_for(timedelta(minutes=40))
    assert _surge(rooms).since is None
    kinds = [fact.kind for fact in _log(rooms)]
    assert kinds == ["began", "ended"]
    assert _log(rooms)[1].at - began > surge_rules().window + surge_rules().calm - timedelta(minutes=15)
    assert (_told_of_surge(rooms, CHIEF), _told_of_surge(rooms, CENTRE)) == (2, 2)
    assert rooms.see(lambda session: list(audit(session))) == []


def test_history_makes_the_usual_usual(rooms: Rooms) -> None:
    """A district that is busy every morning is in no surge for it."""
    usual = surge_rules().plain.bound + 5
    for _ in range(6):
        rooms.do(lambda work: _come(work, rooms, usual))
        if _surge(rooms).since is not None:
            rooms.do(lambda work: surges.end_by_hand(work, XUHUI, CHIEF, "usual here"))
        rooms.clock.advance(timedelta(days=1))
    before = len(_log(rooms))
    rooms.do(lambda work: _come(work, rooms, usual))
    surge = rooms.do(lambda work: surges.look(work, XUHUI))
    assert (surge.since, surge.rule) == (None, Rule.RECENT)
    assert surge.expected > surge_rules().plain.bound
    assert len(_log(rooms)) == before


def test_one_in_charge_begins_and_ends_it_with_a_reason(rooms: Rooms) -> None:
    rooms.press(CHIEF, "surge:begin:xuhui")
    rooms.say(CHIEF, "台风今晚登陆")
    assert _surge(rooms).by_hand
    rooms.live_for(timedelta(hours=3))
    assert _surge(rooms).since is not None, "a person decided it; quiet alone does not end it"
    rooms.press(CHIEF, "surge:end:xuhui")
    rooms.say(CHIEF, "风小了")
    assert [(fact.kind, fact.actor, fact.words) for fact in _log(rooms)] == [
        ("began", CHIEF, "台风今晚登陆"),
        ("ended", CHIEF, "风小了"),
    ]
    assert any("台风今晚登陆" in body.text for body in rooms.told(CENTRE))


def test_what_was_ended_by_hand_begins_only_after_it_was_usual_again(rooms: Rooms) -> None:
    bound = surge_rules().plain.bound
    _arrive(rooms, bound + 1)
    rooms.do(lambda work: surges.end_by_hand(work, XUHUI, CHIEF, "a drill"))
    _arrive(rooms, 3)
    assert _surge(rooms).since is None
    rooms.live_for(timedelta(hours=2))
    _arrive(rooms, bound + 1)
    assert _surge(rooms).since is not None


def test_begun_by_hand_it_does_not_last_for_ever(rooms: Rooms) -> None:
    rooms.do(lambda work: surges.begin_by_hand(work, XUHUI, CHIEF, "just in case"))
    rooms.live_for(surge_rules().by_hand + timedelta(minutes=40))
    assert _surge(rooms).since is None


@pytest.mark.parametrize("party", [OTHER, "vendor:xuhui-x", CENTRE, "resident:r1"])
def test_nobody_else_begins_it(rooms: Rooms, party: str) -> None:
    rooms.press(party, "surge:begin:xuhui")
    rooms.say(party, "because")
    assert _log(rooms) == []


def test_forged_and_stale_buttons_change_nothing(rooms: Rooms) -> None:
    for action in (
        "surge:",
        "surge:begin:",
        "surge:begin:atlantis",
        "surge:x:xuhui",
        "surge:keep",
        "surge:end:xuhui:1",
    ):
        rooms.press(CHIEF, action)
    rooms.press(CHIEF, "surge:end:xuhui")
    rooms.say(CHIEF, "nothing lasts there")
    rooms.press(CHIEF, "surge:begin:xuhui")
    rooms.press(CHIEF, "surge:keep")
    rooms.say(CHIEF, "高峰")
    assert _log(rooms) == []


def test_an_emergency_is_told_its_place_in_the_queue_and_frail_people_go_before(rooms: Rooms) -> None:
    rooms.do(lambda work: surges.begin_by_hand(work, XUHUI, CHIEF, "storm"))
    waits = []
    for _ in range(8):
        rooms.clock.advance(timedelta(minutes=1))
        request_id = rooms.alarm(f"resident:{rooms.ids.next()}")
        (told,) = [fact for fact in rooms.facts(request_id) if fact.kind == "told_wait"]
        waits.append(told.data)
    assert [wait["place"] for wait in waits] == list(range(1, 9))
    minutes = [wait["minutes"] for wait in waits]
    assert minutes == sorted(minutes)
    assert minutes[-1] > minutes[0]
    first = rooms.alarm("resident:frail", frail=True)
    (told,) = [fact for fact in rooms.facts(first) if fact.kind == "told_wait"]
    assert told.data["place"] == 1


def test_a_visit_is_told_as_its_window_and_compared_with_what_happened(rooms: Rooms) -> None:
    rooms.do(lambda work: surges.begin_by_hand(work, XUHUI, CHIEF, "storm"))
    asked_at = rooms.clock.now()
    window = Window(local(TUESDAY, 10))
    request_id = rooms.book(window=window)
    assert rooms.request(request_id).expected_at == local(TUESDAY, 11)
    rooms.accept(request_id)
    rooms.live_until(local(TUESDAY, 10, 30))
    rooms.do(lambda work: change(work, lock_request(work.session, request_id), Event.ARRIVED, "staff"))
    (told,) = rooms.see(lambda session: told_waits(session, asked_at)).first
    assert (told.told, told.is_close) == (26 * 60, True)
    assert round(told.real) == 25 * 60 + 30
    assert kept([told]).close == 1


def test_without_a_surge_nobody_is_told_to_wait(rooms: Rooms) -> None:
    request_id = rooms.book()
    assert rooms.request(request_id).expected_at is None
    assert "told_wait" not in rooms.kinds(request_id)
