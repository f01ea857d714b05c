"""The migrations and the table classes describe the same schema, and a database is prepared only once."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

import bot.storage.tables  # noqa: F401
from bot.running.prepare import prepare
from bot.secrets import AesCipher
from bot.storage.engine import open_engine
from bot.storage.migrate import current, newest
from bot.storage.partitions import children
from tests.conftest import settings


def test_migrated_database_has_the_declared_tables(database_url: str) -> None:
    engine = open_engine(database_url, AesCipher(b"x" * 32))
    with engine.connect() as connection:
        months = children(connection)
        options = {"include_name": lambda name, kind, _: kind != "table" or name not in months}
        context = MigrationContext.configure(connection, opts=options)
        differences = [
            difference
            for difference in compare_metadata(context, SQLModel.metadata)
            if "request_number" not in str(difference)
        ]
        assert differences == []
        assert current(connection) == newest()
    engine.dispose()


def test_preparing_twice_adds_nothing(database_url: str, tmp_path: Path) -> None:
    assert prepare(settings(tmp_path, database_url), sample=True)
    assert prepare(settings(tmp_path, database_url), sample=True)
