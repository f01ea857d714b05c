"""Reads words about a visit that is booked: what to add, what to tell who comes, whether all or one is meant."""

import re
from functools import cache

from bot.understanding.lexicon import tables_of
from bot.understanding.plain import plain


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(tables_of("visits.toml")[name]["pattern"])


def adds_to_visit(text: str) -> bool:
    """Whether a problem is told as one to be seen to in a visit that is booked already."""
    return _pattern("adds").search(plain(text)) is not None


def tells_technician(text: str) -> bool:
    """Whether the words are for who comes: what to bring, how to get in."""
    return _pattern("tells").search(plain(text)) is not None


def means_all(text: str) -> bool | None:
    """True where all of several are meant, False where only one is, None where neither is said."""
    told = plain(text)
    if _pattern("one").search(told):
        return False
    return True if _pattern("all").search(told) else None
