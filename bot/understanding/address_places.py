"""Cuts the names of roads and estates out of Chinese text, where nothing marks the place at which a name begins."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from bot.understanding.address_text import numeral_signs
from bot.understanding.address_token import Kind, Token
from bot.understanding.address_words import pattern_of, words

#: Longest names, in signs before 路 or 小区.
_REACH = {Kind.ROAD: 6, Kind.ESTATE: 9}
_HAN = r"[\u4e00-\u9fff]"


@dataclass(frozen=True, slots=True)
class _Name:
    """The beginning of a name: where it starts, and whether something marks that it starts there."""

    start: int
    marked: bool


@cache
def _cuts(kind: Kind) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what a name cannot reach back over, what is left off before it, and what shows that it begins."""
    estates = rf"|{pattern_of('estate', 'strong')}(?!$)" if kind is Kind.ROAD else ""
    strong = re.compile(pattern_of("cut", "strong") + estates)
    weak = re.compile(pattern_of("cut", "weak"))
    return strong, weak, re.compile(f"{pattern_of('cut', 'cues')}$")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"(?:{_HAN}+|[a-z]+)\s?$")


def _name(text: str, floor: int, end: int, kind: Kind) -> _Name | None:
    """Return the beginning of the name that ends at `end` and does not reach back before `floor`."""
    low = max(floor, end - _REACH[kind])
    found = _tail().search(text[low:end])
    if found is None:
        return None
    start = low + found.start()
    window = text[start:end].rstrip()
    strong, weak, cue = _cuts(kind)
    cut = max((match.end() for match in strong.finditer(window)), default=0)
    marked = cut == 0 or cue.search(window[:cut]) is not None
    while (lead := weak.match(window, cut)) and len(window) - lead.end() >= 2:
        cut = lead.end()
    if cut == len(window):
        return None
    return _Name(start + cut, marked and (start > low or low == floor or cut > 0))


@cache
def _numbered() -> re.Pattern[str]:
    """A number of the address follows; a floor alone is told for many other reasons."""
    suffixes = pattern_of("suffix", "lane", "building", "hall", "number", "unit", "room")
    floor = pattern_of("suffix", "floor")
    signs = numeral_signs()
    return re.compile(
        rf"[\s,.]*(?:[0-9]{{1,4}}(?![0-9]|\s?{floor})|[a-z]\s?{suffixes}|[{signs}]{{1,7}}\s?{suffixes}"
        rf"|(?:[0-9]{{1,2}}|[{signs}]{{1,3}})\s?{floor}\s?[0-9{signs}]{{3}})"
    )


def followed_by_number(text: str, end: int) -> bool:
    """Say whether a number of an address stands right after `end`."""
    return _numbered().match(text, end) is not None


@cache
def _road_suffix() -> re.Pattern[str]:
    return re.compile(f"{pattern_of('road', 'suffix', 'weak')}(?!{pattern_of('road', 'not_after')})")


def _floor(edges: list[int], position: int, last: int) -> int:
    """Return the end of the last piece before `position`: no name reaches back over it."""
    index = bisect_right(edges, position)
    return max(edges[index - 1] if index else 0, last)


def road_tokens(text: str, known: list[Token]) -> list[Token]:
    """Return the roads named in Chinese; names do not reach back over the `known` pieces."""
    edges, last = [token.end for token in known], 0
    tokens = []
    for match in _road_suffix().finditer(text):
        name = _name(text, _floor(edges, match.start(), last), match.start(), Kind.ROAD)
        if name is None or not _is_road(text, name, match.start(), match.end()):
            continue
        value = text[name.start : match.end()].replace(" ", "")
        tokens.append(Token(Kind.ROAD, value, name.start, match.end()))
        last = match.end()
    return tokens


@cache
def _no_roads() -> tuple[frozenset[str], tuple[str, ...]]:
    return frozenset(words("address", "road", "not_names")), words("address", "road", "not_ends")


def _is_road(text: str, name: _Name, stem_end: int, end: int) -> bool:
    stem, value = text[name.start : stem_end].rstrip(), text[name.start : end]
    names, ends = _no_roads()
    if len(stem) < 2 or value in names or value.endswith(ends):
        return False
    if followed_by_number(text, end):
        return True
    weak = value.endswith(words("address", "road", "weak")) and not value.endswith(words("address", "road", "suffix"))
    return not weak and (name.marked and not text[stem_end - 1].isspace())


@cache
def _estate_suffix() -> re.Pattern[str]:
    number = rf"(?:[0-9]{{1,2}}|[{numeral_signs()}]{{1,3}})"
    numbered = pattern_of("estate", "numbered")
    tail = rf"(?:{number}(?:{pattern_of('estate', 'phase')}|{numbered})|{pattern_of('estate', 'sides')})?"
    strong = pattern_of("estate", "strong")
    return re.compile(
        rf"(?P<strong>(?:{strong}){{1,2}}{tail}|{number}{numbered})"
        rf"|(?P<weak>{pattern_of('estate', 'weak')}(?:{number}{pattern_of('estate', 'groups')})?{tail})"
    )


def estate_tokens(text: str, known: list[Token]) -> list[Token]:
    """Return the estates named in Chinese by their endings; names do not reach back over the `known` pieces."""
    edges, last = [token.end for token in known], 0
    closed = words("address", "cut", "closed")
    open_names = {token.end: token.start for token in known if not text.endswith(closed, token.start, token.end)}
    tokens = []
    for match in _estate_suffix().finditer(text):
        floor = _floor(edges, match.start(), last)
        name = _name(text, floor, match.start(), Kind.ESTATE)
        extends = match.start() in open_names and (match["strong"] or followed_by_number(text, match.end()))
        if name is None and extends:
            name = _Name(open_names[match.start()], marked=True)
        if name is None or not _is_estate(text, name, match):
            continue
        tokens.append(Token(Kind.ESTATE, text[name.start : match.end()].replace(" ", ""), name.start, match.end()))
        last = match.end()
    return tokens


@cache
def _no_estates() -> frozenset[str]:
    return frozenset(words("address", "estate", "not_names"))


@cache
def _after_lane() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern_of('suffix', 'lane')}|{pattern_of('cut', 'name_cues')})\s?$")


def _is_estate(text: str, name: _Name, match: re.Match[str]) -> bool:
    value = text[name.start : match.end()]
    stem = text[name.start : match.start()]
    if len(stem) < 2 or value in _no_estates():
        return False
    if followed_by_number(text, match.end()):
        return True
    if match["strong"]:
        return name.marked
    ends = match.end() == len(text) or not text[match.end()].isalnum()
    return ends and _after_lane().search(text[max(0, name.start - 4) : name.start]) is not None


def unmarked_estate(text: str, before: Token | None, building: Token) -> Token | None:
    """Return the estate without a telling ending that stands before a building.

    It is believed right after a lane or a district, or after words such as 住在; `before` is the piece before.
    """
    floor = before.end if before else 0
    name = _name(text, floor, building.start, Kind.ESTATE)
    if name is None or building.start - name.start < 2:
        return None
    value = text[name.start : building.start].rstrip()
    follows = before is not None and not text[floor : name.start].strip()
    in_lane = follows and before is not None and before.kind is Kind.LANE
    if value in _no_estates() or (building.kind is Kind.NUMBER and not in_lane):
        return None
    if not follows and not _after_lane().search(text[max(0, name.start - 4) : name.start]):
        return None
    return Token(Kind.ESTATE, value, name.start, building.start)
