"""Conversations as TOML files: who says what, what is to be answered, and how the requests stand at the end."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from booking.terms import SHANGHAI

DATA = Path(__file__).parent / "data"
#: What a line does: exactly one of these.
DEEDS = ("say", "press", "old", "forge", "photo", "voice", "location", "contact", "poster", "advance")
#: What else a line may hold: the speaker, how often the words are repeated, and what is expected.
EXTRAS = ("as", "repeat", "text", "never", "expects", "buttons", "told", "alone", "again", "silent")
#: What may be expected of a request at the end.
FACTS = (
    *("resident", "status", "route", "category", "urgency", "danger", "district", "address", "contact", "name"),
    *("problem", "start", "provider", "price", "stars", "comment", "reasons", "round", "outcome", "events", "at"),
    *("photos", "relation", "caller", "note", "with"),
)
#: What may be expected of a case, or of a referral, at the end.
CASE_FACTS = ("route", "matter", "stage", "address", "people", "reports", "follows", "events", "referral", "district")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what is done, by whom, and what is expected of the answer."""

    place: int
    deed: str
    value: Any
    speaker: str
    expected: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Script:
    """One conversation; `ends` are the requests in order of their numbers, all of them; `cases` then referrals too."""

    name: str
    now: datetime
    lines: Sequence[Line]
    ends: Sequence[Mapping[str, Any]]
    cases: Sequence[Mapping[str, Any]]


def scripts() -> list[Script]:
    """Every conversation of the data, by folder and file."""
    paths = sorted(DATA.rglob("*.toml"))
    return [script for path in paths for script in read(path, path.relative_to(DATA).with_suffix("").as_posix())]


def read(path: Path, topic: str) -> Iterator[Script]:
    """The conversations of a file. Raises ValueError for what means nothing: a slip must not look like a pass."""
    for entry in tomllib.loads(path.read_text("utf-8"))["conversation"]:
        unknown = set(entry) - {"name", "now", "who", "lines", "request", "case"}
        ends = entry.get("request", [])
        unknown |= {key for end in ends for key in end} - set(FACTS)
        cases = entry.get("case", [])
        unknown |= {key for case in cases for key in case} - set(CASE_FACTS)
        if unknown:
            raise ValueError(f"{path}: {entry['name']}: unknown {sorted(unknown)}")
        now = datetime.fromisoformat(entry.get("now", "2026-11-23T09:00:00")).replace(tzinfo=SHANGHAI)
        speaker = entry.get("who", "resident:li")
        lines = [_line(place, line, speaker) for place, line in enumerate(entry["lines"], 1)]
        yield Script(f"{topic}: {entry['name']}", now, lines, ends, cases)


def _line(place: int, line: Mapping[str, Any], speaker: str) -> Line:
    deeds = [deed for deed in DEEDS if deed in line]
    unknown = set(line) - set(DEEDS) - set(EXTRAS)
    if len(deeds) != 1 or unknown:
        raise ValueError(f"line {place}: one of {DEEDS} and no {sorted(unknown)}, please: {line}")
    (deed,) = deeds
    value = line[deed] * line.get("repeat", 1) if deed == "say" else line[deed]
    expected = {key: line[key] for key in EXTRAS[2:] if key in line}
    return Line(place, deed, value, line.get("as", speaker), expected)
