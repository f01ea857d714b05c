"""Two hands at once on one request: one is first, the other hears of it, and what is left is legal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import select

from booking import requests
from booking.facts import broken_link
from booking.lifecycle import Event, Status, VisitStatus
from booking.store import last_visit, lock_request
from booking.windows import Window, local
from tests.rooms import TUESDAY, Rooms
from tests.vendors.supply import WEEK, close_samples, open_firm
from vendors import offering
from vendors.entities import Cell, Offer
from vendors.offer_life import OfferStatus
from vendors.offering import OfferGoneError

RESIDENT = "resident:r1"
ROUNDS = 8
Deed = Callable[[], object]


@pytest.fixture(autouse=True)
def two_firms(rooms: Rooms) -> None:
    """Alder is asked first, then birch, then the centre."""
    close_samples(rooms, centres=False)
    for name in ("alder", "birch"):
        open_firm(rooms, name, {f"{name}-1": WEEK})


def _at_once(*deeds: Deed) -> list[object]:
    """Do all at the same moment; what each returned or raised."""
    barrier = Barrier(len(deeds))

    def run(deed: Deed) -> object:
        barrier.wait()
        try:
            return deed()
        except OfferGoneError as error:
            return error

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def _cells(rooms: Rooms) -> int:
    return len(rooms.see(lambda session: session.exec(select(Cell)).all()))


def _accept(rooms: Rooms, offer: Offer) -> Deed:
    party = f"vendor:{offer.provider}"
    return lambda: rooms.do(lambda work: offering.accept(work, offer.id, offer.provider, party))


def _whole(rooms: Rooms, request_id: int) -> bool:
    return broken_link(rooms.facts(request_id), rooms.request(request_id).head) is None


def cancel_against_accept(rooms: Rooms) -> None:
    """One round: the firm accepts and the resident cancels at the same moment."""
    request_id = rooms.book(RESIDENT)
    offer = rooms.offer(request_id)
    rooms.press(RESIDENT, f"cancel:{request_id}")
    _at_once(
        lambda: rooms.press("vendor:alder", f"acc:{offer.id}"),
        lambda: rooms.press(RESIDENT, f"cancelok:{request_id}"),
    )
    assert rooms.request(request_id).status == Status.CANCELLED
    assert _whole(rooms, request_id)
    assert _cells(rooms) == 0
    assert [o.status for o in rooms.offers(request_id)] == [OfferStatus.WITHDRAWN]
    number = str(rooms.request(request_id).number)
    told_firm = [body.text for body in rooms.told("vendor:alder") if number in body.text]
    told_crew = [body.text for body in rooms.told("technician:alder-1") if number in body.text]
    if "accepted" in rooms.kinds(request_id):
        request = rooms.request(request_id)
        visit = rooms.see(lambda session: last_visit(session, request))
        assert visit is not None
        assert visit.status == VisitStatus.CANCELLED
        assert "撤回" in told_crew[-1], "the technician would go to a visit that was cancelled"
    else:
        assert told_crew == []
    assert any("撤回" in text for text in told_firm)


def test_a_firm_accepts_while_the_resident_cancels(rooms: Rooms) -> None:
    for _ in range(ROUNDS):
        cancel_against_accept(rooms)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_firm_accepts_while_the_resident_cancels_many_times(rooms: Rooms) -> None:
    for _ in range(300):
        cancel_against_accept(rooms)


def test_two_hands_press_accept(rooms: Rooms) -> None:
    for number in range(ROUNDS):
        request_id = rooms.book(RESIDENT, Window(local(TUESDAY, (10, 13, 15, 17)[number % 4])))
        deed = _accept(rooms, rooms.offer(request_id))
        outcomes = _at_once(deed, deed, deed)
        assert sum(isinstance(outcome, OfferGoneError) for outcome in outcomes) == 2
        assert rooms.kinds(request_id).count("accepted") == 1
        assert _whole(rooms, request_id)
        rooms.do(lambda work, r=request_id: requests.change(work, lock_request(work.session, r), Event.CANCELLED, "x"))  # type: ignore[misc]


def test_a_firm_accepts_while_its_time_runs_out(rooms: Rooms) -> None:
    for _ in range(3):
        request_id = rooms.book(RESIDENT)
        offer = rooms.offer(request_id)
        rooms.clock.move_to(offer.due_at)
        accepted, _ = _at_once(_accept(rooms, offer), rooms.clockwork.tick)
        request, offers = rooms.request(request_id), rooms.offers(request_id)
        if isinstance(accepted, OfferGoneError):
            assert (request.status, [o.status for o in offers]) == (Status.OFFERING, ["expired", "open"])
        else:
            assert (request.status, request.provider, len(offers)) == (Status.SCHEDULED, "alder", 1)
        assert _whole(rooms, request_id)
        assert _cells(rooms) == 3
        rooms.do(lambda work, r=request_id: requests.change(work, lock_request(work.session, r), Event.CANCELLED, "x"))  # type: ignore[misc]


def test_two_workers_tick_at_once(rooms: Rooms, database_url: str, compose_rooms: Callable[..., Rooms]) -> None:
    """Many offers run out at the same moment; each is passed on once."""
    other = compose_rooms(database_url)
    made = [rooms.book(f"resident:r{n}", Window(local(TUESDAY, hour))) for n, hour in enumerate((8, 10, 13, 15, 17))]
    rooms.clock.move_to(max(rooms.offer(request_id).due_at for request_id in made))
    _at_once(rooms.clockwork.tick, other.clockwork.tick, rooms.clockwork.tick)
    for request_id in made:
        assert [offer.status for offer in rooms.offers(request_id)] == ["expired", "open"]
        assert rooms.kinds(request_id) == ["submitted", "offered", "expired", "offered"]
        assert _whole(rooms, request_id)
