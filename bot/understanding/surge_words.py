"""What a supervisor wants to know or do about surge mode, typed instead of pressed."""

import re
from enum import StrEnum
from functools import cache

from bot.understanding.lexicon import tables_of
from bot.understanding.plain import plain

#: A longer message is told, not commanded.
_LONGEST = 60


class SurgeWish(StrEnum):
    """To end one, to begin one, or to see how things stand."""

    END = "end"
    BEGIN = "begin"
    ABOUT = "about"


@cache
def _patterns() -> dict[SurgeWish, re.Pattern[str]]:
    tables = tables_of("surge.toml")
    return {wish: re.compile("|".join(tables[wish])) for wish in SurgeWish}


def read_surge_wish(text: str) -> SurgeWish | None:
    """The wish in a short message about surges, or None."""
    told = plain(text)
    if len(text) > _LONGEST or not _patterns()[SurgeWish.ABOUT].search(told):
        return None
    return next(wish for wish in SurgeWish if _patterns()[wish].search(told))
