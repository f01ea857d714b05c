"""Nobody does with a button what is not theirs to do; every forged or stale one gets a plain answer."""

import pytest
from sqlmodel import select

from booking import requests
from booking.entities import Fact
from booking.lifecycle import Event, Status
from booking.store import lock_request
from oversight.alerts import open_alerts
from tests.rooms import Rooms
from tests.vendors.supply import WEEK, close_samples, open_firm

OWNER, STRANGER = "resident:r1", "resident:r2"
#: What is put in place of a number by someone who tries things out.
NONSENSE = (
    "",
    "0",
    "-1",
    "1.5",
    "abc",
    "²",
    "９",
    "١٢",
    "9" * 18,
    "9223372036854775808",
    "9" * 19,
    "9" * 60,
    "1;DROP TABLE request",
    "%s",
    ":::",
    "💧",
)
RESIDENT_BUTTONS = ("cancel", "cancelok", "move", "works", "bad", "rate", "skip", "w", "ok", "chg", "next", "danger")
STAFF_BUTTONS = ("acc", "dec", "why", "go", "arr", "absent", "fin", "item", "note")


@pytest.fixture(autouse=True)
def two_firms(rooms: Rooms) -> None:
    """Alder is asked first."""
    close_samples(rooms, centres=False)
    for name in ("alder", "birch"):
        open_firm(rooms, name, {f"{name}-1": WEEK})


def _all_facts(rooms: Rooms) -> list[tuple[int, str]]:
    return [(fact.request_id, fact.kind) for fact in rooms.see(lambda session: session.exec(select(Fact)).all())]


def _change(rooms: Rooms, request_id: int, *events: Event) -> None:
    for event in events:
        rooms.do(lambda work, e=event: requests.change(work, lock_request(work.session, request_id), e, "staff"))  # type: ignore[misc]


def _done(rooms: Rooms, request_id: int) -> None:
    rooms.accept(request_id)
    _change(rooms, request_id, Event.ARRIVED)
    rooms.do(
        lambda work: requests.finish(
            work, lock_request(work.session, request_id), "staff", note="", lines=[], price_cents=0
        )
    )


def _answered(rooms: Rooms, party: str, action: str) -> str:
    """Press, and the one or more plain answers; a failure of ours is none."""
    before = rooms.newest(party)
    rooms.press(party, action)
    told = [body.text for body in rooms.told(party, before)]
    assert told, f"{party} heard nothing after {action!r}"
    assert not any("系统出了点问题" in text for text in told), action
    return "\n".join(told)


@pytest.mark.parametrize("status", [Status.OFFERING, Status.SCHEDULED, Status.DONE])
def test_a_stranger_does_nothing_to_anothers_request(rooms: Rooms, status: Status) -> None:
    request_id = rooms.book(OWNER)
    if status is Status.SCHEDULED:
        rooms.accept(request_id)
    elif status is Status.DONE:
        _done(rooms, request_id)
    before = _all_facts(rooms)
    number = str(rooms.request(request_id).number)
    for name in RESIDENT_BUTTONS:
        for action in (f"{name}:{request_id}", f"{name}:{request_id}:1"):
            assert number not in _answered(rooms, STRANGER, action)
    assert _all_facts(rooms) == before
    assert rooms.request(request_id).status == status


@pytest.mark.parametrize("party", [OWNER, "vendor:alder", "technician:alder-1", "centre:xuhui", "supervisor:lin"])
def test_nonsense_in_a_button_harms_nothing(rooms: Rooms, party: str) -> None:
    request_id = rooms.book(OWNER)
    before = _all_facts(rooms)
    names = RESIDENT_BUTTONS if party == OWNER else (*STAFF_BUTTONS, "ack")
    for name in names:
        for rest in NONSENSE:
            _answered(rooms, party, f"{name}:{rest}")
    for action in ("", ":", "no_such_button", "a" * 300):
        _answered(rooms, party, action)
    assert _all_facts(rooms) == before
    assert rooms.request(request_id).status == Status.OFFERING
    assert rooms.see(lambda session: list(open_alerts(session))) == []


def test_a_firm_neither_takes_nor_declines_anothers_offer(rooms: Rooms) -> None:
    request_id = rooms.book(OWNER)
    offer = rooms.offer(request_id)
    before = _all_facts(rooms)
    for action in (f"acc:{offer.id}", f"dec:{offer.id}", f"why:{offer.id}:busy"):
        for party in ("vendor:birch", "technician:birch-1", "centre:jingan", OWNER, "supervisor:lin"):
            _answered(rooms, party, action)
    assert _all_facts(rooms) == before
    assert "接单成功" in _answered(rooms, "vendor:alder", f"acc:{offer.id}")


def test_a_firm_does_nothing_to_anothers_visit(rooms: Rooms) -> None:
    request_id = rooms.book(OWNER)
    rooms.accept(request_id)
    before = _all_facts(rooms)
    for party in ("vendor:birch", "technician:birch-1", "centre:xuhui", STRANGER, OWNER, "supervisor:lin"):
        for name in ("go", "arr", "absent", "fin"):
            answer = _answered(rooms, party, f"{name}:{request_id}")
            assert "2-301" not in answer
    assert _all_facts(rooms) == before
    assert "已记出发" in _answered(rooms, "technician:alder-1", f"go:{request_id}")
    assert "已记到达" in _answered(rooms, "vendor:alder", f"arr:{request_id}")


def test_the_centre_cannot_decline_by_a_forged_button(rooms: Rooms) -> None:
    request_id = rooms.book(OWNER, provider="centre-xuhui")
    offer = rooms.offer(request_id)
    _answered(rooms, "centre:xuhui", f"why:{offer.id}:busy")
    assert rooms.offer(request_id).id == offer.id
    assert rooms.kinds(request_id) == ["submitted", "offered"]


@pytest.mark.parametrize(
    "party", ["vendor:ghost", "technician:ghost", "centre:ghost", "centre:", "vendor:", "supervisor:ghost"]
)
def test_a_party_nobody_knows_gets_a_plain_answer(rooms: Rooms, party: str) -> None:
    request_id = rooms.book(OWNER)
    offer = rooms.offer(request_id)
    before = _all_facts(rooms)
    for action in (f"acc:{offer.id}", f"go:{request_id}", f"fin:{request_id}", "list:"):
        _answered(rooms, party, action)
    for words in ("接单", "出发", "今天", "你好"):
        told = len(rooms.told(party))
        rooms.say(party, words)
        assert len(rooms.told(party)) > told
    assert _all_facts(rooms) == before


def test_a_firm_that_was_taken_out_keeps_its_promises_only(rooms: Rooms) -> None:
    """Removed from matching, it gets no new offer; the visit it promised goes on."""
    request_id = rooms.book(OWNER)
    rooms.accept(request_id)
    close_samples(rooms, centres=False)
    assert "已记出发" in _answered(rooms, "technician:alder-1", f"go:{request_id}")
    assert rooms.offer(rooms.book(STRANGER)).provider == "centre-xuhui"


@pytest.mark.parametrize("ended", [Status.CANCELLED, Status.CLOSED])
def test_staff_buttons_of_an_ended_request_are_refused_politely(rooms: Rooms, ended: Status) -> None:
    request_id = rooms.book(OWNER)
    offer = rooms.offer(request_id)
    if ended is Status.CLOSED:
        _done(rooms, request_id)
        _change(rooms, request_id, Event.CONFIRMED, Event.CLOSED)
    else:
        rooms.accept(request_id)
        _change(rooms, request_id, Event.CANCELLED)
    before = _all_facts(rooms)
    for name, subject in (("go", request_id), ("arr", request_id), ("absent", request_id), ("acc", offer.id)):
        answer = _answered(rooms, "vendor:alder", f"{name}:{subject}")
        assert "不" in answer
    _answered(rooms, "vendor:alder", f"fin:{request_id}")
    assert _all_facts(rooms) == before


def test_old_buttons_of_a_resident_are_answered_with_where_things_stand(rooms: Rooms) -> None:
    request_id = rooms.book(OWNER)
    _done(rooms, request_id)
    _change(rooms, request_id, Event.CONFIRMED, Event.CLOSED)
    before = _all_facts(rooms)
    for name in ("cancel", "cancelok", "move", "bad", "works"):
        assert _answered(rooms, OWNER, f"{name}:{request_id}")
    assert _all_facts(rooms) == before
    assert rooms.request(request_id).status == Status.CLOSED


def test_an_alert_is_acknowledged_by_a_supervisor_and_once(rooms: Rooms) -> None:
    rooms.press("supervisor:lin", "start")
    rooms.press("supervisor:wu", "start")
    request_id = rooms.book(OWNER)
    _done(rooms, request_id)
    rooms.press(OWNER, f"bad:{request_id}")
    (alert,) = rooms.see(lambda session: list(open_alerts(session)))
    for party in (OWNER, "vendor:alder", "technician:alder-1"):
        _answered(rooms, party, f"ack:{alert.id}")
    assert len(rooms.see(lambda session: list(open_alerts(session)))) == 1
    assert "记您在处理" in _answered(rooms, "supervisor:lin", f"ack:{alert.id}")
    assert "记您在处理" not in _answered(rooms, "supervisor:wu", f"ack:{alert.id}")
    assert rooms.see(lambda session: list(open_alerts(session))) == []
