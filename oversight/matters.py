"""Reads the matters that others look after: shared parts, the fifteen items of estate order, utilities."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from booking.terms import Route


class Scope(StrEnum):
    """How far the same matter reaches."""

    BUILDING = "building"
    ESTATE = "estate"


@dataclass(frozen=True, slots=True)
class Matter:
    """A kind of matter; `from_source` marks the items of estate order that the project's source names."""

    code: str
    route: Route
    name_zh: str
    name_en: str
    number: str
    scope: Scope
    from_source: bool = False


#: What stands for a matter that nobody named.
_UNNAMED = {
    Route.COMMON_PARTS: "other_shared_part",
    Route.GOVERNANCE: "other_order",
    Route.UTILITY: "other_utility",
}


@cache
def matters() -> Mapping[str, Matter]:
    """Every matter by its code, in the order of the file. Raises ValueError for a file that makes no sense."""
    table = tomllib.loads(files("oversight").joinpath("matters.toml").read_text("utf-8"))
    listed = [
        Matter(**{**entry, "route": Route(route), "scope": Scope(entry["scope"])})
        for route, entries in table.items()
        for entry in entries
    ]
    found = {matter.code: matter for matter in listed}
    if len(found) != len(listed) or not set(_UNNAMED.values()) <= set(found):
        raise ValueError("matters.toml: a code stands twice, or one that stands for the unnamed is missing")
    return found


def matter(code: str) -> Matter:
    """The matter of a code. Raises KeyError."""
    return matters()[code]


def unnamed(route: Route) -> Matter:
    """What stands for an unnamed matter of a route. Raises KeyError for a route that has no matters."""
    return matters()[_UNNAMED[route]]


def fifteen_items() -> list[Matter]:
    """The hot items of estate order, those of the source first."""
    items = [m for m in matters().values() if m.route is Route.GOVERNANCE and m.code != _UNNAMED[Route.GOVERNANCE]]
    return sorted(items, key=lambda item: not item.from_source)
