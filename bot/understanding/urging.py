"""Whether words only press for somebody to come, and tell nothing of what has happened."""

import re
from functools import cache

from bot.understanding.lexicon import any_word
from bot.understanding.plain import plain


@cache
def _pattern() -> re.Pattern[str]:
    word = any_word("urging.toml").pattern
    return re.compile(rf"(?>[\W_]*(?>{word}))++[\W_]*")  # what was matched once is not tried in another way


def only_urges(text: str) -> bool:
    """Whether nothing is told but that it is urgent."""
    return _pattern().fullmatch(plain(text)) is not None
