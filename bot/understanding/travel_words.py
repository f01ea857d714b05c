"""Reads how long a technician says it takes to get there."""

import re
from functools import cache

from bot.understanding.lexicon import tables_of
from bot.understanding.numerals import read_number


@cache
def _phrases() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple(
        (entry["minutes"], re.compile(entry["pattern"], re.IGNORECASE)) for entry in tables_of("travel.toml")["phrase"]
    )


@cache
def _units() -> tuple[tuple[int, re.Pattern[str]], ...]:
    table = tables_of("travel.toml")
    number = table["number"]["pattern"]
    return tuple(
        (entry["minutes"], re.compile(rf"(?<!\d){number}\s*(?:{entry['pattern']})", re.IGNORECASE))
        for entry in table["unit"]
    )


def read_minutes(text: str) -> int | None:
    """The minutes that a message names, more than none, or None; nothing is guessed."""
    for minutes, pattern in _phrases():
        if pattern.search(text):
            return minutes
    for minutes, pattern in _units():
        found = pattern.search(text)
        if found is not None:
            count = _count(found[1].lower())
            return count * minutes if count else None
    return None


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else read_number(word)
