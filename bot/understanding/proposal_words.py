"""Reads what is said of another time: a resident takes it, or the first one stays; a firm asks for further ones."""

import re
from functools import cache

from bot.understanding.lexicon import tables_of
from bot.understanding.plain import plain


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(tables_of("proposals.toml")[name]["pattern"])


def takes_other_time(text: str) -> bool | None:
    """True where the other time is taken, False where the first one stays, None where neither is said."""
    told = plain(text)
    if _pattern("stays").search(told):
        return False
    return True if _pattern("agrees").search(told) else None


def answers_of(text: str, number: int) -> bool | None:
    """Yes or no to the request of this number, where nothing else is said but the number; None where that is not so."""
    told = plain(text).replace(str(number), "", 1).strip()
    if told == plain(text).strip():
        return None
    if _pattern("no").search(told):
        return False
    return True if _pattern("yes").search(told) else None


def asks_for_more(text: str) -> bool:
    """Whether further times are asked for than those that are shown."""
    return _pattern("more").search(plain(text)) is not None
