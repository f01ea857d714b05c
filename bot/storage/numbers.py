"""Request numbers: a sequence on PostgreSQL, a counter row on SQLite."""

from sqlalchemy import text
from sqlmodel import Session


class DatabaseNumbers:
    """Hands out request numbers from the database; gaps are possible, repeats are not."""

    def next(self, session: Session) -> int:
        """The next number, from 1001 on."""
        if session.get_bind().dialect.name == "postgresql":
            statement = "SELECT nextval('request_number')"
        else:
            statement = "UPDATE request_number SET value = value + 1 RETURNING value"
        return int(session.connection().execute(text(statement)).scalar_one())
