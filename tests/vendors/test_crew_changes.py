"""Another technician for a visit: time, visit, offer and facts move together, or nothing does; nobody twice at once."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlmodel import Session, col, select

from booking.entities import Fact, Visit
from booking.lifecycle import Event, IllegalChangeError
from booking.store import current_visit
from booking.terms import Category
from booking.windows import Window, local
from tests.rooms import TUESDAY, Copies, Rooms
from tests.vendors.supply import WEEK, close_samples, open_firm
from vendors import crew_changes, together
from vendors.crew_changes import NotFreeError
from vendors.entities import Cell, Hold, Skill

CREW = ("alder-1", "alder-2", "alder-3")
TEN = Window(local(TUESDAY, 10))


@pytest.fixture
def firm(rooms: Rooms) -> Rooms:
    """One firm with three technicians, who all can do everything of it."""
    _staff(rooms)
    return rooms


def _staff(rooms: Rooms) -> None:
    close_samples(rooms)
    open_firm(
        rooms,
        "alder",
        dict.fromkeys(CREW, WEEK),
        categories=(Category.TAPS_PIPES, Category.DRAIN_CLEARING),
    )


def _booked(rooms: Rooms, resident: str = "resident:r1", window: Window = TEN) -> int:
    request_id = rooms.book(resident, window)
    rooms.accept(request_id)
    return request_id


def _comes(rooms: Rooms, request_id: int) -> str:
    def read(session: Session) -> str:
        visit = current_visit(session, rooms.request(request_id))
        assert visit is not None
        return str(visit.technician)

    return rooms.see(read)


def _cells(rooms: Rooms) -> dict[int, set[str]]:
    """Who holds the cells of each hold."""
    found: dict[int, set[str]] = {}
    for cell in rooms.see(lambda session: session.exec(select(Cell)).all()):
        found.setdefault(cell.hold_id, set()).add(cell.technician)
    return found


def _other(code: str) -> str:
    return next(one for one in CREW if one != code)


def _assign(rooms: Rooms, request_id: int, technician: str) -> bool:
    return rooms.do(lambda work: crew_changes.assign(work, request_id, technician, "vendor:alder")[1])


def test_time_visit_and_offer_move_together(firm: Rooms) -> None:
    request_id = _booked(firm)
    before = _comes(firm, request_id)
    assert _assign(firm, request_id, _other(before))
    now = _other(before)
    assert _comes(firm, request_id) == now
    assert firm.offer(request_id).technician == now
    (holders,) = _cells(firm).values()
    assert holders == {now}
    fact = firm.facts(request_id)[-1]
    assert (fact.kind, fact.data["technician"], fact.data["before"]) == ("technician_changed", now, before)


def test_the_same_again_leaves_nothing(firm: Rooms) -> None:
    request_id = _booked(firm)
    facts, told = firm.kinds(request_id), len(firm.told("resident:r1"))
    assert not _assign(firm, request_id, _comes(firm, request_id))
    assert firm.kinds(request_id) == facts
    assert len(firm.told("resident:r1")) == told


def test_who_is_busy_or_cannot_do_it_is_not_sent(firm: Rooms) -> None:
    first, second = _booked(firm, "resident:r1"), _booked(firm, "resident:r2")
    busy = _comes(firm, second)
    assert busy != _comes(firm, first)
    with pytest.raises(NotFreeError):
        _assign(firm, first, busy)
    third = next(one for one in CREW if one not in (busy, _comes(firm, first)))

    def unlearn(session: Session) -> None:
        for skill in session.exec(select(Skill).where(Skill.technician == third)):
            session.delete(skill)

    firm.database.write(unlearn)
    with pytest.raises(NotFreeError):
        _assign(firm, first, third)
    seen = firm.do(lambda work: crew_changes.colleagues(work, firm.request(first)))
    assert {one.technician.code: (one.able, one.free) for one in seen}[third] == (False, False)


def test_once_someone_has_set_out_nobody_else_is_sent(firm: Rooms) -> None:
    request_id = _booked(firm)

    def set_out(work):  # type: ignore[no-untyped-def]
        asked, visit = together.lock_visit(work, request_id)
        together.step(work, visit, asked, Event.SET_OUT, "technician:alder-1")

    firm.do(set_out)
    with pytest.raises(IllegalChangeError):
        _assign(firm, request_id, _other(_comes(firm, request_id)))


def test_a_visit_that_is_late_takes_the_time_from_now_on(firm: Rooms) -> None:
    request_id = _booked(firm)
    firm.clock.move_to(TEN.start + timedelta(minutes=70))
    now = _other(_comes(firm, request_id))
    assert _assign(firm, request_id, now)
    hold = firm.see(lambda session: session.exec(select(Hold)).one())
    cells = firm.see(lambda session: session.exec(select(Cell.cell).order_by(col(Cell.cell))).all())
    assert cells == list(range(hold.first_cell, hold.first_cell + hold.cells))
    assert hold.first_cell * 1800 >= firm.clock.now().timestamp()


def _whole(rooms: Rooms) -> None:
    """Every hold has as many cells as it says, all of the technician of its visit, and nobody is in two places."""
    holds = {hold.id: hold for hold in rooms.see(lambda session: session.exec(select(Hold)).all())}
    cells = rooms.see(lambda session: session.exec(select(Cell)).all())
    assert len({(cell.technician, cell.cell) for cell in cells}) == len(cells)
    for hold in holds.values():
        mine = [cell for cell in cells if cell.hold_id == hold.id]
        assert len(mine) == hold.cells
        assert {cell.technician for cell in mine} == {hold.technician}
    for visit in rooms.see(lambda session: session.exec(select(Visit)).all()):
        assert _comes(rooms, visit.request_id) == rooms.offer(visit.request_id).technician


def test_two_dispatchers_and_twenty_threads_send_nobody_to_two_places(
    copies: Copies, compose_rooms: Callable[..., Rooms]
) -> None:
    """Two engines, two visits at one time and one after; who is asked for by ten at once goes to one of them."""
    url = copies.fresh()
    rooms = [compose_rooms(url), compose_rooms(url)]
    _staff(rooms[0])
    booked = [_booked(rooms[0], f"resident:r{n}") for n in range(2)]
    booked.append(_booked(rooms[0], "resident:r2", Window(local(TUESDAY, 13))))
    draw = random.Random(7)
    wishes = [(n % 2, draw.choice(booked), draw.choice(CREW)) for n in range(60)]

    def wish(one: tuple[int, int, str]) -> bool:
        place, request_id, technician = one
        try:
            return _assign(rooms[place], request_id, technician)
        except NotFreeError:
            return False

    with ThreadPoolExecutor(20) as pool:
        changed = list(pool.map(wish, wishes))
    _whole(rooms[0])
    facts = rooms[0].see(
        lambda session: session.exec(select(Fact).where(Fact.kind == crew_changes.TECHNICIAN_CHANGED)).all()
    )
    assert len(facts) == sum(changed) > 0
    for request_id in booked:  # each change goes on from the one before
        chain = [fact for fact in rooms[0].facts(request_id) if fact.kind == crew_changes.TECHNICIAN_CHANGED]
        assert all(a.data["technician"] == b.data["before"] for a, b in pairwise(chain))
        assert not chain or chain[-1].data["technician"] == _comes(rooms[0], request_id)
