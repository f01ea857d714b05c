"""Another window that a firm proposes: both are kept, the resident decides once, and nothing is given away twice."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from booking import requests
from booking.facts import broken_link
from booking.lifecycle import Event, Status
from booking.store import UnknownRequestError, current_visit, lock_request
from booking.terms import SHANGHAI, Danger, Urgency
from booking.windows import Window, local
from booking.work import Work
from bot.mail.entities import Deadline
from tests.rooms import TUESDAY, Rooms
from tests.vendors.supply import WEEK, close_samples, open_firm
from vendors import cells, offering, proposing
from vendors.entities import Cell, Hold, Offer
from vendors.offer_life import OfferStatus
from vendors.offering import PROPOSAL_DUE, NotYoursError, OfferGoneError, ProposedError
from vendors.proposing import ProposalOverError, TooLateToAskError, WindowTakenError

RESIDENT = "resident:r1"
EIGHT, TEN, ONE, THREE = (Window(local(TUESDAY, hour)) for hour in (8, 10, 13, 15))


@pytest.fixture(autouse=True)
def two_firms(rooms: Rooms) -> None:
    """Alder is asked first, then birch, then the centre."""
    close_samples(rooms, centres=False)
    for name in ("alder", "birch"):
        open_firm(rooms, name, {f"{name}-1": WEEK})


def _propose(rooms: Rooms, request_id: int, window: Window = THREE, provider: str = "") -> Offer:
    offer = rooms.offer(request_id)
    who = provider or offer.provider
    rooms.do(lambda work: proposing.propose(work, offer.id, who, f"vendor:{who}", window))
    return rooms.offer(request_id)


def _answer(rooms: Rooms, request_id: int, offer: Offer, *, agree: bool, who: str = RESIDENT) -> None:
    rooms.do(lambda work: proposing.answer(work, request_id, offer.id, who, agree=agree))


def _taken(rooms: Rooms) -> set[tuple[str, int]]:
    """(technician, local hour) of each window in which time is kept."""
    holds = rooms.see(lambda session: session.exec(select(Hold)).all())
    kept = {cell.hold_id for cell in rooms.see(lambda session: session.exec(select(Cell)).all())}
    return {(hold.technician, Window(hold.window_start).hour) for hold in holds if hold.id in kept}


def _asked(rooms: Rooms, request_id: int) -> list[tuple[str, str]]:
    return [(offer.provider, offer.status) for offer in rooms.offers(request_id)]


def test_both_windows_are_kept_while_the_resident_is_asked(rooms: Rooms) -> None:
    request_id = rooms.book()
    offer = _propose(rooms, request_id)
    assert (offer.status, offer.window_start, offer.proposed_start) == ("proposed", TEN.start, THREE.start)
    assert offer.due_at == rooms.clock.now() + timedelta(hours=2)
    assert _taken(rooms) == {("alder-1", 10), ("alder-1", 15)}
    assert rooms.kinds(request_id) == ["submitted", "offered", "proposed"]
    said = rooms.facts(request_id)[-1].data
    assert (said["window"], said["instead"]) == (THREE.start.isoformat(), TEN.start.isoformat())


def test_who_agrees_is_visited_then(rooms: Rooms) -> None:
    request_id = rooms.book()
    offer = _propose(rooms, request_id)
    _answer(rooms, request_id, offer, agree=True)
    request = rooms.request(request_id)
    visit = rooms.see(lambda session: current_visit(session, request))
    assert visit is not None
    assert (request.status, request.provider, request.window_start) == (Status.SCHEDULED, "alder", THREE.start)
    assert (visit.technician, visit.window_start, visit.window_end) == ("alder-1", THREE.start, THREE.end)
    assert _taken(rooms) == {("alder-1", 15)}
    assert all(cell.expires_at is None for cell in rooms.see(lambda session: session.exec(select(Cell)).all()))
    assert rooms.kinds(request_id)[2:] == ["proposed", "proposal_agreed", "accepted"]
    rooms.live_for(timedelta(hours=3))
    assert rooms.request(request_id).status == Status.SCHEDULED
    assert broken_link(rooms.facts(request_id), rooms.request(request_id).head) is None


def test_who_stays_with_the_first_window_is_offered_to_the_next(rooms: Rooms) -> None:
    request_id = rooms.book()
    offer = _propose(rooms, request_id)
    _answer(rooms, request_id, offer, agree=False)
    assert _asked(rooms, request_id) == [("alder", "declined"), ("birch", "open")]
    assert rooms.offers(request_id)[0].reason == "time"
    assert rooms.request(request_id).window_start == TEN.start
    assert _taken(rooms) == {("birch-1", 10)}
    assert rooms.kinds(request_id)[2:] == ["proposed", "proposal_refused", "declined", "offered"]


def test_no_answer_counts_as_the_firms_refusal_not_its_silence(rooms: Rooms) -> None:
    request_id = rooms.book()
    due = _propose(rooms, request_id).due_at
    rooms.live_until(due - timedelta(seconds=1))
    assert _asked(rooms, request_id) == [("alder", "proposed")]
    rooms.live_until(due)
    assert _asked(rooms, request_id) == [("alder", "declined"), ("birch", "open")]
    assert rooms.kinds(request_id)[2:] == ["proposed", "proposal_lapsed", "declined", "offered"]
    assert "expired" not in rooms.kinds(request_id)
    assert _taken(rooms) == {("birch-1", 10)}


@pytest.mark.parametrize("agree", [True, False])
def test_an_answer_after_the_deadline_is_refused_even_before_it_was_handled(rooms: Rooms, agree: bool) -> None:
    request_id = rooms.book()
    offer = _propose(rooms, request_id)
    rooms.clock.move_to(offer.due_at)
    with pytest.raises(ProposalOverError):
        _answer(rooms, request_id, offer, agree=agree)
    assert _asked(rooms, request_id) == [("alder", "proposed")]
    rooms.live_for(timedelta(0))
    assert _asked(rooms, request_id) == [("alder", "declined"), ("birch", "open")]


def test_the_second_answer_changes_nothing(rooms: Rooms) -> None:
    request_id = rooms.book()
    offer = _propose(rooms, request_id)
    _answer(rooms, request_id, offer, agree=True)
    for agree in (True, False):
        with pytest.raises(ProposalOverError):
            _answer(rooms, request_id, offer, agree=agree)
    assert rooms.request(request_id).window_start == THREE.start


def test_only_the_resident_answers_and_only_the_asked_firm_proposes(rooms: Rooms) -> None:
    request_id = rooms.book()
    with pytest.raises(NotYoursError):
        _propose(rooms, request_id, provider="birch")
    offer = _propose(rooms, request_id)
    with pytest.raises(UnknownRequestError):
        _answer(rooms, request_id, offer, agree=True, who="resident:eve")
    with pytest.raises(UnknownRequestError):
        _answer(rooms, request_id + 1, offer, agree=True)
    assert _asked(rooms, request_id) == [("alder", "proposed")]


def test_a_firm_proposes_once_and_cannot_accept_meanwhile(rooms: Rooms) -> None:
    request_id = rooms.book()
    offer = _propose(rooms, request_id)
    with pytest.raises(ProposedError):
        _propose(rooms, request_id, ONE)
    with pytest.raises(ProposedError):
        rooms.accept(request_id)
    assert rooms.offer(request_id).proposed_start == offer.proposed_start


def test_a_firm_that_proposed_can_still_decline(rooms: Rooms) -> None:
    request_id = rooms.book()
    offer = _propose(rooms, request_id)
    rooms.decline(request_id, "far")
    assert _asked(rooms, request_id) == [("alder", "declined"), ("birch", "open")]
    assert _taken(rooms) == {("birch-1", 10)}
    with pytest.raises(ProposalOverError):
        _answer(rooms, request_id, offer, agree=True)


def test_the_next_firm_may_propose_in_its_turn(rooms: Rooms) -> None:
    request_id = rooms.book()
    first = _propose(rooms, request_id)
    _answer(rooms, request_id, first, agree=False)
    second = _propose(rooms, request_id, ONE)
    with pytest.raises(ProposalOverError):
        _answer(rooms, request_id, first, agree=True)
    _answer(rooms, request_id, second, agree=True)
    assert (rooms.request(request_id).provider, rooms.request(request_id).window_start) == ("birch", ONE.start)


@pytest.mark.parametrize(
    "window", [TEN, Window(local(TUESDAY, 6)), Window(local(TUESDAY, 11)), Window(local(TUESDAY, 15, 30))]
)
def test_a_window_that_is_none_or_the_same_cannot_be_proposed(rooms: Rooms, window: Window) -> None:
    request_id = rooms.book()
    with pytest.raises(WindowTakenError):
        _propose(rooms, request_id, window)
    assert _asked(rooms, request_id) == [("alder", "open")]
    assert _taken(rooms) == {("alder-1", 10)}


def test_a_window_that_someone_took_meanwhile_cannot_be_proposed(rooms: Rooms) -> None:
    request_id = rooms.book()
    while rooms.hold("resident:other", THREE, provider="alder") is not None:
        pass
    with pytest.raises(WindowTakenError):
        _propose(rooms, request_id)
    assert _asked(rooms, request_id) == [("alder", "open")]
    rooms.accept(request_id)


def test_it_must_still_be_possible_to_ask_others(rooms: Rooms) -> None:
    request_id = rooms.book(window=Window(local(TUESDAY, 8)))
    rooms.clock.move_to(datetime(2026, 11, 23, 22, 0, tzinfo=SHANGHAI))
    with pytest.raises(TooLateToAskError):
        _propose(rooms, request_id)
    assert _taken(rooms) == {("alder-1", 8)}


def test_the_centre_takes_it_as_it_is(rooms: Rooms) -> None:
    ordinary, alarm = rooms.book(provider="centre-xuhui"), rooms.alarm("resident:r2")
    for request_id in (ordinary, alarm):
        with pytest.raises(NotYoursError):
            _propose(rooms, request_id)


def test_a_decided_offer_is_not_proposed_for(rooms: Rooms) -> None:
    request_id = rooms.book()
    offer = rooms.accept(request_id)
    with pytest.raises(OfferGoneError, match="accepted"):
        rooms.do(lambda work: proposing.propose(work, offer.id, "alder", "vendor:alder", THREE))
    with pytest.raises(OfferGoneError, match="unknown"):
        rooms.do(lambda work: proposing.propose(work, 42, "alder", "vendor:alder", THREE))


@pytest.mark.parametrize("end", ["cancel", "move", "escalate"])
def test_whatever_ends_or_moves_the_request_ends_the_proposal_and_frees_both(rooms: Rooms, end: str) -> None:
    request_id = rooms.book()
    offer = _propose(rooms, request_id)
    hold = rooms.hold(RESIDENT, EIGHT, provider="birch") if end == "move" else None

    def do(work: Work) -> None:
        request = lock_request(work.session, request_id)
        if end == "cancel":
            requests.change(work, request, Event.CANCELLED, RESIDENT)
        elif end == "escalate":
            requests.escalate(work, request, RESIDENT, danger=Danger.WATER)
        else:
            kept = hold.id if hold is not None else None
            requests.rebook(work, request, Event.MOVED, RESIDENT, window=EIGHT, hold=kept, reason="resident")

    rooms.do(do)
    assert _asked(rooms, request_id)[0] == ("alder", "withdrawn")
    assert _taken(rooms) == ({("birch-1", 8)} if end == "move" else set())
    with pytest.raises(ProposalOverError):
        _answer(rooms, request_id, offer, agree=True)
    rooms.do(lambda work: proposing.on_due(work, offer.id))
    assert _asked(rooms, request_id)[0] == ("alder", "withdrawn")


def test_the_time_is_nobody_elses_until_the_deadline_and_free_after_it(rooms: Rooms) -> None:
    request_id = rooms.book()
    offer = _propose(rooms, request_id)
    assert rooms.hold("resident:other", THREE, provider="alder", patience=None) is not None  # behind it
    rooms.clock.move_to(offer.due_at - timedelta(seconds=1))
    assert rooms.hold("resident:other", THREE, provider="alder", patience=None) is None
    rooms.clock.move_to(offer.due_at)
    assert rooms.hold("resident:other", THREE, provider="alder", patience=None) is not None
    rooms.live_for(timedelta(0))
    assert _asked(rooms, request_id)[-1] == ("birch", "open")
    assert _taken(rooms) == {("alder-1", 15), ("birch-1", 10)}


def test_a_swept_hold_leaves_a_proposal_that_ends_by_itself(rooms: Rooms) -> None:
    """No process ran for hours: the hold is gone, the deadline is handled late, nothing is booked on it."""
    request_id = rooms.book(window=Window(local(TUESDAY, 15)))
    offer = _propose(rooms, request_id, Window(local(TUESDAY, 17)))
    rooms.clock.move_to(offer.due_at + timedelta(hours=2))
    rooms.do(lambda work: cells.sweep(work.session, work.now))
    assert rooms.offer(request_id).proposed_hold_id is None
    rooms.live_for(timedelta(0))
    assert _asked(rooms, request_id) == [("alder", "declined"), ("birch", "open")]


def test_a_handled_deadline_handled_again_changes_nothing(rooms: Rooms) -> None:
    request_id = rooms.book()
    offer = _propose(rooms, request_id)
    rooms.live_until(offer.due_at)
    before = rooms.kinds(request_id)
    for _ in range(2):
        rooms.do(lambda work: proposing.on_due(work, offer.id))
        rooms.do(lambda work: offering.on_due(work, offer.id))
    assert rooms.kinds(request_id) == before
    rooms.do(lambda work: proposing.on_due(work, 42))


def test_an_urgent_visit_is_asked_about_quickly(rooms: Rooms) -> None:
    request_id = rooms.book(urgency=Urgency.URGENT)
    assert _propose(rooms, request_id).due_at == rooms.clock.now() + timedelta(minutes=20)


def test_proposals_of_one_technician_never_overlap(rooms: Rooms) -> None:
    """What is proposed to several residents is kept for each; who comes too late is told that it is taken."""
    made = [
        rooms.book(f"resident:r{number}", window, provider="alder") for number, window in enumerate((EIGHT, TEN, ONE))
    ]
    for request_id in made[:2]:
        _propose(rooms, request_id, THREE)
    with pytest.raises(WindowTakenError):
        _propose(rooms, made[2], THREE)
    for number, request_id in enumerate(made[:2]):
        _answer(rooms, request_id, rooms.offer(request_id), agree=True, who=f"resident:r{number}")
    found = rooms.see(lambda session: session.exec(select(Cell.technician, Cell.cell)).all())
    assert len(found) == len(set(found)) == 9


def test_everyone_hears_of_it_in_plain_words(rooms: Rooms) -> None:
    rooms.press(RESIDENT, "start")
    request_id = rooms.book()
    offer = rooms.offer(request_id)
    rooms.press("vendor:alder", f"pw:{offer.id}:{int(THREE.start.timestamp())}")
    asked = rooms.last_told(RESIDENT)
    assert [button.action for button in asked.buttons] == [f"agree:{offer.id}", f"stay:{offer.id}"]
    assert "15:00" in asked.text
    assert "10:00" in asked.text
    assert "11:00" in rooms.last_told("vendor:alder").text
    rooms.press(RESIDENT, f"agree:{offer.id}")
    assert "15:00" in rooms.last_told(RESIDENT).text
    assert "301" in rooms.last_told("vendor:alder").text
    assert "301" in rooms.last_told("technician:alder-1").text


def test_the_deadline_is_there_only_while_it_is_asked(rooms: Rooms) -> None:
    request_id = rooms.book()
    offer = _propose(rooms, request_id)

    def due() -> int:
        rows = rooms.see(lambda session: session.exec(select(Deadline).where(Deadline.kind == PROPOSAL_DUE)).all())
        return sum(row.subject == offer.id for row in rows)

    assert due() == 1
    _answer(rooms, request_id, offer, agree=True)
    assert due() == 0
    assert rooms.offer(request_id).status == OfferStatus.ACCEPTED
