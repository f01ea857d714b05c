"""A request is taken from a firm that fails it: when that may be, and who comes then."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from booking import ratings, requests
from booking.lifecycle import Event, IllegalChangeError, Status
from booking.requests import Order
from booking.store import current_visit, lock_request
from booking.terms import Category
from booking.windows import Window, local
from booking.work import Work
from tests.rooms import TUESDAY, Rooms, order
from tests.vendors.supply import WEEK, close_samples, open_firm
from vendors import reassigning
from vendors.entities import Standing
from vendors.offering import OfferGoneError
from vendors.reassigning import Because, CentreOnlyError, NoReasonError

LIN, RESIDENT = "supervisor:lin", "resident:r1"
TEN = Window(local(TUESDAY, 10))


@pytest.fixture
def two_firms(rooms: Rooms) -> None:
    """Alder and birch, and no centre that takes ordinary work."""
    close_samples(rooms)
    for name in ("alder", "birch"):
        open_firm(rooms, name, {f"{name}-1": WEEK})


def _reason(rooms: Rooms, request_id: int) -> Because | None:
    request = rooms.request(request_id)
    return rooms.see(lambda session: reassigning.reason_for(session, request, rooms.clock.now()))


def _reassign(rooms: Rooms, request_id: int, offer_id: int | None = None) -> None:
    offer = offer_id or rooms.offer(request_id).id
    rooms.do(lambda work: reassigning.reassign(work, offer, LIN))


def _asked(rooms: Rooms, request_id: int) -> Sequence[tuple[str, str]]:
    return [(offer.provider, offer.status) for offer in rooms.offers(request_id)]


def test_a_silent_firm_loses_it_after_half_of_its_time(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    rooms.live_for(timedelta(minutes=14))
    assert _reason(rooms, request_id) is None
    with pytest.raises(NoReasonError):
        _reassign(rooms, request_id)
    rooms.live_for(timedelta(minutes=2))
    assert _reason(rooms, request_id) is Because.SILENT
    _reassign(rooms, request_id)
    assert _asked(rooms, request_id) == [("alder", "withdrawn"), ("birch", "open")]
    assert rooms.offer(request_id).window_start == TEN.start


def test_the_log_names_the_supervisor_and_the_reason(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    rooms.live_for(timedelta(minutes=20))
    _reassign(rooms, request_id)
    (fact,) = [fact for fact in rooms.facts(request_id) if fact.kind == "reassigned"]
    assert (fact.actor, fact.data) == (LIN, {"provider": "alder", "reason": "silent"})
    assert "督导员改派" in rooms.last_told("vendor:alder").text
    assert [button.label for button in rooms.last_told("vendor:birch").buttons] == ["接单", "换个时间", "拒绝"]


def test_who_lost_it_is_not_asked_again_for_the_window(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    rooms.live_for(timedelta(minutes=20))
    _reassign(rooms, request_id)
    rooms.decline(request_id)
    assert rooms.request(request_id).status == Status.UNRESOLVED
    assert _asked(rooms, request_id) == [("alder", "withdrawn"), ("birch", "declined")]


def test_a_late_firm_loses_the_visit_and_the_resident_chooses_anew(rooms: Rooms, two_firms: None) -> None:
    rooms.press(RESIDENT, "start")
    request_id = rooms.book()
    rooms.accept(request_id)
    assert _reason(rooms, request_id) is None
    rooms.live_until(TEN.end + timedelta(minutes=1))
    assert _reason(rooms, request_id) is Because.LATE
    _reassign(rooms, request_id)
    request = rooms.request(request_id)
    assert (request.status, request.provider) == (Status.UNRESOLVED, None)
    assert rooms.see(lambda session: current_visit(session, request)) is None
    assert "nobody_free" in rooms.kinds(request_id)
    assert "换个时间" in rooms.last_told(RESIDENT).text
    assert "督导员改派" in rooms.last_told("technician:alder-1").text


@pytest.mark.parametrize(("ratings_", "stars", "reason"), [(5, 14, Because.RATED), (5, 15, None), (4, 4, None)])
def test_a_badly_rated_firm_loses_what_it_promised(
    rooms: Rooms, two_firms: None, ratings_: int, stars: int, reason: Because | None
) -> None:
    request_id = rooms.book(provider="alder")
    rooms.accept(request_id)
    rooms.do(lambda work: work.session.add(Standing(provider="alder", ratings=ratings_, stars=stars)))
    assert _reason(rooms, request_id) is reason
    if reason is not None:
        _reassign(rooms, request_id)
        assert rooms.offer(request_id).provider == "birch"
        rooms.accept(request_id)
        assert rooms.request(request_id).provider == "birch"


def test_a_finished_request_stays(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    offer = rooms.accept(request_id)

    def serve(work: Work) -> None:
        request = lock_request(work.session, request_id)
        requests.change(work, request, Event.ARRIVED, "staff")
        requests.finish(work, request, "staff", note="", lines=[], price_cents=0)
        requests.change(work, request, Event.CONFIRMED, RESIDENT)
        ratings.rate(work, request, 1, RESIDENT)

    rooms.do(serve)
    assert _reason(rooms, request_id) is None
    with pytest.raises(OfferGoneError):
        _reassign(rooms, request_id, offer.id)
    assert rooms.request(request_id).status == Status.CONFIRMED


def test_who_arrived_keeps_it(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    rooms.accept(request_id)
    rooms.do(lambda work: requests.change(work, lock_request(work.session, request_id), Event.ARRIVED, "staff"))
    rooms.clock.move_to(TEN.end + timedelta(hours=1))
    with pytest.raises(IllegalChangeError):
        _reassign(rooms, request_id)


def test_an_emergency_is_the_centres(rooms: Rooms) -> None:
    request_id = rooms.alarm()
    rooms.live_for(timedelta(minutes=20))
    assert _reason(rooms, request_id) is None
    with pytest.raises(CentreOnlyError):
        _reassign(rooms, request_id)


def test_the_second_press_finds_the_offer_gone(rooms: Rooms, two_firms: None) -> None:
    request_id = rooms.book()
    offer = rooms.offer(request_id)
    rooms.live_for(timedelta(minutes=20))
    _reassign(rooms, request_id)
    with pytest.raises(OfferGoneError):
        _reassign(rooms, request_id, offer.id)
    assert rooms.kinds(request_id).count("reassigned") == 1


def test_the_problems_of_one_visit_go_together(rooms: Rooms) -> None:
    close_samples(rooms)
    for name in ("alder", "birch"):
        open_firm(rooms, name, {f"{name}-1": WEEK}, categories=(Category.TAPS_PIPES, Category.DRAIN_CLEARING))
    hold = rooms.hold(RESIDENT, TEN)
    assert hold is not None

    def book(work: Work) -> list[int]:
        group = work.ids.next()
        made = []
        for more, category in ((True, Category.TAPS_PIPES), (False, Category.DRAIN_CLEARING)):
            one = order(RESIDENT, TEN, category, hold=hold.id)
            made.append(requests.submit(work, _grouped(one, group), more=more).id)
        return made

    first, second = rooms.do(book)
    rooms.live_for(timedelta(minutes=20))
    _reassign(rooms, second)
    assert [rooms.offer(one).provider for one in (first, second)] == ["birch", "birch"]
    assert rooms.offer(first).hold_id == rooms.offer(second).hold_id


def _grouped(one: Order, group: int) -> Order:
    return replace(one, group=group)
