"""Two hands at once on one proposal: one is first, the other hears of it, and no time is given away twice or lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import select

from booking import requests
from booking.facts import broken_link
from booking.lifecycle import Event, IllegalChangeError, Status
from booking.store import lock_request
from booking.windows import Window, local
from tests.rooms import TUESDAY, Rooms
from tests.vendors.supply import WEEK, close_samples, open_firm
from vendors import offering, proposing
from vendors.entities import Cell, Offer
from vendors.offering import OfferGoneError
from vendors.proposing import WindowTakenError

RESIDENT = "resident:r1"
ROUNDS = 6
THREE = Window(local(TUESDAY, 15))
Deed = Callable[[], object]
_LOST = (OfferGoneError, WindowTakenError, IllegalChangeError)


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
        except _LOST as error:
            return error

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def _proposing(rooms: Rooms, offer: Offer) -> Deed:
    party = f"vendor:{offer.provider}"
    return lambda: rooms.do(lambda work: proposing.propose(work, offer.id, offer.provider, party, THREE))


def _answering(rooms: Rooms, offer: Offer, *, agree: bool) -> Deed:
    return lambda: rooms.do(lambda work: proposing.answer(work, offer.request_id, offer.id, RESIDENT, agree=agree))


def _cancelling(rooms: Rooms, request_id: int) -> Deed:
    return lambda: rooms.do(
        lambda work: requests.change(work, lock_request(work.session, request_id), Event.CANCELLED, RESIDENT)
    )


def _is_sound(rooms: Rooms, request_id: int, cells: int) -> None:
    assert broken_link(rooms.facts(request_id), rooms.request(request_id).head) is None
    assert len(rooms.see(lambda session: session.exec(select(Cell)).all())) == cells


def test_two_dispatchers_propose_or_accept_at_once(rooms: Rooms) -> None:
    for _ in range(ROUNDS):
        request_id = rooms.book(RESIDENT)
        offer = rooms.offer(request_id)
        deed = _proposing(rooms, offer)
        outcomes = _at_once(
            deed,
            deed,
            lambda: rooms.do(lambda work: offering.accept(work, offer.id, "alder", "vendor:alder")),  # noqa: B023
        )
        assert sum(isinstance(outcome, _LOST) for outcome in outcomes) == 2
        proposed = rooms.offer(request_id).status == "proposed"
        _is_sound(rooms, request_id, 6 if proposed else 3)
        _cancelling(rooms, request_id)()
        _is_sound(rooms, request_id, 0)


def test_a_resident_answers_twice_and_cancels_at_once(rooms: Rooms) -> None:
    for _ in range(ROUNDS):
        request_id = rooms.book(RESIDENT)
        _proposing(rooms, rooms.offer(request_id))()
        offer = rooms.offer(request_id)
        _at_once(
            _answering(rooms, offer, agree=True),
            _answering(rooms, offer, agree=False),
            _cancelling(rooms, request_id),
        )
        kinds = rooms.kinds(request_id)
        assert kinds.count("proposal_agreed") + kinds.count("proposal_refused") <= 1
        assert rooms.request(request_id).status == Status.CANCELLED
        _is_sound(rooms, request_id, 0)


def test_the_answer_comes_as_the_deadline_falls_due(
    rooms: Rooms, database_url: str, compose_rooms: Callable[..., Rooms]
) -> None:
    other = compose_rooms(database_url)
    for _ in range(3):
        request_id = rooms.book(RESIDENT)
        _proposing(rooms, rooms.offer(request_id))()
        offer = rooms.offer(request_id)
        rooms.clock.move_to(offer.due_at)
        _at_once(_answering(rooms, offer, agree=True), rooms.clockwork.tick, other.clockwork.tick)
        assert [one.status for one in rooms.offers(request_id)] == ["declined", "open"]
        assert rooms.kinds(request_id).count("proposal_lapsed") == 1
        _is_sound(rooms, request_id, 3)
        _cancelling(rooms, request_id)()
