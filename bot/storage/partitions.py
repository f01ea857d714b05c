"""Months of the tables that grow most, on PostgreSQL: makes those ahead, empties the default one, drops empty ones.

Each step waits for locks only briefly: where a table is busy it says so, nothing is changed, and it is done later.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from bot.storage.months import Month

#: So many months are there ahead of the present one.
AHEAD = 3
#: Nobody waits behind us for longer than this, in milliseconds.
PATIENCE_MS = 300
#: Tries at a change while others use the tables, and the seconds between them.
TRIES, WAIT_SECONDS = 10, 0.5
#: Any fixed number: one process at a time makes partitions.
_LOCK = 7_265_013
#: PostgreSQL: lock timeout, deadlock.
_BUSY = frozenset({"55P03", "40P01"})
_BOUNDS = re.compile(r"FROM \((?:MINVALUE|'?(-?\d+)'?)\) TO \('?(\d+)'?\)")


class BusyError(Exception):
    """A table was in use; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A table in months: the column by which its rows are told apart, what it refers to, how its months are stored."""

    table: str
    key: str
    refers: str
    settings: str = ""


PARTED = (
    Parted("fact", "request_id", "request"),
    Parted("outbox", "id", "chat", "fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A partition with the identifiers in it, from `first` (None: from the beginning) to before `until`."""

    name: str
    first: int | None
    until: int


@dataclass(frozen=True, slots=True)
class Ensured:
    """The partitions that were made, and whether others are left for later because their table was in use."""

    made: list[str]
    busy: bool


def children(connection: Connection) -> frozenset[str]:
    """The names of tables that are only part of another; none on SQLite."""
    if connection.dialect.name != "postgresql":
        return frozenset()
    query = "SELECT relname FROM pg_class WHERE relispartition AND relkind IN ('r', 'p')"
    return frozenset(connection.execute(text(query)).scalars())


def parts_of(connection: Connection, table: str) -> list[Part]:
    """The partitions of a table in order, without the default one."""
    rows = connection.execute(
        text(
            "SELECT c.relname, pg_get_expr(c.relpartbound, c.oid)"
            " FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = CAST(:name AS regclass)"
        ),
        {"name": table},
    )
    found = [(name, _BOUNDS.search(bounds)) for name, bounds in rows]
    parts = [Part(name, int(at[1]) if at[1] else None, int(at[2])) for name, at in found if at is not None]
    return sorted(parts, key=lambda part: part.until)


def prepare(engine: Engine) -> None:
    """Make what is missing by the clock of the database; what is busy now the clockwork makes later."""
    if engine.dialect.name != "postgresql":
        return
    with engine.begin() as connection:
        ensure(connection, connection.execute(text("SELECT now()")).scalar_one())


def ensure(connection: Connection, now: datetime) -> Ensured:
    """Make this month and those ahead, and those of rows that lie in the default partitions. Nothing on SQLite."""
    made: list[str] = []
    if connection.dialect.name != "postgresql":
        return Ensured(made, busy=False)
    try:
        for parted in PARTED:
            months = {Month.of(now).after(ahead) for ahead in range(AHEAD + 1)} | set(_strays(connection, parted))
            for month in sorted(months):
                made += make(connection, parted, month)
    except BusyError:
        return Ensured(made, busy=True)
    return Ensured(made, busy=False)


def make(connection: Connection, parted: Parted, month: Month) -> list[str]:
    """Make the partition of a month and move there what lies in the default one; its name, if it was not there.

    Raises BusyError, with nothing changed.
    """
    first, until = month.first_id, month.after().first_id
    if _covered(connection, parted, first):
        return []
    name = f"{parted.table}_{month.year}_{month.number:02}"
    with _briefly(connection):
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if _covered(connection, parted, first):
            return []
        # what attaching locks is locked in the order in which turns do it, so that nobody waits crosswise
        connection.execute(text(f"LOCK TABLE {parted.refers} IN SHARE ROW EXCLUSIVE MODE"))
        connection.execute(text(f"LOCK TABLE {parted.table}_default IN ACCESS EXCLUSIVE MODE"))
        settings = f" WITH ({parted.settings})" if parted.settings else ""
        connection.execute(text(f"CREATE TABLE {name} (LIKE {parted.table} INCLUDING ALL){settings}"))
        within = f"{parted.key} >= {first} AND {parted.key} < {until}"
        moved = f"DELETE FROM {parted.table}_default WHERE {within} RETURNING *"  # noqa: S608
        connection.execute(text(f"WITH moved AS ({moved}) INSERT INTO {name} SELECT * FROM moved"))  # noqa: S608
        bounds = f"FOR VALUES FROM ({first}) TO ({until})"
        connection.execute(text(f"ALTER TABLE {parted.table} ATTACH PARTITION {name} {bounds}"))
    return [name]


def drop_empty(connection: Connection, parted: Parted, before: Month) -> list[str]:
    """Drop the partitions that end by this month and in which nothing is left; their names. Raises BusyError."""
    if connection.dialect.name != "postgresql":
        return []
    dropped = []
    for part in parts_of(connection, parted.table):
        if part.until > before.first_id or not _empty(connection, part.name):
            continue
        with _briefly(connection):
            connection.execute(text(f"LOCK TABLE {parted.refers}, {parted.table} IN ACCESS EXCLUSIVE MODE"))
            if _empty(connection, part.name):  # someone may have written before the lock
                connection.execute(text(f"DROP TABLE {part.name}"))
                dropped.append(part.name)
    return dropped


def when_free(engine: Engine, change: Callable[[Connection], object]) -> bool:
    """Make a change in a transaction of its own, tried again while others use the tables; False where they still do."""
    for _ in range(TRIES):
        try:
            with engine.begin() as connection:
                change(connection)
            return True
        except BusyError:
            time.sleep(WAIT_SECONDS)
    return False


def measure(connection: Connection) -> None:
    """Gather the figures by which queries over all months are planned; the server does it for single months only."""
    if connection.dialect.name == "postgresql":
        for parted in PARTED:
            connection.execute(text(f"ANALYZE {parted.table}"))


def _covered(connection: Connection, parted: Parted, first: int) -> bool:
    parts = parts_of(connection, parted.table)
    return any((part.first is None or part.first <= first) and first < part.until for part in parts)


def _strays(connection: Connection, parted: Parted) -> Iterator[Month]:
    """The months of what fell into the default partition."""
    query = f"SELECT min({parted.key}) FROM {parted.table}_default WHERE {parted.key} >= :least"  # noqa: S608
    least = 0
    while (found := connection.execute(text(query), {"least": least}).scalar_one()) is not None:
        month = Month.of_id(found)
        yield month
        least = month.after().first_id


def _empty(connection: Connection, name: str) -> bool:
    return not connection.execute(text(f"SELECT EXISTS (SELECT 1 FROM {name})")).scalar_one()  # noqa: S608


@contextmanager
def _briefly(connection: Connection) -> Iterator[None]:
    """Changes in a savepoint that waits for no lock for long."""
    try:
        with connection.begin_nested():
            connection.execute(text(f"SET LOCAL lock_timeout = {PATIENCE_MS}"))
            yield
            connection.execute(text("SET LOCAL lock_timeout = 0"))
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in _BUSY:
            raise BusyError(str(error.orig).splitlines()[0]) from error
        raise
