"""What a supervisor wants done about a request, typed instead of pressed."""

import re
from enum import StrEnum
from functools import cache

from bot.understanding.lexicon import tables_of
from bot.understanding.plain import plain

#: A longer message is told, not commanded.
_LONGEST = 60


class DeskWish(StrEnum):
    """The three things that buttons of alerts and requests do."""

    REASSIGN = "reassign"
    TAKE = "take"
    CALL = "call"


@cache
def _patterns() -> tuple[tuple[DeskWish, re.Pattern[str]], ...]:
    tables = tables_of("supervision.toml")
    return tuple((DeskWish(name), re.compile("|".join(patterns))) for name, patterns in tables.items())


def read_desk_wish(text: str) -> DeskWish | None:
    """The wish in a short message, or None."""
    if len(text) > _LONGEST:
        return None
    folded = plain(text)
    return next((wish for wish, pattern in _patterns() if pattern.search(folded)), None)
