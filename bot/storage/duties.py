"""What one process at a time may do: a lock that ends with the process that holds it, on either database.

On PostgreSQL it is an advisory lock of a connection: the server gives it up when the process dies, or some
15 seconds after its machine vanished. SQLite is used on one machine, where a locked file does the same.
"""

import fcntl
import hashlib
from pathlib import Path
from typing import IO, Any, Protocol

import psycopg
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.engine import own_connection

#: What `take` raises while the database is away.
AWAY = (SQLAlchemyError, psycopg.Error, OSError)


class Duty(Protocol):
    """A duty that one process at a time has."""

    def take(self) -> bool:
        """Whether this process has it now: it is taken if it is free, and looked at anew if it was held.

        Raises one of AWAY where that cannot be said.
        """

    def drop(self) -> None:
        """Leave it to others at once."""


def duty_of(engine: Engine, name: str, folder: Path) -> Duty:
    """The duty of this name in an installation; `folder` is its data directory."""
    if engine.dialect.name == "postgresql":
        return _LockedInDatabase(engine, name)
    return _LockedFile(folder / f"{name}.lock")


class _LockedInDatabase:
    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name
        self._key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
        self._connection: psycopg.Connection[Any] | None = None
        self._held = False

    def take(self) -> bool:
        try:
            if self._connection is None:
                self._connection = own_connection(self._engine, f"anxiu duty {self._name}")
            statement = "SELECT true" if self._held else "SELECT pg_try_advisory_lock(%s)"
            row = self._connection.execute(statement, () if self._held else (self._key,)).fetchone()
        except AWAY:
            self.drop()
            raise
        self._held = row is not None and bool(row[0])
        return self._held

    def drop(self) -> None:
        connection, self._connection, self._held = self._connection, None, False
        if connection is not None:
            connection.close()


class _LockedFile:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def take(self) -> bool:
        if self._file is not None:
            return True
        file = self._path.open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        return True

    def drop(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
