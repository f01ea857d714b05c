"""Tells a database that is away for a while from a fault of ours: what it took is kept, what it did not comes again."""

import logging
import sqlite3

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionError

#: PostgreSQL: shut down, crashed, starting, connection ended by a time limit, out of connections, a standby.
_AWAY = frozenset({"57P01", "57P02", "57P03", "57P05", "25P03", "53300", "25006"})
#: PostgreSQL: the server that we are connected to takes no writes any more, another one does.
DEMOTED = "25006"
_SQLITE_AWAY = ("unable to open database file", "database is locked")


class OutcomeUnknownError(SQLAlchemyError):
    """The connection broke while a transaction was committed: it may be there or not.

    What is repeated after it must be recognised: messages by their external ids, deadlines and the outbox by
    their rows.
    """


def is_away(error: BaseException) -> bool:
    """Whether the database could not be reached or went away, so that the same may succeed later."""
    if isinstance(error, OutcomeUnknownError | NoConnectionError):
        return True
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or (error.orig is not None and is_away(error.orig))
    if isinstance(error, psycopg.OperationalError):
        state = error.sqlstate
        return state is None or state in _AWAY or state.startswith("08")
    return isinstance(error, sqlite3.OperationalError) and any(words in str(error) for words in _SQLITE_AWAY)


def log_trouble(log: logging.Logger, words: str, error: BaseException) -> None:
    """A line where the database is away, the whole trace for anything else."""
    if is_away(error):
        log.warning("%s: the database is away (%s)", words, type(error).__name__)
    else:
        log.error(words, exc_info=error)
