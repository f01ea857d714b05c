"""Cuts a message into the clauses in which answers are looked up, each as a bare key."""

import re
from dataclasses import dataclass
from functools import cache

from bot.understanding.lexicon import tables_of

_MOST = 12  # clauses looked at; longer messages tell stories
_LONGEST_KEY = 60
_SHORT_HAN = 40
_SHORT_LATIN = 100

_APOSTROPHE = re.compile("['`]")
_SIGN = re.compile(r"[^\w\s]|_")
_BLANKS = re.compile(r"\s+")
_HAN = "\u4e00-\u9fff"
_HAN_BLANK = re.compile(f"(?<=[{_HAN}]) | (?=[{_HAN}])")
_REPEATED = re.compile(r"(.{1,4}?)(?: ?\1)+")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its plain text, its key (words alone) and whether it asks."""

    text: str
    key: str
    asks: bool


@cache
def _break() -> re.Pattern[str]:
    return re.compile(tables_of("answers_patterns.toml")["clauses"]["break"])


def key_of(text: str) -> str:
    """Plain text without punctuation, pictures and apostrophes, with blanks only between Latin words."""
    bare = _SIGN.sub(" ", _APOSTROPHE.sub("", text))
    return _HAN_BLANK.sub("", _BLANKS.sub(" ", bare).strip())


def once(key: str) -> str:
    """A key that says one thing several times over, said once."""
    repeated = _REPEATED.fullmatch(key) if len(key) <= _LONGEST_KEY else None
    return repeated[1] if repeated else key


def clauses_of(text: str) -> list[Clause]:
    """The first clauses of a plain text, at most 12; those with nothing in them are left out."""
    clauses: list[Clause] = []
    start = 0
    for found in _break().finditer(text):
        _add(clauses, text[start : found.start()], "?" in found[0])
        start = found.end()
        if len(clauses) == _MOST:
            return clauses
    _add(clauses, text[start:], asks=False)
    return clauses


def _add(clauses: list[Clause], text: str, asks: bool) -> None:
    if text.strip():
        clauses.append(Clause(text, key_of(text) if len(text) <= 4 * _LONGEST_KEY else "", asks))


def is_short(text: str) -> bool:
    """Whether a plain text is short enough to be nothing but an answer."""
    limit = _SHORT_LATIN if text.isascii() else _SHORT_HAN
    return len(text.strip()) <= limit
