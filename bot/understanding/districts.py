"""Finds Shanghai's districts and subdistricts in a text, and places that lie outside the city."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from booking.terms import District
from bot.understanding.address_names import Found, NameIndex
from bot.understanding.address_text import fold
from bot.understanding.address_token import Kind, Token
from bot.understanding.address_words import any_of, lexicon, pattern_of, words

#: Where the names for readers of other languages than simplified Chinese stand in the lexicon.
_NAMES = {"zh-TW": "traditional", "en": "english"}
#: A name of a place is looked at with this many signs before it.
_BEFORE = 8


@dataclass(frozen=True, slots=True)
class _Area:
    """What a name stands for: Shanghai (`here`) or a part of it, a place `elsewhere`, or neither."""

    district: District | None = None
    here: bool = False
    subdistrict: str | None = None
    elsewhere: str | None = None


def district_name(district: District, lang: str) -> str:
    """Return the name of a district; `lang` is zh-TW, zh or zh-CN, or en."""
    return str(lexicon("districts")[district.value][_NAMES.get(lang, "name")])


def _spellings(name: str, *endings: str) -> Iterator[str]:
    yield fold(name)
    if name.isascii():
        yield from (f"{fold(name)} {ending}" for ending in endings)


def _city_names() -> Iterator[tuple[str, _Area]]:
    for code, entry in lexicon("districts").items():
        district = District(code)
        for name in (entry["name"], entry["english"], *entry["spoken"]):
            yield from ((spelt, _Area(district)) for spelt in _spellings(name, "district"))
        for official, others in entry["subdistricts"].items():
            area = _Area(district, subdistrict=official)
            for name in (official, *others):
                yield from ((spelt, area) for spelt in _spellings(name, "town", "subdistrict"))


def _outside_names() -> Iterator[tuple[str, _Area]]:
    lists = lexicon("elsewhere")
    for name in (*lists["provinces"], *lists["cities"], *lists["counties"], *lists["abroad"]):
        yield fold(name), _Area(elsewhere=name)
    for name in (*lists["districts"], *lists["english"]):
        yield fold(name), _Area(elsewhere=name)
    for name in lists["here"]:
        yield fold(name), _Area(here=True)
    for name in lists["decoys"]:
        yield fold(name), _Area()


@cache
def _index() -> NameIndex[_Area]:
    return NameIndex([*_city_names(), *_outside_names()])


@cache
def _road_after() -> re.Pattern[str]:
    number = any_of(words("address", "numerals", "digits"))
    chinese = f"{pattern_of('road', 'directions')}?{number}?{pattern_of('road', 'suffix')}"
    side = r"(?:\s+\(?(?:east|west|south|north|middle|central|new|xi|dong|nan|bei|zhong))?"
    latin = rf"{side}\)?\s*(?:no\.?\s?\d\s+)?(?:road|rd|street|st|avenue|ave|boulevard|highway|lu)\b"
    return re.compile(f"{chinese}(?!{pattern_of('road', 'after_place')})|{latin}")


def road_follows(folded: str, end: int) -> bool:
    """Say whether the name that ends at `end` is only the first part of a road's name."""
    return _road_after().match(folded, end) is not None


@lru_cache(maxsize=8)
def _named(folded: str) -> list[Found[_Area]]:
    """The places that are named; read anew by each reader of one message, so the last few are kept."""
    return [found for found in _index().find(folded) if not road_follows(folded, found.end)]


@cache
def _common() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    lead = re.compile(f"{pattern_of('area', 'before')}\\s?$")
    tail = re.compile(f"\\s?{pattern_of('area', 'after')}")
    return frozenset(words("address", "area", "common")), lead, tail


def _is_meant(folded: str, found: Found[_Area]) -> bool:
    """Say whether a name that is also an everyday word is meant as a place."""
    common, lead, tail = _common()
    if found.name not in common:
        return True
    if found.start == 0 and not folded[found.end : found.end + 1].isalnum():
        return True
    before = folded[max(0, found.start - _BEFORE) : found.start]
    return bool(tail.match(folded, found.end) or lead.search(before))


def _chosen(areas: tuple[_Area, ...], district: District | None) -> _Area | None:
    """Return the one area that is meant, by the district said elsewhere when the name is ambiguous."""
    fitting = [area for area in areas if district is None or area.district == district]
    if not fitting and len(areas) == 1:
        return areas[0]
    return fitting[0] if len(fitting) == 1 else None


def area_tokens(folded: str) -> list[Token]:
    """Return the districts and subdistricts that are named, left to right."""
    named = [found for found in _named(folded) if _is_meant(folded, found)]
    said = [found.values[0].district for found in named if found.values[0].subdistrict is None]
    district = next((each for each in said if each is not None), None)
    tokens = []
    for found in named:
        area = _chosen(found.values, district)
        if area is None or area.district is None:
            continue
        kind = Kind.DISTRICT if area.subdistrict is None else Kind.SUBDISTRICT
        value = area.subdistrict or area.district.value
        tokens.append(Token(kind, value, found.start, found.end, area.district))
    return tokens


@cache
def _incidental() -> tuple[re.Pattern[str], re.Pattern[str]]:
    latin = any_of(lexicon("elsewhere")["english_not_after"])
    after = re.compile(f"\\s*(?:{pattern_of('outside', 'not_after')}|{latin}\\b)")
    return after, re.compile(f"{pattern_of('outside', 'not_before')}$|\\bfrom\\s$")


def outside(folded: str, named: list[Found[_Area]]) -> str | None:
    """Return the first place outside Shanghai in which the speaker says to be, None when there is none."""
    after, before = _incidental()
    inside = any(_is_here(folded, found) for found in named)
    for position, found in enumerate(named):
        elsewhere = found.values[0].elsewhere
        if elsewhere is None or after.match(folded, found.end):
            continue
        if before.search(folded[max(0, found.start - _BEFORE) : found.start]):
            continue
        if not inside or _holds_next(folded, named, position):
            return elsewhere
    return None


def _is_here(folded: str, found: Found[_Area]) -> bool:
    """Say whether a name puts the speaker's home in Shanghai."""
    if any(area.district for area in found.values):
        return True
    before = _incidental()[1]
    return found.values[0].here and not before.search(folded[max(0, found.start - _BEFORE) : found.start])


def _holds_next(folded: str, named: list[Found[_Area]], position: int) -> bool:
    """Say whether the next name is a district that follows at once, as a district follows its city."""
    if position + 1 == len(named) or named[position + 1].values[0].here:
        return False
    gap = folded[named[position].end : named[position + 1].start]
    return not gap.strip() or gap in words("address", "outside", "city")


def outside_city(text: str) -> str | None:
    """Return the named place that is outside Shanghai's 16 districts, None when there is none.

    Roads that are called after cities, natives and dishes of other places do not count.
    """
    folded = fold(text)
    return outside(folded, _named(folded))
