"""Cases of understanding kept as data: how their files are read, and the one reader they are tried on."""

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


def rows(file: str) -> list[tuple[str, str, str]]:
    """The three columns of each case in `file`."""
    lines = (CASES / file).read_text(encoding="utf-8").splitlines()
    return [_row(line) for line in lines if line and not line.startswith("#")]


def _row(line: str) -> tuple[str, str, str]:
    first, second, text = line.split("\t")
    return first, second, text


def issues_of(code: str) -> tuple[Issue, ...]:
    """The issues that a column of a case stands for, such as "taps_pipes! + common_parts"."""
    return () if code == NONE else tuple(_issue(part.strip()) for part in code.split("+"))


def _issue(code: str) -> Issue:
    name = code.rstrip("!")
    if name in set(Category):
        return Issue(Route.IN_HOME, Category(name), _MARKS[code[len(name) :]])
    return Issue(Route(name))
