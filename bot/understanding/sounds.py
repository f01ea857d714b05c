"""How an English word sounds, roughly: what is left of it when spelling no longer matters."""

import re
from functools import lru_cache

#: Spellings of one sound, longest first where one begins like another.
_SAME_SOUND = (
    *(("ght", "t"), ("gh", ""), ("ph", "f"), ("tch", "ch"), ("ck", "k"), ("dge", "j"), ("wh", "w"), ("kn", "n")),
    *(("wr", "r"), ("qu", "kw"), ("x", "ks"), ("c", "k"), ("q", "k"), ("z", "s"), ("y", "i"), ("'", "")),
)
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]")


@lru_cache(maxsize=20_000)
def sound_of(word: str) -> str:
    """The consonants of a lower-case `word` with its first sound: "wtr" for water, watre and woter."""
    for spelling, sound in _SAME_SOUND:
        word = word.replace(spelling, sound)
    word = _TWICE.sub(r"\1", word)
    first = "a" if _VOWELS.match(word) else word[:1]
    return first + _VOWELS.sub("", word[1:])
