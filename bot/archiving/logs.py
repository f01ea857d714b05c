"""Reads the facts of an archive as what they are: the log of one request after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, TypeVar

from booking.entities import Fact
from booking.facts import fact_hash
from bot.backup.archive import DamagedBackupError, Manifest, Reader, TablePart

T = TypeVar("T")
FACTS, MESSAGES = "fact", "outbox"


@dataclass(frozen=True, slots=True)
class Log:
    """Facts of one request in order, as the rows of the file and as facts."""

    facts: Sequence[Fact]
    rows: Sequence[Sequence[Any]]

    @property
    def request_id(self) -> int:
        """Whose log it is."""
        return self.facts[0].request_id

    @property
    def district(self) -> str:
        """The district of that request."""
        return self.facts[0].district

    @property
    def first(self) -> int:
        """The place of the first of these facts in the log."""
        return self.facts[0].seq

    @property
    def last(self) -> int:
        """The place of the last of them."""
        return self.facts[-1].seq

    @property
    def head(self) -> str:
        """The hash in which they end."""
        return self.facts[-1].hash

    def fault(self) -> str | None:
        """What is wrong with these facts by themselves, in words."""
        prev = self.facts[0].prev
        if (self.first == 1) != (prev == ""):
            return f"fact {self.first} does not follow the fact before it"
        for place, fact in enumerate(self.facts, self.first):
            if fact.seq != place:
                return f"fact {place} is missing"
            if fact.prev != prev:
                return f"fact {place} does not follow fact {place - 1}"
            if fact.hash != fact_hash(fact):
                return f"fact {place} was altered"
            prev = fact.hash
        return None


def part(manifest: Manifest, name: str) -> TablePart:
    """A table of an archive. Raises DamagedBackupError where it is not in it."""
    found = next((one for one in manifest.tables if one.name == name), None)
    if found is None:
        raise DamagedBackupError(f"it lacks table {name}")
    return found


def logs(reader: Reader) -> Iterator[Log]:
    """The logs in an archive, by the order of their requests. Raises DamagedBackupError."""
    table = part(reader.manifest, FACTS)
    names = {name: place for place, name in enumerate(table.columns)}
    try:
        owner = itemgetter(names["request_id"])
        for _, rows in groupby(reader.rows(table), owner):
            kept = list(rows)
            yield Log([_fact(names, row) for row in kept], kept)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise DamagedBackupError("its facts are not such as this version knows") from error


def batches(items: Iterator[T], size: int) -> Iterator[list[T]]:
    """Items in lists of at most `size`."""
    while batch := list(islice(items, size)):
        yield batch


def _fact(names: dict[str, int], row: Sequence[Any]) -> Fact:
    values = {name: row[place] for name, place in names.items() if name in Fact.model_fields}
    values["at"] = datetime.fromisoformat(values["at"]).replace(tzinfo=UTC)
    return Fact(**values)
