"""Finds the smallest pieces of text that speak of time: days, parts of a day, clock times, waits."""

import re
from dataclasses import dataclass
from heapq import heapify, heappop, heapreplace

from bot.understanding.mark_readers import NOTHING, READERS, Said
from bot.understanding.when_lexicon import mark_patterns, possible_patterns

_SKIP = "skip"  # phrases with time words in them that speak of no time

#: Where a match starts, where it ends (negative: the longest comes first), which pattern it is of.
_Found = tuple[int, int, int, re.Match[str]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the plain text and what it says of time; `hold` as in when_grammar.toml."""

    start: int
    end: int
    hold: str
    said: Said


def find_marks(text: str) -> list[Mark]:
    """All marks of a plain text in order, without overlap: the leftmost wins, then the longest, then the pattern."""
    heap = [found for order in possible_patterns(text) if (found := _next(text, order, 0))]
    heapify(heap)
    marks: list[Mark] = []
    reached = 0
    while heap:
        start, _, order, match = heap[0]
        go_on = match.end()
        if start < reached:
            go_on = reached
        elif mark_patterns()[order].kind == _SKIP:
            reached = go_on
        elif (said := READERS[mark_patterns()[order].kind](match.groupdict())) != NOTHING:
            reached = go_on
            marks.append(Mark(start, reached, mark_patterns()[order].hold, said))
        following = _next(text, order, go_on)
        heapreplace(heap, following) if following else heappop(heap)
    return marks


def _next(text: str, order: int, start: int) -> _Found | None:
    """The first match of a pattern from `start` on."""
    match = mark_patterns()[order].pattern.search(text, start)
    return (match.start(), -match.end(), order, match) if match else None
