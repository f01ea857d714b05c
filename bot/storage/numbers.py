"""Request numbers: a sequence on PostgreSQL, a counter row on SQLite."""

from sqlalchemy import Connection, text
from sqlmodel import Session

COUNTER = "request_number"


class DatabaseNumbers:
    """Hands out request numbers from the database; gaps are possible, repeats are not."""

    def next(self, session: Session) -> int:
        """The next number, from 1001 on."""
        if session.get_bind().dialect.name == "postgresql":
            statement = "SELECT nextval('request_number')"
        else:
            statement = "UPDATE request_number SET value = value + 1 RETURNING value"
        return int(session.connection().execute(text(statement)).scalar_one())


def last_number(connection: Connection) -> int:
    """The number handed out last; on PostgreSQL perhaps by a transaction that is still open."""
    if connection.dialect.name == "postgresql":
        statement = "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM request_number"
    else:
        statement = "SELECT value FROM request_number"
    return int(connection.execute(text(statement)).scalar_one())


def set_next_number(connection: Connection, number: int) -> None:
    """Go on from this number."""
    if connection.dialect.name == "postgresql":
        statement = "SELECT setval('request_number', :next, false)"
    else:
        statement = "UPDATE request_number SET value = :next - 1"
    connection.execute(text(statement), {"next": number})
