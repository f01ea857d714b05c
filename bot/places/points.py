"""Tells the district of a position by the nearest of known points, and distances as the crow flies."""

import math
import tomllib
from functools import cache
from importlib.resources import files

from booking.terms import District

#: Metres of one degree of latitude; of longitude it is as much at the equator and less towards the poles.
METRES_A_DEGREE = 111_320.0
Position = tuple[float, float]


def metres(one: Position, other: Position) -> float:
    """The distance of two positions (latitude, longitude); exact enough over the width of a city."""
    middle = math.radians((one[0] + other[0]) / 2)
    north = one[0] - other[0]
    east = (one[1] - other[1]) * math.cos(middle)
    return math.hypot(north, east) * METRES_A_DEGREE


@cache
def _points() -> tuple[float, tuple[tuple[Position, District | None], ...]]:
    table = tomllib.loads((files("bot.places") / "points.toml").read_text("utf-8"))
    inside = [((lat, lon), District(code)) for code, points in table["districts"].items() for lat, lon in points]
    outside = [((lat, lon), None) for lat, lon in table["outside"]]
    return float(table["farthest_metres"]), (*inside, *outside)


def district_at(position: Position) -> District | None:
    """The district of a position (latitude, longitude); None outside Shanghai."""
    farthest, points = _points()
    nearest, district = min(points, key=lambda point: metres(point[0], position))
    return district if metres(nearest, position) <= farthest else None
