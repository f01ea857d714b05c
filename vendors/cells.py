"""A technician's time in cells of 30 minutes: taken whole or not at all, by one statement of the database."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Integer, Table, bindparam, delete, literal_column, true, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert
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
    values = {
        "technician": hold.technician,
        "district": hold.district,
        "hold_id": hold.id,
        "expires_at": hold.expires_at,
        "first": first,
        "last": first + count - 1,
        "now": now,
    }
    statement = _taking(session.get_bind().dialect.name)
    return len(session.connection().execute(statement, values).all()) == count


@cache
def _taking(dialect: str) -> ReturningInsert[tuple[int]]:
    """The statement that takes the cells from first to last and returns those it took.

    A cell that is taken is taken over only where its hold has lapsed. The cells are counted up in the
    database: a statement with a row for each could not be kept compiled.
    """
    cell: Table = Cell.__table__  # type: ignore[attr-defined]
    names = ("technician", "district", "hold_id", "expires_at")
    counted = select(bindparam("first", type_=Integer).label("cell")).cte("counted", recursive=True)
    counted = counted.union_all(
        select(counted.c.cell + literal_column("1")).where(counted.c.cell < bindparam("last", type_=Integer))
    )
    # the condition tells SQLite where the SELECT ends
    rows = select(counted.c.cell, *[bindparam(name, type_=cell.c[name].type) for name in names]).where(true())
    kind: Any = postgresql if dialect == "postgresql" else sqlite
    insert = kind.insert(cell).from_select(["cell", *names], rows)
    taking: ReturningInsert[tuple[int]] = insert.on_conflict_do_update(
        index_elements=["technician", "cell"],
        set_={name: insert.excluded[name] for name in ("hold_id", "district", "expires_at")},
        where=cell.c.expires_at <= bindparam("now", type_=cell.c.expires_at.type),
    ).returning(cell.c.cell)
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
