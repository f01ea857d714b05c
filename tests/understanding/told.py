"""Cases of understanding kept as data: how their files are read, and the one reader they are tried on."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from booking.terms import SHANGHAI, Category, Route, Urgency
from bot.understanding.meaning import Issue
from bot.understanding.message import Analyser
from bot.understanding.reader import Reader

CASES = Path(__file__).parent / "cases"
#: A Monday morning.
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
NONE = "-"
_MARKS = {"!!": Urgency.EMERGENCY, "!": Urgency.URGENT, "": Urgency.NORMAL}


@cache
def reader() -> Reader:
    """The reader that all tests share; it knows no estates."""
    return Reader()


@cache
def analyser() -> Analyser:
    """The analyser that all tests share."""
    return Analyser()


def rows(file: str) -> Iterator[tuple[str, str, str]]:
    """The three columns of each case in `file`."""
    for line in (CASES / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            first, second, text = line.split("\t")
            yield first, second, text


def issues_of(code: str) -> tuple[Issue, ...]:
    """The issues that a column of a case stands for, such as "taps_pipes! + common_parts"."""
    return () if code == NONE else tuple(_issue(part.strip()) for part in code.split("+"))


def _issue(code: str) -> Issue:
    name = code.rstrip("!")
    if name in set(Category):
        return Issue(Route.IN_HOME, Category(name), _MARKS[code[len(name) :]])
    return Issue(Route(name))
