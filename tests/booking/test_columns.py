"""Columns: instants come back as they were, and what identifies a person is unreadable in the database."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Dialect, Engine, MetaData, Table, create_engine, insert, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import StatementError

from booking.columns import PrivateText, UtcTime
from booking.entities import Request
from booking.terms import SHANGHAI
from bot.secrets import AesCipher
from bot.storage.engine import open_engine
from tests.rooms import PHONE, Rooms

_DIALECTS: list[Dialect] = [sqlite.dialect(), postgresql.dialect()]  # type: ignore[no-untyped-call]
_ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
EARLIEST, LATEST = datetime(2000, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 (hypothesis adds the zone)
_INSTANTS = st.datetimes(EARLIEST, LATEST, timezones=_ZONES)


@given(_INSTANTS)
def test_an_instant_comes_back_as_itself_in_utc(at: datetime) -> None:
    for dialect in _DIALECTS:
        stored = UtcTime().process_bind_param(at, dialect)
        assert stored is not None
        assert stored.tzinfo is None
        back = UtcTime().process_result_value(stored, dialect)
        assert back == at
        assert back.tzinfo is UTC


@pytest.mark.parametrize("dialect", _DIALECTS, ids=["sqlite", "postgresql"])
def test_a_time_without_zone_is_refused(dialect: Dialect) -> None:
    with pytest.raises(ValueError, match="time zone"):
        UtcTime().process_bind_param(datetime(2026, 11, 23, 9, 0), dialect)  # noqa: DTZ001
    assert UtcTime().process_bind_param(None, dialect) is None
    assert UtcTime().process_result_value(None, dialect) is None


def test_a_stored_time_is_aware_and_exact(rooms: Rooms) -> None:
    at = datetime(2026, 11, 24, 10, 0, 0, 123456, tzinfo=SHANGHAI)
    rooms.clock.move_to(at)
    request = rooms.request(rooms.alarm())
    assert request.created_at == at
    assert request.created_at.tzinfo is UTC


def test_what_identifies_a_person_is_not_readable_in_the_database(rooms: Rooms) -> None:
    request_id = rooms.book()
    statement = text("SELECT problem, door, contact_name, contact_phone FROM request WHERE id = :id")
    with rooms.database.engine.connect() as connection:
        raw = connection.execute(statement, {"id": request_id}).one()
    request = rooms.request(request_id)
    plain = (request.problem, request.door, request.contact_name, request.contact_phone)
    assert plain == ("厨房水龙头一直滴水", "2-301", "王阿姨", PHONE)
    for shown, kept in zip(plain, raw, strict=True):
        assert str(shown) not in kept
        assert kept.startswith("a1.")


def test_nothing_else_in_the_database_holds_the_phone(rooms: Rooms) -> None:
    """Neither log, nor messages, nor chats keep in plain what a column encrypts."""
    request_id = rooms.book()
    rooms.accept(request_id)
    rooms.press("resident:r1", "progress")
    metadata = MetaData()
    metadata.reflect(rooms.database.engine)
    with rooms.database.engine.connect() as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(text(f'SELECT * FROM "{table.name}"')).all()
            assert not any(PHONE in str(value) for row in rows for value in row), table.name


def test_the_same_text_is_never_stored_the_same_way(rooms: Rooms) -> None:
    """Two flats with one phone cannot be told from the stored text."""
    first, second = rooms.alarm("resident:r1"), rooms.alarm("resident:r2")
    with rooms.database.engine.connect() as connection:
        statement = text("SELECT contact_phone FROM request WHERE id IN (:a, :b)")
        sealed = connection.execute(statement, {"a": first, "b": second}).scalars().all()
    assert len(set(sealed)) == 2


def test_another_key_reads_nothing(rooms: Rooms, database_url: str) -> None:
    request_id = rooms.book()
    stranger = open_engine(database_url, AesCipher(b"another secret"))
    with stranger.connect() as connection, pytest.raises(InvalidTag):
        connection.execute(select(Request.__table__.c.door).where(Request.__table__.c.id == request_id)).all()  # type: ignore[attr-defined]
    stranger.dispose()


def test_text_that_was_not_encrypted_is_refused(rooms: Rooms) -> None:
    request_id = rooms.book()
    with rooms.database.engine.begin() as connection:
        connection.execute(text("UPDATE request SET door = '301' WHERE id = :id"), {"id": request_id})
    with pytest.raises(ValueError, match="not encrypted"):
        rooms.request(request_id)


def test_private_columns_do_not_work_without_a_cipher() -> None:
    engine: Engine = create_engine("sqlite://")
    table = Table("secret", MetaData(), Column("words", PrivateText))
    table.metadata.create_all(engine)
    with engine.begin() as connection, pytest.raises(StatementError, match="cipher"):
        connection.execute(insert(table).values(words="13800138000"))
    engine.dispose()
