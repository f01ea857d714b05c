"""The unit of work: one function, one transaction, tried again when the database asks for it."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from bot.storage.absence import OutcomeUnknownError, is_away

T = TypeVar("T")

#: PostgreSQL: serialization failure, deadlock, lock timeout.
_RETRY_CODES = frozenset({"40001", "40P01", "55P03"})
TRIES = 8


class WrittenInReadingError(RuntimeError):
    """What only reads has changed a row: a fault of ours; nothing of it was kept."""


class _Reading(Session):
    """A session that writes nothing: on PostgreSQL each statement would be committed at once."""

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        if self.new or self.dirty or self.deleted:
            raise WrittenInReadingError("a read changed rows: use write")
        super().flush(objects)


class Database:
    """Runs functions in transactions over one engine; safe to use from many threads."""

    def __init__(self, engine: Engine, before_commit: Callable[[Session], None] = lambda _session: None) -> None:
        """`before_commit` is called at the end of each writing transaction, when all of its rows are written."""
        self.engine = engine
        self._before_commit = before_commit
        self.dialect = engine.dialect.name
        # SQLite has one writer: waiting here is fair and cheap, waiting inside SQLite is neither
        self._writer = threading.Lock() if self.dialect == "sqlite" else None
        # on PostgreSQL each statement sees its own moment anyway: a transaction around would be two more journeys
        self._alone = engine.execution_options(
            **({"anxiu_begin": "DEFERRED"} if self._writer is not None else {"isolation_level": "AUTOCOMMIT"})
        )

    def write(self, task: Callable[[Session], T]) -> T:
        """Run `task` in a transaction and commit; it runs again from the start after a deadlock.

        Once it also runs again where the connection broke before the commit: an old one of a server that was
        restarted, or of one that another took over from. Whatever the task raises rolls everything back and is
        passed on. Raises OutcomeUnknownError where the connection broke during the commit.
        """
        return self._tried(lambda: self._write_once(task))

    def _tried(self, once: Callable[[], T]) -> T:
        lost = 0
        for attempt in range(1, TRIES + 1):
            try:
                return once()
            except DBAPIError as error:
                lost += error.connection_invalidated
                if attempt == TRIES or not (_can_retry(error) or (error.connection_invalidated and lost == 1)):
                    raise
                time.sleep(0.01 * 2**attempt * (1 + (threading.get_ident() % 7) / 7))
        raise AssertionError("unreachable")

    def read(self, task: Callable[[Session], T]) -> T:
        """Run `task`, which writes nothing and waits for nobody; once more where a connection broke.

        SQLite shows it one moment, PostgreSQL a moment for each statement. Raises WrittenInReadingError where rows
        that it has changed would be stored. No connection is asked whether it lives before it is used, which would be
        a journey each time.
        """
        return self._tried(lambda: self._alone_in(_Reading, task))

    def at_once(self, task: Callable[[Session], T]) -> T:
        """Run `task`, which is one statement that changes something, or several that need not hang together.

        On PostgreSQL without a transaction around them: each is committed when it ends. Where the connection breaks
        it runs again once, and may have been done before.
        """
        if self.dialect == "sqlite":
            return self.write(task)
        return self._tried(lambda: self._alone_in(Session, task))

    def _alone_in(self, kind: type[Session], task: Callable[[Session], T]) -> T:
        with kind(self._alone, expire_on_commit=False) as session:
            return task(session)

    def _write_once(self, task: Callable[[Session], T]) -> T:
        if self._writer is None:
            return self._transaction(task)
        with self._writer:
            return self._transaction(task)

    def _transaction(self, task: Callable[[Session], T]) -> T:
        with Session(self.engine, expire_on_commit=False) as session:
            result = task(session)
            session.flush()
            self._before_commit(session)
            _commit(session)
            return result


def _commit(session: Session) -> None:
    try:
        session.commit()
    except DBAPIError as error:
        if is_away(error) and not _can_retry(error):
            raise OutcomeUnknownError("the connection broke during a commit") from error
        raise


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
