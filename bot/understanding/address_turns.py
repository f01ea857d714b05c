"""Finds where a message takes something back, corrects itself, or speaks of somebody else's door."""

import re
from functools import cache

from bot.understanding.address_token import Kind, Token
from bot.understanding.address_words import pattern_of

#: Words that bear on a piece stand at most this many signs before it.
_REACH = 14
_NUMBERED = frozenset({Kind.LANE, Kind.BUILDING, Kind.NUMBER, Kind.UNIT, Kind.ROOM, Kind.DASHED, Kind.BARE})


@cache
def _taken_back() -> re.Pattern[str]:
    to_be = pattern_of("say", "to_be")
    never = rf"(?:(?<!{to_be}){pattern_of('say', 'not_is')}|\b(?:not|isn't)\b|{pattern_of('say', 'former')})"
    return re.compile(rf"{never}(?:(?!{to_be})[^\d,.;]){{0,3}}$")


@cache
def _neighbour() -> re.Pattern[str]:
    latin = r"\b(?:neighbou?rs?'?s?|upstairs|downstairs|next door|above|below)\W*(?:in|at|of|from|is)?\W*"
    return re.compile(rf"(?:{pattern_of('say', 'neighbour')}[\s,]?|{latin})$")


@cache
def _turn() -> re.Pattern[str]:
    latin = r"\b(?:sorry|correction|i\smean|actually|wait|now\slive|moved\sto)\b|(?:^|[,.;]\s?)no,\s"
    return re.compile(rf"{pattern_of('say', 'turn')}|{latin}")


def turn_points(folded: str) -> list[int]:
    """Return the positions at which the speaker begins to correct what was said before."""
    return [match.start() for match in _turn().finditer(folded)]


def sift(folded: str, tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Return the pieces that hold, and those that were taken back; pieces of a neighbour's door are in neither."""
    kept: list[Token] = []
    denied: list[Token] = []
    previous: Token | None = None
    fate: list[Token] | None = kept
    seen: set[Kind] = set()
    for token in tokens:
        follows = previous is not None and _at_once(folded, previous, token) and token.kind not in seen
        if fate is kept or not follows:
            fate, seen = _fate(folded, token, kept, denied), set()
        if fate is not None:
            fate.append(token)
        seen.add(token.kind)
        previous = token
    return kept, denied


def _fate(folded: str, token: Token, kept: list[Token], denied: list[Token]) -> list[Token] | None:
    before = folded[max(0, token.start - _REACH) : token.start]
    if _taken_back().search(before):
        return denied
    if token.kind in _NUMBERED and _neighbour().search(before):
        return None
    return kept


def _at_once(folded: str, before: Token, after: Token) -> bool:
    return after.start - before.end <= 1 and not folded[before.end : after.start].strip()
