"""Whether words tell of somebody old, ill, disabled, pregnant or very young at home."""

import re
from functools import cache

from bot.understanding.lexicon import tables_of
from bot.understanding.plain import plain


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(tables_of("frail.toml")["words"]))


def tells_of_frail(text: str) -> bool:
    """Whether somebody at home needs help before others, as far as these words say."""
    return bool(_pattern().search(plain(text)))
