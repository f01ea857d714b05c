"""A technician's time in cells of 30 minutes: taken whole or not at all, by one statement of the database."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, Table, delete, update
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


def busy(session: Session, technicians: Iterable[str], first: int, last: int, now: datetime) -> dict[str, set[int]]:
    """Taken cells in [first, last) by technician; a lapsed hold takes nothing."""
    taken: dict[str, set[int]] = {}
    rows = session.exec(
        select(Cell.technician, Cell.cell).where(
            col(Cell.technician).in_(list(technicians)),
            Cell.cell >= first,
            Cell.cell < last,
            col(Cell.expires_at).is_(None) | (col(Cell.expires_at) > now),
        )
    )
    for technician, cell in rows:
        taken.setdefault(technician, set()).add(cell)
    return taken


def take(session: Session, hold: Hold, now: datetime) -> bool:
    """Take all cells of a hold, or none: False when any is taken already by someone else.

    The hold row is stored with them. Lapsed cells of others are taken over in the same statement, so two
    takers of one cell meet at its key: the second waits for the first to end, then fails here.
    """
    point = session.begin_nested()
    session.add(hold)
    session.flush()
    wanted = range(hold.first_cell, hold.first_cell + hold.cells)
    if _insert(session, hold, wanted, now) == hold.cells:
        point.commit()
        return True
    point.rollback()
    return False


def _insert(session: Session, hold: Hold, wanted: Sequence[int], now: datetime) -> int:
    rows = [
        {
            "technician": hold.technician,
            "cell": cell,
            "district": hold.district,
            "hold_id": hold.id,
            "expires_at": hold.expires_at,
        }
        for cell in wanted
    ]
    table: Table = Cell.__table__  # type: ignore[attr-defined]
    dialect: Any = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    insert = dialect.insert(table).values(rows)
    statement = insert.on_conflict_do_update(
        index_elements=["technician", "cell"],
        set_={"hold_id": insert.excluded.hold_id, "expires_at": insert.excluded.expires_at},
        where=table.c.expires_at <= now,
    )
    result = session.connection().execute(statement)
    assert isinstance(result, CursorResult)  # noqa: S101
    return result.rowcount


def keep(session: Session, hold: Hold, expires_at: datetime | None) -> bool:
    """Prolong a hold (None: for good). False when it lapsed and someone took any of its cells."""
    result = session.connection().execute(
        update(Cell).where(col(Cell.hold_id) == hold.id).values(expires_at=expires_at)
    )
    if result.rowcount != hold.cells:
        return False
    hold.expires_at = expires_at
    session.add(hold)
    return True


def release(session: Session, hold: Hold) -> None:
    """Give the time back; the row goes with its cells."""
    session.connection().execute(delete(Cell).where(col(Cell.hold_id) == hold.id))
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
