"""Many residents at once, few windows: each window is sold once, and nobody sees how hard it was."""

import itertools
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import Session, select

from booking.entities import Request
from booking.requests import submit
from booking.sealing import audit
from booking.terms import Category, District
from booking.windows import Window, local
from booking.work import Work
from tests.rooms import TUESDAY, Copies, Rooms, order
from tests.vendors.supply import close_samples, open_firm
from vendors import holding
from vendors.entities import Cell, Offer

HOURS = (8, 10, 13, 15, 17)
A_WINDOW = 10  # technicians who have exactly this one window
WINDOWS = tuple(Window(local(TUESDAY, hour)) for hour in HOURS)
PLACES = len(HOURS) * A_WINDOW


def _open_fifty_places(rooms: Rooms) -> None:
    close_samples(rooms)
    for hour, number in itertools.product(HOURS, range(A_WINDOW)):
        name = f"t{hour}-{number}"
        open_firm(rooms, f"firm-{name}", {name: [(2, hour * 60, hour * 60 + 90)]})


def _buy(rooms: Rooms, resident: int) -> int | None:
    """Try one's favourite window, then the others; the request, or None when all are gone."""

    def rule(work: Work, window: Window) -> int | None:
        name = f"resident:r{resident}"
        hold = holding.hold_window(work, name, District.XUHUI, Category.TAPS_PIPES, window)
        return None if hold is None else submit(work, order(name, window, hold=hold.id)).id

    for offset in range(len(WINDOWS)):
        window = WINDOWS[(resident + offset) % len(WINDOWS)]
        bought = rooms.do(lambda work, window=window: rule(work, window))  # type: ignore[misc]
        if bought is not None:
            return bought
    return None


def _fight(rooms: Rooms, threads: int, residents: int) -> None:
    _open_fifty_places(rooms)
    with ThreadPoolExecutor(threads) as pool:
        bought = list(pool.map(lambda resident: _buy(rooms, resident), range(residents)))
    assert sum(request is not None for request in bought) == PLACES
    rooms.see(_check_sold_once)
    assert rooms.see(lambda session: list(audit(session))) == []


def _check_sold_once(session: Session) -> None:
    requests = session.exec(select(Request)).all()
    offers = session.exec(select(Offer)).all()
    cells = session.exec(select(Cell)).all()
    assert len(requests) == len(offers) == PLACES
    assert Counter(offer.technician for offer in offers).most_common(1)[0][1] == 1
    assert {offer.window_start for offer in offers} == {window.start for window in WINDOWS}
    assert len(cells) == PLACES * 3
    assert {cell.hold_id for cell in cells} == {offer.hold_id for offer in offers}
    assert len({request.number for request in requests}) == PLACES


_SHORT = {"sqlite": 8, "postgresql": 20}
_LONG = {"sqlite": 20, "postgresql": 200}


def test_fifty_windows_are_sold_once_each(copies: Copies, compose_rooms: Callable[..., Rooms]) -> None:
    _fight(compose_rooms(copies.make()), _SHORT[copies.kind], PLACES + 20)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("round_", range(5))
def test_fifty_windows_are_sold_once_each_to_a_crowd(
    copies: Copies, compose_rooms: Callable[..., Rooms], round_: int
) -> None:
    _fight(compose_rooms(copies.make()), _LONG[copies.kind], 400)


def test_one_window_for_two_processes(copies: Copies, compose_rooms: Callable[..., Rooms]) -> None:
    """Two engines over one database, as two processes have them: the key decides, not a lock in memory."""
    url = copies.make()
    rooms = [compose_rooms(url), compose_rooms(url)]
    close_samples(rooms[0])
    open_firm(rooms[0], "firm", {"tech": [(2, 8 * 60, 21 * 60)]})
    windows = [Window(local(TUESDAY, hour)) for hour in (8, 10, 13, 15, 17)]
    for window in windows:
        with ThreadPoolExecutor(4) as pool:
            held = list(pool.map(lambda n, w=window: rooms[n % 2].hold(f"resident:r{n}", w), range(4)))
        starts = [hold.first_cell for hold in held if hold is not None]
        assert len(starts) == len(set(starts)) > 0
        assert all(abs(a - b) >= 3 for a, b in itertools.combinations(starts, 2))
