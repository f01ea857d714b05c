"""Reads where the home is out of a message, and tells what an address still lacks."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import groupby

from bot.understanding.address_en import latin_number_tokens, latin_place_tokens
from bot.understanding.address_merge import merge
from bot.understanding.address_noise import quiet
from bot.understanding.address_places import estate_tokens, road_tokens, unmarked_estate
from bot.understanding.address_rules import assemble
from bot.understanding.address_text import fold, narrow
from bot.understanding.address_token import Kind, Token
from bot.understanding.address_turns import sift, turn_points
from bot.understanding.address_writing import describe
from bot.understanding.address_zh import number_tokens
from bot.understanding.districts import area_tokens, outside_city
from bot.understanding.estates import EstateIndex, complete, estate_index, known_tokens
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.meaning import Where

__all__ = ["describe", "merge", "missing", "outside_city", "read_where"]

_AREAS = frozenset({Kind.DISTRICT, Kind.SUBDISTRICT})
#: A district this many signs from the rest of the address stands together with it.
_NEAR = 2
#: The part of an address that a taken-back piece allows to be put right by a number alone.
_CORRECTED = {
    Kind.BARE: "room",
    Kind.ROOM: "room",
    Kind.DASHED: "room",
    Kind.NUMBER: "building",
    Kind.BUILDING: "building",
}


@dataclass(frozen=True, slots=True)
class _Message:
    """A message as typed, in half width, and folded without noise; positions agree in all three."""

    source: str
    plain: str
    quiet: str


def read_where(text: str, gazetteer: Gazetteer) -> Where | None:
    """Return the address told in a message, completed by the known estates; None when none is told.

    What a message takes back is left out, and a correction in it wins. A bare number of three or four digits that
    is the whole message is read as a room: who did not ask for an address leaves it aside.
    """
    plain = narrow(text)
    message = _Message(text, plain, quiet(fold(text)))
    index = estate_index(gazetteer)
    elsewhere = outside_city(text) is not None
    kept, denied = sift(message.quiet, _cut(message, index, elsewhere=elsewhere))
    where = _put_together(message, kept, denied) if kept else None
    return where if where is None or elsewhere else complete(where, index)


def _cut(message: _Message, index: EstateIndex, *, elsewhere: bool) -> list[Token]:
    """Return all pieces of addresses in the message, left to right, without overlap."""
    text = message.quiet
    known = known_tokens(fold(message.plain), index)
    areas = [] if elsewhere else area_tokens(text)
    edges = sorted(known + areas, key=_start)
    named = bytearray(len(text))
    _free(areas, named)
    roads = [road for road in road_tokens(text, edges) if not named[road.end - 1]]
    estates = estate_tokens(text, sorted(edges + roads, key=_start))
    numbers = sorted(latin_number_tokens(text) + number_tokens(text), key=_start_and_length)
    latin = latin_place_tokens(message.plain, edges, numbered=bool(numbers))
    covered = bytearray(len(text))
    chinese = [_as_typed(message.plain, token) for token in estates + roads]
    places = _free(known + chinese + latin, covered)
    outer = [token for token in areas if token.kind is Kind.SUBDISTRICT or not any(covered[token.start : token.end])]
    pieces = sorted(outer + places + _free(numbers, covered), key=_start)
    return _with_unmarked_estate(text, pieces)


def _as_typed(plain: str, token: Token) -> Token:
    """Return a name that was cut from the folded text with its capital letters."""
    return replace(token, value=plain[token.start : token.end].replace(" ", ""))


def _start(token: Token) -> int:
    return token.start


def _start_and_length(token: Token) -> tuple[int, int, bool]:
    return token.start, -token.end, token.kind is Kind.BARE


def _free(tokens: list[Token], covered: bytearray) -> list[Token]:
    """Return the pieces that overlap none before them, and mark their signs as covered."""
    free = []
    for token in tokens:
        if not any(covered[token.start : token.end]):
            covered[token.start : token.end] = b"\x01" * (token.end - token.start)
            free.append(token)
    return free


def _with_unmarked_estate(text: str, pieces: list[Token]) -> list[Token]:
    """Add the estate that only its place before a building tells, when no other estate is named."""
    if any(token.kind is Kind.ESTATE for token in pieces):
        return pieces
    for index, token in enumerate(pieces):
        if token.kind in (Kind.BUILDING, Kind.NUMBER):
            estate = unmarked_estate(text, pieces[index - 1] if index else None, token)
            if estate:
                return [*pieces[:index], estate, *pieces[index:]]
    return pieces


def _put_together(message: _Message, kept: list[Token], denied: list[Token]) -> Where | None:
    """Return the address of the pieces that hold, the stretches between corrections merged in their order."""
    points = turn_points(message.quiet)
    corrects = frozenset(_CORRECTED[token.kind] for token in denied if token.kind in _CORRECTED)
    anchor = denied[0].start if denied else 0
    where: Where | None = None
    used: list[Token] = []
    for turn, stretch in groupby(kept, key=lambda token: bisect_right(points, token.start)):
        if turn:
            anchor = points[turn - 1]
            corrects |= {"room", "building"} if where and where.building else {"room"}
        read, pieces = assemble(message.quiet, list(stretch), anchor, corrects)
        where = merge(where, read) if read else where
        used += pieces
    return replace(where, text=_words(message.source, used)) if where else None


def _words(source: str, used: list[Token]) -> str:
    """Return the words as typed from the first piece of the address to the last.

    A district told apart from the rest is left out, so that the words between do not count as the address.
    """
    places = [token for token in used if token.kind not in _AREAS]
    start = min((token.start for token in places or used), default=0)
    end = max((token.end for token in places or used), default=0)
    for token in sorted(used, key=_start, reverse=True):
        if token.end <= start <= token.end + _NEAR:
            start = token.start
    for token in sorted(used, key=_start):
        if end <= token.start <= end + _NEAR:
            end = token.end
    return source[start:end]


def missing(where: Where) -> tuple[str, ...]:
    """Return which of district, place, building and room a technician still lacks to find the door, in this order.

    A place is an estate, or a road with a lane or a house number.
    """
    has_place = where.estate is not None or (where.road is not None and bool(where.lane or where.building))
    lacks = {
        "district": where.district is None,
        "place": not has_place,
        "building": where.building is None,
        "room": where.room is None,
    }
    return tuple(part for part, lacking in lacks.items() if lacking)
