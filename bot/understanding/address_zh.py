"""Cuts the numbered parts of an address, from lane to room, as written in Chinese, and plain numbers."""

import re
from functools import cache

from bot.understanding.address_text import numeral_signs, to_arabic
from bot.understanding.address_token import Kind, Token
from bot.understanding.address_words import lexicon, pattern_of, words

_KINDS = {
    "sublane": Kind.LANE,
    "lane": Kind.LANE,
    "building": Kind.BUILDING,
    "hall": Kind.BUILDING,
    "number": Kind.NUMBER,
    "unit": Kind.UNIT,
    "floor": Kind.FLOOR,
    "room": Kind.ROOM,
}


@cache
def _kind_of_suffix() -> dict[str, Kind]:
    return {word: kind for key, kind in _KINDS.items() for word in words("address", "suffix", key)}


@cache
def _suffix() -> str:
    """Return the pattern of all suffixes, each fenced off from the longer words that begin with it."""
    fences = {_KINDS[key]: f"(?!{pattern_of('not_after', key)})" for key in lexicon("address")["not_after"]}
    kinds = _kind_of_suffix()
    ordered = sorted(kinds, key=len, reverse=True)
    return "|".join(re.escape(word) + fences.get(kinds[word], "") for word in ordered)


@cache
def _pattern() -> re.Pattern[str]:
    signs = numeral_signs()
    edge = rf"(?<![0-9a-z{signs}.])"
    dashed = r"[0-9]{1,4}[a-z]?(?:[-/][0-9]{1,4}[a-z]?){1,2}"
    plain = rf"[a-z]?[0-9]{{1,5}}[a-z]?|[{signs}]{{1,8}}"
    stem = pattern_of("suffix", "stems")
    suffix = _suffix()
    letter = rf"[a-z](?=\s?(?:{suffix}))"
    old = pattern_of("suffix", "old_rooms")
    return re.compile(
        rf"{edge}(?:(?P<dashed>{dashed})|(?P<plain>{plain}|{letter})(?P<stem>{stem})?)(?![0-9a-z])"
        rf"(?:\s?(?P<suffix>{suffix}))?(?P<after>{stem})?(?P<old>{old})?"
    )


def number_tokens(quieted: str) -> list[Token]:
    """Return the numbered pieces of a folded text without noise, left to right."""
    tokens = []
    for match in _pattern().finditer(quieted):
        token = _token(match)
        if token is not None:
            tokens.append(token)
    return tokens


def _token(match: re.Match[str]) -> Token | None:
    kind = _kind_of_suffix().get(match["suffix"] or "", Kind.BARE)
    if match["dashed"]:
        return _dashed(match, kind)
    value = to_arabic(match["plain"]) + (match["stem"] or "")
    if kind is Kind.NUMBER:
        return _piece(match, kind, value + (match["after"] or ""), "after")
    if kind is Kind.FLOOR:
        return _floor(match, value)
    if match["suffix"] in words("address", "suffix", "sublane"):
        value += match["suffix"]
    if kind is Kind.BARE and not _could_be_room(match["plain"]):
        return None
    if kind is Kind.BUILDING and _is_quantity(match):
        kind = Kind.NUMBER
    return _piece(match, kind, value, "suffix")


def _piece(match: re.Match[str], kind: Kind, value: str, last: str) -> Token:
    end = max(match.end(last), match.end("plain"), match.end("dashed"), match.end("suffix"))
    return Token(kind, value, match.start(), end)


def _dashed(match: re.Match[str], kind: Kind) -> Token:
    """Return 4-501 as it stands, but 12-1号 and 12-14弄 as one number."""
    value = match["dashed"].upper().replace("/", "-")
    if kind in (Kind.NUMBER, Kind.LANE, Kind.BUILDING):
        return _piece(match, kind, value, "suffix")
    return _piece(match, Kind.DASHED, value, "suffix")


def _floor(match: re.Match[str], value: str) -> Token:
    """Return a floor, or the whole of an old house's room that is named by floor and side."""
    if match["old"] is None:
        return _piece(match, Kind.FLOOR, value, "suffix")
    return _piece(match, Kind.ROOM, value + match["suffix"] + match["old"], "old")


def _could_be_room(plain: str) -> bool:
    """Say whether a number without a word may count: not a single Chinese digit, which is mostly an article."""
    return plain[-1].isascii() or len(plain) >= 3


def _is_quantity(match: re.Match[str]) -> bool:
    """Say whether a Chinese number with 栋, 幢 or 座 may just as well count buildings."""
    suffix = match["suffix"]
    counted = suffix[0] not in words("address", "suffix", "number") and not match["plain"][0].isascii()
    return counted or (suffix in words("address", "suffix", "hall") and match["plain"][-1].isdigit())
