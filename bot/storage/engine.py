"""Opens the database: SQLite in WAL mode or PostgreSQL, configured the same way for everyone."""

import re
from typing import Any

import psycopg
from sqlalchemy import Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

from booking.columns import Cipher, bind_cipher
from bot.storage.absence import DEMOTED

#: How long a writer waits for another one on SQLite, in milliseconds.
BUSY_MS = 30_000
#: How long a connection to PostgreSQL is waited for, at each of its addresses, in seconds.
CONNECT_SECONDS = 5
#: A machine that vanished is noticed by either side within some 15 seconds, not after hours.
_KEEPALIVES = {"idle": 5, "interval": 5, "count": 2}
_USER_TIMEOUT_MS = 15_000
#: PostgreSQL ends a transaction whose process has stood still for so long, in seconds: its locks go to others.
IDLE_SECONDS = 25
_SEVERAL = re.compile(r"^(?P<scheme>[^:]+://(?:[^@/]*@)?)(?P<hosts>[^/@?]*,[^/@?]*)(?P<rest>(?:[/?].*)?)$")
_HOST = re.compile(r"^(?P<host>\[[^\]]*\]|[^:]*)(?::(?P<port>\d*))?$")


def open_engine(url: str, cipher: Cipher, *, pool: int = 10, idle: int = 0) -> Engine:
    """An engine for `sqlite:///file` or `postgresql://...`; raises ValueError for any other database.

    `idle` limits the seconds that a transaction may stand still; 0 is none.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = _sqlite(parsed, pool)
    elif parsed.get_backend_name() == "postgresql":
        engine = _postgresql(parsed, pool, idle)
    else:
        raise ValueError(f"{parsed.get_backend_name()} is not supported: use sqlite or postgresql")
    bind_cipher(engine, cipher)
    return engine


def parse_url(url: str) -> URL:
    """The URL, also with several addresses as libpq writes them: `postgresql://user@a:5432,b:5433/name?...`."""
    several = _SEVERAL.match(url)
    if several is None:
        return make_url(url)
    hosts, ports = [], []
    for part in several["hosts"].split(","):
        place = _HOST.match(part)
        if place is None:
            raise ValueError(f"{part!r} is no address of a database")
        hosts.append(place["host"].strip("[]"))
        ports.append(place["port"] or "5432")
    alone = make_url(several["scheme"] + several["rest"])
    return alone.update_query_dict({"host": ",".join(hosts), "port": ",".join(ports)})


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


def _postgresql(url: URL, pool: int, idle: int) -> Engine:
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        poolclass=QueuePool,
        pool_size=pool,
        max_overflow=40,
        pool_timeout=20,
        connect_args=_connect_args(url, idle),
    )
    event.listen(engine, "handle_error", _leave_demoted)
    return engine


def _connect_args(url: URL, idle: int) -> dict[str, Any]:
    """What we ask of libpq and of the server; what the URL says goes before it."""
    told = url.query.get("options", "")
    options = [
        "-c timezone=UTC",
        *(f"-c tcp_keepalives_{name}={value}" for name, value in _KEEPALIVES.items()),
        f"-c idle_in_transaction_session_timeout={idle * 1000}" if idle else "",
        told if isinstance(told, str) else " ".join(told),
    ]
    ours: dict[str, Any] = {f"keepalives_{name}": value for name, value in _KEEPALIVES.items()}
    ours |= {"connect_timeout": CONNECT_SECONDS, "tcp_user_timeout": _USER_TIMEOUT_MS}
    kept = {name: value for name, value in ours.items() if name not in url.query}
    return kept | {"options": " ".join(filter(None, options))}


def _leave_demoted(context: ExceptionContext) -> None:
    """A server that became a standby answers, but takes nothing: the next connection looks for the one that does."""
    if getattr(context.original_exception, "sqlstate", None) == DEMOTED:
        context.is_disconnect = True


def own_connection(engine: Engine, name: str) -> "psycopg.Connection[Any]":
    """A connection to PostgreSQL that belongs to the caller alone, shown to operators under this name.

    Every statement commits by itself. Raises SQLAlchemyError or psycopg.Error where the database is away.
    """
    pooled = engine.raw_connection()
    connection: psycopg.Connection[Any] | None = pooled.driver_connection
    pooled.detach()
    if connection is None:
        raise psycopg.OperationalError("the connection is gone")
    connection.rollback()
    connection.autocommit = True
    connection.execute("SELECT set_config('application_name', %s, false)", (name,))
    return connection
