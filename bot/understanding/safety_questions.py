"""Whether somebody asks what is safe to do."""

import re
from functools import cache

from bot.understanding.lexicon import tables_of
from bot.understanding.plain import plain


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(tables_of("safety_questions.toml")["words"]))


def asks_what_is_safe(text: str) -> bool:
    """Whether it asks if something may or must be done: a light switched on, a window opened, the home entered."""
    return _pattern().search(plain(text)) is not None
