"""A technician's time in cells of 30 minutes: taken whole or not at all, by one statement of the database."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Insert, Table, bindparam, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from vendors.entities import Cell, Hold

SECONDS = 1800


def cell_of(instant: datetime) -> int:
    """The number of the cell that holds this instant (cells since 1970-01-01 UTC)."""
    return int(instant.timestamp()) // SECONDS


def start_of(cell: int) -> datetime:
    """The instant at which a cell begins."""
    return datetime.fromtimestamp(cell * SECONDS, UTC)


# statements are built once: building one costs more than running it
_KEEP = update(Cell).where(col(Cell.hold_id) == bindparam("hold")).values(expires_at=bindparam("until"))
_RELEASE = delete(Cell).where(col(Cell.hold_id) == bindparam("hold"))
_BUSY = select(Cell.technician, Cell.cell).where(
    col(Cell.technician).in_(bindparam("technicians", expanding=True)),
    Cell.cell >= bindparam("first"),
    Cell.cell < bindparam("last"),
    col(Cell.expires_at).is_(None) | (col(Cell.expires_at) > bindparam("now")),
)


def busy(session: Session, technicians: Iterable[str], first: int, last: int, now: datetime) -> dict[str, set[int]]:
    """Taken cells in [first, last) by technician; a lapsed hold takes nothing."""
    taken: dict[str, set[int]] = {}
    known = {"technicians": list(technicians), "first": first, "last": last, "now": now}
    session.flush()
    for technician, cell in session.connection().execute(_BUSY, known):
        taken.setdefault(technician, set()).add(cell)
    return taken


def take(session: Session, hold: Hold, now: datetime) -> bool:
    """Take all cells of a hold, or none: False when any is taken already by someone else.

    The hold row is stored with them. Lapsed cells of others are taken over in the same statement, so two
    takers of one cell meet at its key: the second waits for the first to end, then fails here.
    """
    session.add(hold)
    session.flush()
    if _take_range(session, hold, hold.first_cell, hold.cells, now):
        return True
    release(session, hold)
    return False


def grow(session: Session, hold: Hold, extra: int, now: datetime) -> bool:
    """Take so many further cells behind those of a hold, or none: False when any is taken already."""
    first = hold.first_cell + hold.cells
    if not _take_range(session, hold, first, extra, now):
        _drop_from(session, hold, first)
        return False
    hold.cells += extra
    session.add(hold)
    session.flush()
    return True


def hand_over(session: Session, hold: Hold, technician: str, first_cell: int, now: datetime) -> bool:
    """Give a hold to another technician from `first_cell` on, as many cells as it has, or change nothing.

    False when any of these cells is taken already. Two who want one cell meet at its key, as in `take`.
    """
    before = hold.technician, hold.first_cell
    hold.technician, hold.first_cell = technician, first_cell
    if not _take_range(session, hold, first_cell, hold.cells, now):
        _drop_of(session, hold, technician)
        hold.technician, hold.first_cell = before
        return False
    _drop_of(session, hold, before[0])
    session.add(hold)
    session.flush()
    return True


def _drop_of(session: Session, hold: Hold, technician: str) -> None:
    session.connection().execute(delete(Cell).where(col(Cell.hold_id) == hold.id, col(Cell.technician) == technician))


def shrink(session: Session, hold: Hold, count: int) -> None:
    """Give back the cells of a hold behind its first `count`."""
    if count < hold.cells:
        _drop_from(session, hold, hold.first_cell + count)
        hold.cells = count
        session.add(hold)
        session.flush()


def _drop_from(session: Session, hold: Hold, first: int) -> None:
    session.connection().execute(delete(Cell).where(col(Cell.hold_id) == hold.id, col(Cell.cell) >= first))


def _take_range(session: Session, hold: Hold, first: int, count: int, now: datetime) -> bool:
    """Take cells for a stored hold; where it fails, those that were taken are still to be given back."""
    rows = [
        {
            "technician": hold.technician,
            "cell": cell,
            "district": hold.district,
            "hold_id": hold.id,
            "expires_at": hold.expires_at,
        }
        for cell in range(first, first + count)
    ]
    statement = _taking(session.get_bind().dialect.name, count)
    values = {f"{name}_m{index}": value for index, row in enumerate(rows) for name, value in row.items()}
    taken = session.connection().execute(statement, values | {"now": now}, execution_options=_COUNTED).rowcount
    return bool(taken == count)


#: Without this the count of an INSERT is gone on PostgreSQL once its cursor is closed.
_COUNTED = {"preserve_rowcount": True}


@cache
def _taking(dialect: str, count: int) -> Insert:
    """The statement that takes `count` cells; a cell is taken over only where its hold has lapsed."""
    table: Table = Cell.__table__  # type: ignore[attr-defined]
    names = ("technician", "cell", "district", "hold_id", "expires_at")
    rows = [{name: bindparam(f"{name}_m{index}", type_=table.c[name].type) for name in names} for index in range(count)]
    kind: Any = postgresql if dialect == "postgresql" else sqlite
    insert = kind.insert(table).values(rows)
    taking: Insert = insert.on_conflict_do_update(
        index_elements=["technician", "cell"],
        set_={name: insert.excluded[name] for name in ("hold_id", "district", "expires_at")},
        where=table.c.expires_at <= bindparam("now", type_=table.c.expires_at.type),
    )
    return taking


def keep(session: Session, hold: Hold, expires_at: datetime | None) -> bool:
    """Prolong a hold (None: for good). False when it lapsed and someone took any of its cells; the rest go back."""
    result = session.connection().execute(_KEEP, {"hold": hold.id, "until": expires_at})
    if result.rowcount != hold.cells:
        release(session, hold)
        return False
    hold.expires_at = expires_at
    session.add(hold)
    return True


def release(session: Session, hold: Hold) -> None:
    """Give the time back; the row goes with its cells."""
    session.connection().execute(_RELEASE, {"hold": hold.id})
    session.delete(hold)
    session.flush()


def sweep(session: Session, now: datetime, *, grace: timedelta = timedelta(hours=1)) -> int:
    """Remove lapsed holds that nobody took over; returns how many cells went."""
    before = now - grace
    connection = session.connection()
    removed = connection.execute(delete(Cell).where(col(Cell.expires_at) <= before)).rowcount
    empty = ~select(Cell.hold_id).where(Cell.hold_id == Hold.id).exists()
    connection.execute(delete(Hold).where(col(Hold.expires_at) <= before, empty))
    return removed
