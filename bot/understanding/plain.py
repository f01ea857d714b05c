"""Brings a message to the one plain form in which times and answers are looked up."""

import re
import unicodedata
from functools import cache

from bot.understanding.length import LONGEST
from bot.understanding.lexicon import text_of

#: Marks inside or behind emoji and text that change no meaning here: joiners, variation, gender, skin tone, keycap.
_SILENT = re.compile("[\u200b-\u200d\u2060\ufeff\ufe0e\ufe0f\u20e3\u2640\u2642\U0001f3fb-\U0001f3ff]")


def words(text: str) -> tuple[str, ...]:
    """Splits a lexicon list at white space; an underscore stands for a space inside an entry."""
    return tuple(word.replace("_", " ") for word in text.split())


@cache
def _characters() -> dict[int, str]:
    lines = (text_of("characters.txt") + text_of("when_characters.txt")).splitlines()
    pairs = (pair for line in lines if not line.startswith("#") for pair in line.split())
    return {ord(pair[0]): pair[1:] for pair in pairs}


def plain(text: str) -> str:
    """Lower case, half-width, straight quotes, simplified characters, nothing invisible; may change the length."""
    text = text[:LONGEST]
    if not text.isascii():
        text = _SILENT.sub("", unicodedata.normalize("NFKC", text)).translate(_characters())
    return text.lower()
