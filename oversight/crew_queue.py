"""When a crew comes free for whoever waits in a centre's queue.

The crews on duty follow the roster by half hours. A crew that is busy stays so for a while that is known; each of those
who wait before takes the crew that is free first, for as long as a visit usually takes (first come, first served, c
servers whose number changes). Whoever is at a home when the shift ends finishes there; nobody sets out instead.
"""

import heapq
from collections.abc import Sequence

from vendors.job_times import CELL_MINUTES


def begins_after(before: int, busy: Sequence[float], crews: Sequence[int], each: float) -> float:
    """Minutes until a crew sets out to whoever is behind `before` others that wait.

    `busy`: for how many minutes each busy crew still is; `crews`: how many are on duty in each half hour from now on,
    one at least, the last figure goes on; `each`: minutes of one visit, the way there and the work.
    """
    until, now = sorted(busy), 0.0
    for _ in range(before):
        now = _next_free(until, crews, now)
        heapq.heappush(until, now + each)
    return _next_free(until, crews, now)


def _next_free(until: list[float], crews: Sequence[int], now: float) -> float:
    """When a crew is free from now on; those that are free by then are taken off the heap `until`."""
    while True:
        while until and until[0] <= now:
            heapq.heappop(until)
        cell = int(now // CELL_MINUTES)
        if len(until) < crews[min(cell, len(crews) - 1)]:
            return now
        now = until[0] if cell >= len(crews) else min(until[0], (cell + 1) * CELL_MINUTES)
