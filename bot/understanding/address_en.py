"""Cuts the pieces of an address as written in English or in pinyin: lane, building, room, road, estate."""

import re
from bisect import bisect_right
from functools import cache

from bot.understanding.address_text import fold
from bot.understanding.address_token import Kind, Token
from bot.understanding.address_words import lexicon

_OF = r"\.?\s*(?:(?:number|no)\b\.?|#)?\s*(?:is\b|:)?\s*#?\s?"
_END = r"(?![a-z0-9])"
_NUMBERS = re.compile(
    rf"(?<![a-z0-9])(?:"
    rf"(?:room|rm|apt|apartment|flat|suite|door){_OF}(?P<room>[a-z]?\d{{1,5}}[a-z]?|\d{{1,2}}-\d{{3,4}}){_END}"
    rf"|unit{_OF}(?P<unit>[a-z]?\d{{1,4}}[a-z]?){_END}"
    rf"|(?:lane|nong|alley){_OF}(?P<lane>\d{{1,4}}){_END}"
    rf"|(?P<lane_before>\d{{1,4}})\s?nong(?![a-z])"
    rf"|(?:building|bldg|block|blk|tower|house|villa){_OF}(?P<building>\d{{1,4}}[a-z]?|[a-z](?=\s*(?:[,.;]|$|\s\d|\s(?:room|rm|apt|flat|unit)))){_END}"
    rf"|(?P<number_before>\d{{1,4}})\s?hao(?:\s?lou)?(?![a-z])"
    rf"|(?P<room_before>\d{{2,4}})\s?shi(?![a-z])"
    rf"|(?:no\.?|number|num\.?|nr\.?)\s?#?(?P<number>\d{{1,4}}[a-z]?){_END}"
    rf"|#(?P<hash>\d{{1,4}}[a-z]?){_END}"
    rf"|(?P<floor>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:floor|fl|f){_END}"
    rf"|(?:floor|level)\s(?P<floor_after>\d{{1,2}}){_END}"
    rf")"
)
_KINDS = {
    "room": Kind.ROOM,
    "room_before": Kind.ROOM,
    "hash": Kind.NUMBER,
    "unit": Kind.UNIT,
    "lane": Kind.LANE,
    "lane_before": Kind.LANE,
    "building": Kind.BUILDING,
    "number": Kind.NUMBER,
    "number_before": Kind.NUMBER,
    "floor": Kind.FLOOR,
    "floor_after": Kind.FLOOR,
}


def latin_number_tokens(quieted: str) -> list[Token]:
    """Return the numbered pieces that are marked by an English word or by pinyin, left to right."""
    tokens = []
    for match in _NUMBERS.finditer(quieted):
        name = match.lastgroup or "room"
        kind = Kind.ROOM if name == "hash" and len(match[name]) > 2 else _KINDS[name]
        tokens.append(Token(kind, match[name].upper(), match.start(), match.end()))
    return tokens


_ROAD = re.compile(
    r"(?<![a-z])(road|rd|street|str|st|avenue|ave|boulevard|blvd|highway|hwy|lu)(?![a-z'])\.?(?:\s?\((?P<side>east|west|south|north|middle|[ewsnm])\.?\))?(?!\s(?:metro|station|subway))"
)
_ESTATE_ENDING = (
    "(?:gardens?|court|estates?|residences?|apartments|mansions?|villas?|plaza|xiaoqu|xincun|huayuan|gongyu|jiayuan|"
    "new village|compound|towers|heights|terrace|community|village|park|manor|city|bay)"
)
_ESTATE = re.compile(rf"(?<![a-z]){_ESTATE_ENDING}(?: {_ESTATE_ENDING})?(?![a-z'])(?!\s(?:metro|station|subway))")
_SHORT = {
    "road": "Rd",
    "rd": "Rd",
    "street": "St",
    "str": "St",
    "st": "St",
    "avenue": "Ave",
    "ave": "Ave",
    "boulevard": "Blvd",
    "blvd": "Blvd",
    "highway": "Hwy",
    "hwy": "Hwy",
    "lu": "Lu",
}
_SIDES = {"e": "East", "w": "West", "s": "South", "n": "North", "m": "Middle"}
_DIRECTIONS = frozenset(["east", "west", "south", "north", "middle", "central", "new"])
_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v)"
)
_PINYIN = re.compile(rf"(?:{_SYLLABLE}'?){{1,6}}")
#: Longest stretch before a road's or an estate's ending in which its name is looked for.
_REACH = 60
_LAST_WORDS = re.compile(r"(?:[a-z][a-z'\-]{0,24}[ ]{1,2}){1,4}$")


def latin_place_tokens(text: str, known: list[Token], *, numbered: bool) -> list[Token]:
    """Return the roads and estates named in English or pinyin in the narrowed `text`.

    Names do not reach back over the `known` pieces. `numbered` says that the text holds other pieces of an
    address, so that plain words may be the name of an estate as well.
    """
    folded = fold(text)
    edges = [token.end for token in known]
    tokens = []
    for match in _ROAD.finditer(folded):
        start = _name_start(text, folded, match.start(), edges, plain=False)
        if start is not None:
            tokens.append(Token(Kind.ROAD, _road_name(text, start, match), start, match.end()))
    for match in _ESTATE.finditer(folded):
        start = _name_start(text, folded, match.start(), edges, plain=numbered)
        if start is not None:
            tokens.append(Token(Kind.ESTATE, _title(text[start : match.end()]), start, match.end()))
    return tokens


def _name_start(text: str, folded: str, end: int, edges: list[int], *, plain: bool) -> int | None:
    """Return where the name before a road's or an estate's ending begins, None when no name stands there."""
    low = max(0, end - _REACH)
    found = _LAST_WORDS.search(folded[low:end])
    if found is None:
        return None
    start = end
    for word in reversed(list(re.finditer(r"\S+", found[0]))):
        place = low + found.start() + word.start()
        index = bisect_right(edges, start)
        behind = start < end and index > 0 and edges[index - 1] > place
        if behind or not _is_name_word(word[0], text[place], plain):
            break
        start = place
    return None if start == end or folded[start:end].strip() in _DIRECTIONS else start


@cache
def _stops() -> frozenset[str]:
    return frozenset(str(lexicon("address")["english"]["stops"]).split())


def _is_name_word(word: str, first: str, plain: bool) -> bool:
    if word in _stops():
        return False
    return plain or first.isupper() or word in _DIRECTIONS or _PINYIN.fullmatch(word) is not None


def _title(words: str) -> str:
    """Return a name with its words capitalised, spaces single."""
    return " ".join(word if not word.islower() else word[0].upper() + word[1:] for word in words.split())


def _road_name(text: str, start: int, match: re.Match[str]) -> str:
    parts = [_title(text[start : match.start()]), _SHORT[match[1]]]
    if match["side"]:
        parts.append(f"({_SIDES[match['side'][0]]})")
    return " ".join(parts)
