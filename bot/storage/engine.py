"""Opens the database: SQLite in WAL mode or PostgreSQL, configured the same way for everyone."""

from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool, QueuePool

from booking.columns import Cipher, bind_cipher

#: How long a writer waits for another one on SQLite, in milliseconds.
BUSY_MS = 30_000


def open_engine(url: str, cipher: Cipher, *, pool: int = 10) -> Engine:
    """An engine for `sqlite:///file` or `postgresql://...`; raises ValueError for any other database."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = _sqlite(parsed, pool)
    elif parsed.get_backend_name() == "postgresql":
        engine = _postgresql(parsed, pool)
    else:
        raise ValueError(f"{parsed.get_backend_name()} is not supported: use sqlite or postgresql")
    bind_cipher(engine, cipher)
    return engine


def _sqlite(url: URL, pool: int) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=pool,
        max_overflow=40,
        connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy's BEGIN below is the only one
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_MS}",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    # a writer takes the write lock first: it never finds at commit that someone was faster
    mode = connection.get_execution_options().get("anxiu_begin", "IMMEDIATE")
    connection.exec_driver_sql(f"BEGIN {mode}")


def _postgresql(url: URL, pool: int) -> Engine:
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        poolclass=QueuePool if pool else NullPool,
        pool_size=pool,
        max_overflow=40,
        pool_pre_ping=True,
        pool_timeout=60,
        connect_args={"connect_timeout": 10, "options": "-c timezone=UTC"},
    )
