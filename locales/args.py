"""Values that a text can contain besides words and whole numbers; each language writes them its own way."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Term:
    """The text of another key, such as the name of a category."""

    key: str


@dataclass(frozen=True, slots=True)
class Named:
    """A name that the data give in Chinese and English.

    Readers of traditional characters see `traditional`, or where that is empty the form that locales/names.py knows.
    """

    zh: str
    en: str
    traditional: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in cents of a yuan."""

    cents: int


@dataclass(frozen=True, slots=True)
class Span:
    """A window of time on one day; `now` lets the text say today or tomorrow."""

    start: datetime
    end: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """A time by the clock, with the day where it is not today."""

    at: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its year, such as the last one of a warranty."""

    day: date


@dataclass(frozen=True, slots=True)
class OnDay:
    """A day near now; `now` lets the text say today or tomorrow."""

    day: date
    now: datetime


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when on a day that is told already."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Lines:
    """Several values, one a line."""

    items: tuple["Arg", ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Several values in one sentence."""

    items: tuple["Arg", ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A whole text with values of its own inside another text."""

    key: str
    args: tuple[tuple[str, "Arg"], ...] = ()


Arg = str | int | Term | Named | Money | Span | Moment | Day | OnDay | Hours | Lines | Joined | Phrase
