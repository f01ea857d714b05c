"""Reads whole numbers up to 99 as people write them: Arabic, Chinese, English."""

import unicodedata

_LIANG = "\u4e24"  # "two" before a measure word; Unicode gives it no numeric value
_ENGLISH_NAMES = (
    "zero",
    "one a an first",
    "two second",
    "three third",
    "four fourth",
    "five fifth",
    "six sixth",
    "seven seventh",
    "eight eighth",
    "nine ninth",
    "ten tenth",
    "eleven",
    "twelve",
)
_ENGLISH = {name: value for value, names in enumerate(_ENGLISH_NAMES) for name in names.split()}
_ENGLISH |= {"couple of": 2, "a couple of": 2}


def read_number(word: str) -> int | None:
    """The number that a word stands for, 0 to 99, or None when it is no such number."""
    word = word.strip()
    if word in _ENGLISH:
        return _ENGLISH[word]
    if word.isascii():
        return int(word) if word.isdigit() and len(word) <= 2 else None
    return _chinese(word)


def _chinese(word: str) -> int | None:
    """Reads tens and ones such as 2-10-8 (28), 10-2 (12), 20-8 (28) or 0-5 (5); None for any other order."""
    values = [_digit(char) for char in word]
    match values:
        case [int(one)]:
            return one
        case [0, int(one)] if one < 10:
            return one
        case [int(ten), int(one)] if ten >= 10 > one > 0:
            return ten + one
        case [int(many), 10] if 0 < many < 10:
            return many * 10
        case [int(many), 10, int(one)] if 0 < many < 10 and 0 < one < 10:
            return many * 10 + one
    return None


def _digit(char: str) -> int | None:
    if char == _LIANG:
        return 2
    value = unicodedata.numeric(char, -1.0)
    return int(value) if value == int(value) and 0 <= value <= 20 else None
