"""Hotline tickets (S4): the same understanding for the long formal texts of clerks, from a table and into one."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from booking.terms import Route
from bot.understanding.danger import at_its_worst
from bot.understanding.meaning import Meaning, Where
from bot.understanding.reader import Reader

#: Names under which the columns of a table are known, our own first.
_TEXT = ("text", "content", "内容", "诉求内容", "工单内容", "诉求", "问题描述")
_NUMBER = ("id", "number", "ticket", "工单号", "工单编号", "编号")
COLUMNS = ("line", "id", "intent", "route", "category", "urgency", "class", "repeat_key", "confidence", "fault", "text")


class Kind(StrEnum):
    """Which report a ticket belongs to."""

    TRADE_MANAGEMENT = "trade_management"
    ESTATE_ORDER = "estate_order"
    OTHER_BODY = "other_body"


_KINDS = {
    Route.IN_HOME: Kind.TRADE_MANAGEMENT,
    Route.COMMON_PARTS: Kind.TRADE_MANAGEMENT,
    Route.PROPERTY_SERVICE: Kind.TRADE_MANAGEMENT,
    Route.GOVERNANCE: Kind.ESTATE_ORDER,
}


class TableError(ValueError):
    """The table as a whole cannot be read; says what to change."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What was understood of one row; `fault` says why a row could not be read, and then the rest is empty."""

    line: int
    id: str
    text: str
    meaning: Meaning | None = None
    fault: str = ""

    @property
    def kind(self) -> Kind | None:
        """The report that it belongs to; None when it names nothing."""
        if self.meaning is None or not self.meaning.issues:
            return None
        return _KINDS.get(self.meaning.issues[0].route, Kind.OTHER_BODY)

    @property
    def repeat_key(self) -> str:
        """The same for tickets about the same matter at the same place; empty where either is unknown."""
        if self.meaning is None or not self.meaning.issues or self.meaning.where is None:
            return ""
        issue, place = self.meaning.issues[0], _place(self.meaning.where)
        return f"{place}|{issue.category or issue.route}" if place else ""

    def row(self) -> dict[str, object]:
        """Its values under COLUMNS; of several issues the first, all of their routes and categories joined by +."""
        issues = self.meaning.issues if self.meaning else ()
        return {
            "line": self.line,
            "id": self.id,
            "intent": self.meaning.intent if self.meaning else "",
            "route": "+".join(issue.route for issue in issues),
            "category": "+".join(issue.category or "-" for issue in issues),
            "urgency": "+".join(issue.urgency or "-" for issue in issues),
            "class": self.kind or "",
            "repeat_key": self.repeat_key,
            "confidence": f"{self.meaning.confidence:.3f}" if self.meaning else "",
            "fault": self.fault,
            "text": self.text,
        }


def _place(where: Where) -> str:
    """The building that is told: estate, or road with lane, and house; empty when that tells too little."""
    street = where.estate or "".join(filter(None, (where.road, where.lane and f"{where.lane}弄")))
    if not street:
        return ""
    return "|".join((where.district or "-", street, where.building or "-"))


def classify(lines: Iterable[str], reader: Reader, now: datetime) -> Iterator[Ticket]:
    """One ticket for each row of a CSV table with a heading, in order, none left out.

    Raises TableError when no column can be taken for the text.
    """
    rows = csv.reader(lines)
    heading = [name.strip().lstrip("\ufeff").lower() for name in next(rows, [])]
    text, number = _column(heading, _TEXT), _column(heading, _NUMBER)
    if text is None:
        raise TableError(f"no column for the text of a ticket: name one of the columns {', '.join(_TEXT)}")
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        name = row[number].strip() if number is not None and number < len(row) else ""
        fault = _fault(row, heading, text)
        told = row[text] if text < len(row) else ""
        meaning = None if fault else at_its_worst(reader.read(told, now))
        yield Ticket(rows.line_num, name, told, meaning, fault)


def _column(heading: list[str], names: tuple[str, ...]) -> int | None:
    return next((heading.index(name) for name in names if name in heading), None)


def _fault(row: list[str], heading: list[str], text: int) -> str:
    if len(row) != len(heading):
        return f"{len(row)} fields instead of {len(heading)}"
    return "" if row[text].strip() else "no text"


def decoded(data: bytes) -> str:
    """The text of a table as offices save it: UTF-8 or GB 18030. Raises TableError for anything else."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError("the file is neither UTF-8 nor GB 18030: save it as CSV UTF-8")
