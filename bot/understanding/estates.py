"""Finds the estates of a gazetteer in a text, and completes an address by what is known of its estate."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from bot.understanding.address_names import NameIndex
from bot.understanding.address_text import fold, numeral_signs, to_arabic
from bot.understanding.address_token import Kind, Token
from bot.understanding.districts import road_follows
from bot.understanding.gazetteer import Gazetteer, KnownEstate
from bot.understanding.meaning import Where


class _Key:
    """A gazetteer as a cache key, compared by identity: comparing by value would read every estate each time."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.gazetteer is self.gazetteer

    def __hash__(self) -> int:
        return id(self.gazetteer)


class EstateIndex:
    """The estates of one gazetteer by name and by lane."""

    def __init__(self, estates: tuple[KnownEstate, ...]) -> None:
        """Index the estates under every spelling of their names and aliases."""
        pairs = ((name, estate) for estate in estates for name in _spellings(estate))
        self.names: NameIndex[KnownEstate] = NameIndex(pairs)
        self.lanes: dict[tuple[str, str], list[KnownEstate]] = {}
        for estate in estates:
            if estate.road and estate.lane:
                self.lanes.setdefault((fold(estate.road), estate.lane), []).append(estate)


def _spellings(estate: KnownEstate) -> Iterator[str]:
    """Yield each name once as folded, and once with its Chinese numerals in Arabic digits (田林12村)."""
    for name in dict.fromkeys((estate.name, *estate.aliases)):
        folded = fold(name.strip())
        yield folded
        arabic = _with_digits(folded)
        if arabic != folded:
            yield arabic


def _with_digits(name: str) -> str:
    signs, parts, run = numeral_signs(), [], ""
    for sign in name + "\n":
        if sign in signs:
            run += sign
            continue
        parts.append(to_arabic(run) if run else "")
        parts.append(sign)
        run = ""
    return "".join(parts).strip()


@lru_cache(maxsize=16)
def _index(key: _Key) -> EstateIndex:
    return EstateIndex(key.gazetteer.estates)


def estate_index(gazetteer: Gazetteer) -> EstateIndex:
    """Return the index of a gazetteer; it is built once for each gazetteer object."""
    return _index(_Key(gazetteer))


def known_tokens(folded: str, index: EstateIndex) -> list[Token]:
    """Return the known estates named in the folded text, left to right, each under its proper name."""
    tokens = []
    for found in index.names.find(folded):
        if road_follows(folded, found.end):
            continue
        names = {estate.name for estate in found.values}
        value = names.pop() if len(names) == 1 else found.name
        tokens.append(Token(Kind.ESTATE, value, found.start, found.end))
    return tokens


def complete(where: Where, index: EstateIndex) -> Where:
    """Return the address with what is known of its estate, or of its lane, put in where nothing else was said."""
    if where.estate:
        return _by_name(where, index)
    if where.road and where.lane:
        return _by_lane(where, index)
    return where


def _fits(where: Where, estate: KnownEstate) -> bool:
    return (
        where.district in (None, estate.district)
        and (where.road is None or estate.road is None or fold(where.road) == fold(estate.road))
        and (where.lane is None or estate.lane is None or where.lane == estate.lane)
    )


def _by_name(where: Where, index: EstateIndex) -> Where:
    fitting = [estate for estate in index.names.get(fold(where.estate or "")) if _fits(where, estate)]
    if len(fitting) != 1:
        districts = {estate.district for estate in fitting}
        return replace(where, district=districts.pop()) if len(districts) == 1 else where
    known = fitting[0]
    road = where.road or known.road
    lane = where.lane or (known.lane if road == known.road else None)
    return replace(where, estate=known.name, district=known.district, road=road, lane=lane)


def _by_lane(where: Where, index: EstateIndex) -> Where:
    fitting = [each for each in index.lanes.get((fold(where.road or ""), where.lane or ""), ()) if _fits(where, each)]
    if len(fitting) != 1:
        return where
    return replace(where, district=fitting[0].district, estate=fitting[0].name)
