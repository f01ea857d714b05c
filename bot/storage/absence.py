"""Tells a database that takes nothing for a while from a fault of ours: what it took is kept, the rest comes again."""

import logging
import sqlite3

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionError

#: The disk below the database is full: what is stored is safe, and what comes waits until there is room again.
_FULL, _SQLITE_FULL = "53100", "database or disk is full"
#: PostgreSQL: shut down, crashed, starting, connection ended by a time limit, out of connections, a standby, full.
_AWAY = frozenset({"57P01", "57P02", "57P03", "57P05", "25P03", "53300", "25006", _FULL})
#: PostgreSQL: the server that we are connected to takes no writes any more, another one does.
DEMOTED = "25006"
_SQLITE_AWAY = ("unable to open database file", "database is locked", _SQLITE_FULL)


class OutcomeUnknownError(SQLAlchemyError):
    """The connection broke while a transaction was committed: it may be there or not.

    What is repeated after it must be recognised: messages by their external ids, deadlines and the outbox by
    their rows.
    """


def is_away(error: BaseException) -> bool:
    """Whether the database could not be reached, went away or has no room, so that the same may succeed later."""
    if isinstance(error, OutcomeUnknownError | NoConnectionError):
        return True
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or (error.orig is not None and is_away(error.orig))
    if isinstance(error, psycopg.OperationalError):
        state = error.sqlstate
        return state is None or state in _AWAY or state.startswith("08")
    return isinstance(error, sqlite3.OperationalError) and any(words in str(error) for words in _SQLITE_AWAY)


def is_full(error: BaseException) -> bool:
    """Whether there is no room left on the disk of the database: an operator has to make some."""
    if isinstance(error, OutcomeUnknownError):
        return error.__cause__ is not None and is_full(error.__cause__)
    if isinstance(error, DBAPIError):
        return error.orig is not None and is_full(error.orig)
    if isinstance(error, psycopg.Error):
        return error.sqlstate == _FULL
    return isinstance(error, sqlite3.OperationalError) and _SQLITE_FULL in str(error)


def log_trouble(log: logging.Logger, words: str, error: BaseException) -> None:
    """A line where the database is away or full, the whole trace for anything else."""
    if is_full(error):
        log.error("%s: the disk of the database is full; make room, and it goes on by itself", words)
    elif is_away(error):
        log.warning("%s: the database is away (%s)", words, type(error).__name__)
    else:
        log.error(words, exc_info=error)
