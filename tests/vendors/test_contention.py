"""Two processes over one database: the key decides who gets a window, not a lock in memory."""

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from booking.windows import Window, local
from tests.rooms import TUESDAY, Copies, Rooms
from tests.vendors.supply import close_samples, open_firm


def test_windows_for_two_processes(copies: Copies, compose_rooms: Callable[..., Rooms]) -> None:
    """Four residents at two engines ask for a window that has room for one or two of them."""
    url = copies.fresh()
    rooms = [compose_rooms(url), compose_rooms(url)]
    close_samples(rooms[0])
    open_firm(rooms[0], "firm", {"tech": [(2, 8 * 60, 21 * 60)]})
    for hour in (8, 10, 13, 15, 17):
        window = Window(local(TUESDAY, hour))
        with ThreadPoolExecutor(4) as pool:
            held = list(pool.map(lambda n, w=window: rooms[n % 2].hold(f"resident:r{n}", w), range(4)))
        starts = [hold.first_cell for hold in held if hold is not None]
        assert starts
        assert all(abs(a - b) >= 3 for a, b in itertools.combinations(starts, 2))
