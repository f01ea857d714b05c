"""Reads what a short message asks for after a visit: other stars, the receipt, rework."""

import re
from dataclasses import dataclass
from functools import cache

from bot.understanding.answer_text import Clause
from bot.understanding.lexicon import tables_of
from bot.understanding.numerals import read_number


@dataclass(frozen=True, slots=True)
class _Wish:
    name: str
    asked: re.Pattern[str]
    unless: re.Pattern[str]


@cache
def _wishes() -> tuple[_Wish, ...]:
    return tuple(
        _Wish(name, re.compile("|".join([*table["zh"], *table["en"]])), re.compile(table["unless"]))
        for name, table in tables_of("after_wishes.toml")["wishes"].items()
    )


@cache
def _stars() -> re.Pattern[str]:
    return re.compile(tables_of("after_wishes.toml")["stars"])


def read_wish(clauses: list[Clause]) -> str | None:
    """The first wish in the clauses of a short message, by its name in after_wishes.toml, or None."""
    for clause in clauses:
        for wish in _wishes():
            if wish.asked.search(clause.key) and not wish.unless.search(clause.key):
                return wish.name
    return None


def read_wished_stars(clauses: list[Clause]) -> int | None:
    """The stars named in a message that asks for other stars, 1 to 5, or None."""
    found = next((found for clause in clauses if (found := _stars().search(clause.key))), None)
    return read_number(found[1] or found[2]) if found else None
