"""Brings a database to the newest schema; any number of processes may start at once."""

from functools import cache
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

#: Any fixed number: PostgreSQL lets one process at a time hold it.
_LOCK = 7_265_011


def alembic_config() -> Config:
    """Where the migrations are."""
    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    return config


def upgrade(engine: Engine) -> None:
    """Apply what is missing. On SQLite the write lock, on PostgreSQL an advisory lock lets one process do it."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


class NotPreparedError(Exception):
    """The database lacks the newest schema; the operator's to mend: `anxiu serve` applies it at start."""


def require_newest(engine: Engine) -> None:
    """Raises NotPreparedError where migrations are missing."""
    with engine.connect() as connection:
        at = current(connection)
    if at != newest():
        detail = f"the database is at schema {at or 'none'}, this version needs {newest()}"
        raise NotPreparedError(f"{detail}: run `anxiu serve` once, it applies what is missing")


def current(connection: Connection) -> str | None:
    """The revision that the database is at."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def newest() -> str | None:
    """The newest revision that the code knows."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def knows(revision: str) -> bool:
    """Whether the code has this revision."""
    return revision in {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}
