"""Spreads ordinary visits over the days while many wait: a share of the near days is kept for who needs them first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from booking.windows import Window


@dataclass(frozen=True, slots=True)
class Place:
    """A window with how many technicians could begin the job in it now, and how many if nothing were booked."""

    window: Window
    free: int
    working: int


def for_those_who_can_wait(places: Sequence[Place], today: date, kept: Sequence[float]) -> list[Window]:
    """The windows that an ordinary visit may take, in order.

    `kept` is the share of the places of today, of tomorrow and so on that others may need. Where nothing else is
    left, everything that is free is offered: nobody goes without.
    """
    open_ = [place.window for place in places if place.free > _kept(place, today, kept)]
    return open_ or [place.window for place in places if place.free]


def _kept(place: Place, today: date, kept: Sequence[float]) -> int:
    ahead = (place.window.day - today).days
    return math.ceil(kept[ahead] * place.working) if 0 <= ahead < len(kept) else 0
