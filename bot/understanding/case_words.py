"""Words about matters that others look after: which matter, whether it is to be filed, and where a case stands."""

import re
from collections.abc import Mapping
from functools import cache

from booking.terms import Route
from bot.understanding.lexicon import tables_of
from bot.understanding.plain import plain

#: A longer message tells something; it does not steer.
_LONGEST = 60
_PARTS = re.compile(r"[,，。.;；!！?？、\n]|\band\b|还有")
ROUTES = (Route.COMMON_PARTS, Route.GOVERNANCE, Route.UTILITY)


@cache
def _steering() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile("|".join(patterns)) for name, patterns in tables_of("cases.toml")["steer"].items()}


@cache
def _matters() -> Mapping[Route, Mapping[str, re.Pattern[str]]]:
    table = tables_of("cases.toml")
    return {route: {code: re.compile(pattern) for code, pattern in table[route].items()} for route in ROUTES}


def read_matters(text: str, route: Route) -> list[str]:
    """The codes of the matters of a route that a message names, in the order in which it names them."""
    words = plain(text)
    found = {code: pattern.search(words) for code, pattern in _matters().get(route, {}).items()}
    places = [(match.start(), code) for code, match in found.items() if match is not None]
    return [code for _, code in sorted(places)]


def matters_told(text: str, route: Route, issues: int) -> list[str]:
    """The codes of the matters that a message reports, which tells of at least `issues` things of the route.

    A thing beside which another one only lies ("the lamp by the lift") is no matter of its own: each further matter
    has a part of the message to itself that says what is wrong.
    """
    troubled = [part for part in _PARTS.split(plain(text)) if _steering()["trouble"].search(part)]
    apart = dict.fromkeys(code for part in troubled for code in read_matters(part, route)[:1])
    return list(apart) if len(apart) > issues else read_matters(text, route)[: max(1, issues)]


def wants_filed(text: str) -> bool:
    """Whether a short message asks for a matter to be filed."""
    return len(text) <= _LONGEST and _steering()["file"].search(plain(text)) is not None


def asks_where_it_stands(text: str) -> bool:
    """Whether a short message asks how far something has got."""
    return len(text) <= _LONGEST and _steering()["stands"].search(plain(text)) is not None
