"""The problems of one visit share a technician's time: whatever becomes of each, none is given away twice or lost."""

import random
from dataclasses import replace

import pytest
from sqlmodel import Session, select

from booking import requests
from booking.lifecycle import Event, IllegalChangeError, Status
from booking.store import lock_request
from booking.terms import Category
from booking.windows import Window, local
from booking.work import Work
from bot.dialogue import acts, events
from bot.dialogue.proposal_acts import AnswerProposal, Propose
from bot.performing.acts import perform
from tests.rooms import TUESDAY, Rooms, order
from tests.vendors.supply import WEEK, close_samples, open_firm
from vendors.entities import Cell, Hold, Offer
from vendors.job_times import job_cells
from vendors.offer_life import OfferStatus

TEN, ANNA = Window(local(TUESDAY, 10)), "resident:anna"
TAPS, DRAIN, LIGHT = Category.TAPS_PIPES, Category.DRAIN_CLEARING, Category.LIGHTING_CIRCUITS


@pytest.fixture(autouse=True)
def firms(rooms: Rooms) -> None:
    """Two firms of one technician each, who can do everything."""
    close_samples(rooms)
    for code in ("alder", "birch"):
        open_firm(rooms, code, {f"{code}-1": WEEK}, categories=tuple(Category))


def book(rooms: Rooms, *categories: Category) -> list[int]:
    """A visit for several problems, as a resident confirms it."""
    main, *also = categories

    def run(work: Work) -> list[int]:
        held = perform(
            work,
            ANNA,
            acts.HoldWindow(order_of(main).place.district, main, order_of(main).urgency, TEN, also=tuple(also)),
        )
        assert isinstance(held, events.Held)
        made = [replace(order_of(category), hold=held.hold) for category in categories]
        done = perform(work, ANNA, acts.Submit(made[0], tuple(made[1:])))
        assert isinstance(done, events.Submitted)
        return [view.id for view in (done.request, *done.also)]

    return rooms.do(run)


def order_of(category: Category) -> requests.Order:
    return order(ANNA, TEN, category, hold=None)


def check(rooms: Rooms) -> None:
    """Every hold is as long as what is left of its visit takes, and every cell belongs to one."""

    def look(session: Session) -> None:
        holds = {hold.id: hold for hold in session.exec(select(Hold)).all()}
        taken: dict[int, list[int]] = {}
        for cell in session.exec(select(Cell)).all():
            taken.setdefault(cell.hold_id, []).append(cell.cell)
        assert set(taken) == set(holds)
        for hold in holds.values():
            assert sorted(taken[hold.id]) == list(range(hold.first_cell, hold.first_cell + hold.cells))
            live = session.exec(
                select(Offer).where(Offer.hold_id == hold.id, Offer.status != OfferStatus.FULFILLED)
            ).all()
            work = [Category(str(rooms.request(offer.request_id).category)) for offer in live]
            assert not work or hold.cells == job_cells(*work)
            asked = session.exec(select(Offer).where(Offer.proposed_hold_id == hold.id)).all()
            work = [Category(str(rooms.request(offer.request_id).category)) for offer in asked]
            assert {offer.status for offer in asked} <= {OfferStatus.PROPOSED}
            assert not work or hold.cells == job_cells(*work)

    rooms.see(look)


def test_a_visit_takes_the_way_once(rooms: Rooms) -> None:
    first, second = book(rooms, TAPS, DRAIN)
    assert rooms.offer(first).hold_id == rooms.offer(second).hold_id
    hold = rooms.see(lambda session: session.get(Hold, rooms.offer(first).hold_id))
    assert hold is not None
    assert hold.cells == job_cells(TAPS, DRAIN) < job_cells(TAPS) + job_cells(DRAIN)
    check(rooms)


def test_what_is_cancelled_gives_its_part_back(rooms: Rooms) -> None:
    first, second = book(rooms, TAPS, DRAIN)
    rooms.accept(first)
    assert rooms.request(second).status == Status.SCHEDULED
    rooms.do(lambda work: perform(work, ANNA, acts.Cancel(first)))
    check(rooms)
    rooms.do(lambda work: perform(work, ANNA, acts.Cancel(second)))
    assert rooms.see(lambda session: session.exec(select(Cell)).all()) == []


def test_a_decline_passes_the_whole_visit_on(rooms: Rooms) -> None:
    ids = book(rooms, TAPS, DRAIN, LIGHT)
    asked = rooms.offer(ids[0]).provider
    rooms.decline(ids[1])
    offers = [rooms.offer(one) for one in ids]
    assert {offer.provider for offer in offers} == {"alder", "birch"} - {asked}
    assert len({offer.hold_id for offer in offers}) == 1
    check(rooms)


def test_a_problem_joins_only_where_the_time_behind_is_free(rooms: Rooms) -> None:
    (first,) = book(rooms, TAPS)
    rooms.accept(first)
    visit = rooms.see(lambda session: session.get(Hold, rooms.offer(first).hold_id))
    assert visit is not None
    joined = rooms.do(lambda work: perform(work, ANNA, acts.JoinVisit(first, (order_of(DRAIN),))))
    assert isinstance(joined, events.Joined)
    assert rooms.request(joined.requests[0].id).status == Status.SCHEDULED
    check(rooms)
    behind = rooms.hold("resident:bert", TEN, provider=visit.provider) or rooms.hold(
        "resident:bert", Window(local(TUESDAY, 13)), provider=visit.provider
    )
    assert behind is not None
    refused = rooms.do(
        lambda work: perform(work, ANNA, acts.JoinVisit(first, (order_of(LIGHT), order_of(Category.WALL_REPAIR))))
    )
    assert isinstance(refused, events.Joined)
    rooms.do(lambda work: perform(work, "resident:bert", acts.ReleaseHold(behind.id)))
    check(rooms)


def test_nobody_joins_a_visit_of_someone_else(rooms: Rooms) -> None:
    (first,) = book(rooms, TAPS)
    refused = rooms.do(lambda work: perform(work, "resident:eve", acts.JoinVisit(first, (order_of(DRAIN),))))
    assert isinstance(refused, events.Refused)
    check(rooms)


@pytest.mark.parametrize("seed", range(8))
def test_no_order_of_events_gives_time_away_twice(rooms: Rooms, seed: int) -> None:
    chance = random.Random(seed)
    known = book(rooms, TAPS, DRAIN)
    for _ in range(14):
        one = chance.choice(known)
        status = rooms.request(one).status
        match chance.choice(
            ["accept", "propose", "agree", "stay", "decline", "cancel", "join", "out", "done", "absent"]
        ):
            case "accept" | "propose" | "agree" | "stay" as deed if status == Status.OFFERING:
                _answer(rooms, one, deed, Window(local(TUESDAY, chance.choice([13, 15]))))
            case "decline" if status == Status.OFFERING:
                rooms.decline(one)
            case "cancel":
                _do(rooms, ANNA, acts.Cancel(one))
            case "join":
                new = order_of(chance.choice([LIGHT, DRAIN, Category.DOORS_WINDOWS]))
                made = _do(rooms, ANNA, acts.JoinVisit(one, (new,)))
                known += [view.id for view in made.requests] if isinstance(made, events.Joined) else []
            case step if status in (Status.SCHEDULED, Status.ON_THE_WAY, Status.IN_PROGRESS):
                event = {"out": Event.SET_OUT, "done": Event.ARRIVED, "absent": Event.ABSENT}.get(step)
                if event is not None:
                    _try(rooms, one, event)
        check(rooms)


def _answer(rooms: Rooms, request_id: int, deed: str, window: Window) -> None:
    """The firm accepts or proposes a window, or the resident answers, whether that is possible now or not."""
    offer = rooms.offer(request_id)
    match deed:
        case "accept":
            _do(rooms, f"vendor:{offer.provider}", acts.Accept(offer.id))
        case "propose":
            _do(rooms, f"vendor:{offer.provider}", Propose(offer.id, window))
        case _:
            _do(rooms, ANNA, AnswerProposal(request_id, offer.id, deed == "agree"))


def _do(rooms: Rooms, party: str, act: acts.Act) -> events.Event | None:
    return rooms.do(lambda work: perform(work, party, act))


def _try(rooms: Rooms, request_id: int, event: Event) -> None:
    party = f"vendor:{rooms.request(request_id).provider}"
    rooms.do(lambda work: perform(work, party, acts.Progress(request_id, event.value)))


def test_a_visit_sets_out_as_a_whole(rooms: Rooms) -> None:
    first, second = book(rooms, TAPS, DRAIN)
    rooms.accept(second)
    _try(rooms, first, Event.SET_OUT)
    assert {rooms.request(one).status for one in (first, second)} == {Status.ON_THE_WAY}
    rooms.do(lambda work: perform(work, ANNA, acts.Cancel(first)))
    _try(rooms, second, Event.ARRIVED)
    assert rooms.request(second).status == Status.IN_PROGRESS
    with pytest.raises(IllegalChangeError):
        rooms.do(lambda work: requests.change(work, lock_request(work.session, first), Event.ARRIVED, "x"))
    check(rooms)
