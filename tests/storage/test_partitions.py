"""Months of large tables on PostgreSQL: made ahead, filled from the default one, seen as one table."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlmodel import Session, SQLModel

from booking.windows import Window, local
from bot.backup import rows
from bot.mail.entities import Deadline
from bot.running import upkeep
from bot.storage import partitions
from bot.storage.migrate import alembic_config, upgrade
from bot.storage.months import Month
from bot.storage.partitions import PARTED, parts_of
from tests.rooms import Rooms

FACT, OUTBOX = PARTED


def on_postgresql(rooms: Rooms) -> bool:
    return rooms.database.dialect == "postgresql"


def _names(rooms: Rooms) -> set[str]:
    with rooms.database.engine.connect() as connection:
        return set(partitions.children(connection))


def _default_rows(connection: Connection) -> int:
    return int(connection.execute(text("SELECT count(*) FROM fact_default")).scalar_one())


@pytest.mark.parametrize("written", ["2026-11", "2024-01", "2031-12"])
def test_a_month_is_a_range_of_identifiers(written: str) -> None:
    month = Month.read(written)
    assert str(month) == written
    assert Month.of_id(month.first_id) == month
    assert Month.of_id(month.after().first_id - 1) == month
    assert month.after(12) == Month(month.year + 1, month.number)
    assert month.start.hour == 16  # midnight in Shanghai


@pytest.mark.parametrize("written", ["", "2026", "2026-13", "26-01", "2026-1", "2026-01-01"])
def test_what_is_no_month_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="such as 2026-01"):
        Month.read(written)


def test_months_ahead_are_made_by_the_clockwork(rooms: Rooms) -> None:
    rooms.clock.move_to(datetime(2040, 2, 10, tzinfo=UTC))
    rooms.clockwork.prepare()
    rooms.clockwork.tick()
    made = {f"{table}_2040_0{number}" for table in ("fact", "outbox") for number in (2, 3, 4, 5)}
    if on_postgresql(rooms):
        assert made <= _names(rooms)
    else:
        assert _names(rooms) == set()
    before = _names(rooms)
    rooms.clock.advance(upkeep.EVERY)
    rooms.clockwork.tick()
    assert _names(rooms) == before
    rooms.clock.advance(timedelta(days=25))
    rooms.clockwork.tick()
    assert (_names(rooms) - before == {"fact_2040_06", "outbox_2040_06"}) is on_postgresql(rooms)


def test_rows_of_a_month_that_is_not_there_are_moved_when_it_is_made(rooms: Rooms) -> None:
    rooms.clock.move_to(datetime(2041, 7, 15, 2, 0, tzinfo=UTC))
    request = rooms.book(window=Window(local(date(2041, 7, 16), 10)))
    facts = rooms.kinds(request)
    with rooms.database.engine.begin() as connection:
        if on_postgresql(rooms):
            assert _default_rows(connection) == len(facts) > 0
        found = partitions.ensure(connection, datetime(2026, 11, 1, tzinfo=UTC))
        assert ("fact_2041_07" in found.made) is on_postgresql(rooms)
        if on_postgresql(rooms):
            assert _default_rows(connection) == 0
    assert rooms.kinds(request) == facts


def test_others_see_one_table(rooms: Rooms) -> None:
    with rooms.database.engine.connect() as connection:
        names = {table.name for table in rows.tables_of(connection)}
    assert {"fact", "outbox"} <= names
    assert not names & {"fact_first", "fact_default", "outbox_first", "outbox_default"}


def test_a_table_in_use_is_left_for_later(rooms: Rooms) -> None:
    if not on_postgresql(rooms):
        return
    rooms.clock.move_to(datetime(2042, 3, 3, tzinfo=UTC))
    rooms.clockwork.prepare()
    held, done = threading.Event(), threading.Event()

    def hold(session: Session) -> None:
        session.connection().execute(text("LOCK TABLE request IN ROW EXCLUSIVE MODE"))
        held.set()
        assert done.wait(20)

    writer = threading.Thread(target=rooms.database.write, args=[hold])
    writer.start()
    try:
        assert held.wait(10)
        rooms.clockwork.tick()
        assert "fact_2042_03" not in _names(rooms)
    finally:
        done.set()
        writer.join()
    due = rooms.see(lambda session: session.get_one(Deadline, (upkeep.MONTHS, 0)))
    assert (due.due_at, due.attempts) == (rooms.clock.now() + upkeep.SOON, 0)
    rooms.clock.advance(upkeep.SOON)
    rooms.clockwork.tick()
    assert "fact_2042_03" in _names(rooms)


def test_only_what_is_empty_and_over_is_dropped(rooms: Rooms) -> None:
    rooms.clock.move_to(datetime(2043, 1, 10, tzinfo=UTC))
    rooms.book(window=Window(local(date(2043, 1, 13), 10)))
    with rooms.database.engine.begin() as connection:
        partitions.ensure(connection, rooms.clock.now())
        dropped = partitions.drop_empty(connection, FACT, Month(2043, 3))
        left = [part.name for part in parts_of(connection, "fact")] if on_postgresql(rooms) else []
    if on_postgresql(rooms):
        assert {"fact_first", "fact_2043_02"} <= set(dropped)
        assert "fact_2043_01" in left
        assert "fact_2043_03" in left
    else:
        assert dropped == []


def test_going_back_and_forth_between_schemas_keeps_every_row(rooms: Rooms) -> None:
    request = rooms.book()
    facts = rooms.kinds(request)
    with rooms.database.engine.begin() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0011_telegram_out")
        assert partitions.children(connection) == frozenset()
        assert connection.execute(text("SELECT count(*) FROM fact")).scalar_one() == len(facts)
    upgrade(rooms.database.engine)
    assert rooms.kinds(request) == facts
    with rooms.database.engine.connect() as connection:
        assert not [one for one in compare_metadata(_whole(connection), SQLModel.metadata) if "number" not in str(one)]


def _whole(connection: Connection) -> MigrationContext:
    months = partitions.children(connection)
    options = {"include_name": lambda name, kind, _: kind != "table" or name not in months}
    return MigrationContext.configure(connection, opts=options)
