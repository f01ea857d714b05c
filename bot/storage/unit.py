"""The unit of work: one function, one transaction, tried again when the database asks for it."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

T = TypeVar("T")

#: PostgreSQL: serialization failure, deadlock, lock timeout.
_RETRY_CODES = frozenset({"40001", "40P01", "55P03"})
TRIES = 8


class Database:
    """Runs functions in transactions over one engine; safe to use from many threads."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.dialect = engine.dialect.name
        # SQLite has one writer: waiting here is fair and cheap, waiting inside SQLite is neither
        self._writer = threading.Lock() if self.dialect == "sqlite" else None
        sqlite = self.dialect == "sqlite"
        self._reading = engine.execution_options(anxiu_begin="DEFERRED") if sqlite else engine
        self._single = engine if sqlite else engine.execution_options(isolation_level="AUTOCOMMIT")

    def write(self, task: Callable[[Session], T]) -> T:
        """Run `task` in a transaction and commit; it runs again from the start after a deadlock.

        Whatever the task raises rolls everything back and is passed on.
        """
        return self._tried(lambda: self._write_once(task))

    def _tried(self, once: Callable[[], T]) -> T:
        for attempt in range(1, TRIES + 1):
            try:
                return once()
            except DBAPIError as error:
                if attempt == TRIES or not _can_retry(error):
                    raise
                time.sleep(0.01 * 2**attempt * (1 + (threading.get_ident() % 7) / 7))
        raise AssertionError("unreachable")

    def read(self, task: Callable[[Session], T]) -> T:
        """Run `task` in a transaction that writes nothing and waits for nobody."""
        return self._by(self._reading, task)

    def at_once(self, task: Callable[[Session], T]) -> T:
        """Run `task`, which is one statement that changes something, or several that need not hang together.

        On PostgreSQL without a transaction around them: each is committed when it ends.
        """
        if self.dialect == "sqlite":
            return self.write(task)
        return self._tried(lambda: self._by(self._single, task))

    def _by(self, engine: Engine, task: Callable[[Session], T]) -> T:
        with Session(engine, expire_on_commit=False) as session:
            return task(session)

    def _write_once(self, task: Callable[[Session], T]) -> T:
        if self._writer is None:
            return self._transaction(task)
        with self._writer:
            return self._transaction(task)

    def _transaction(self, task: Callable[[Session], T]) -> T:
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            return task(session)


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment of the database however long it reads, and holds nobody up."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.execution_options(anxiu_begin="DEFERRED")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield connection


def _can_retry(error: DBAPIError) -> bool:
    if getattr(error.orig, "sqlstate", None) in _RETRY_CODES:
        return True
    return isinstance(error, OperationalError) and "database is locked" in str(error.orig)
