"""One application for many conversations: its database is brought back to the sample data before each."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, text, update
from sqlmodel import Session, SQLModel

from bot.clock import ManualClock
from bot.mail.entities import Chat
from bot.understanding.reader import Reader
from bot.wiring import App, build, load_gazetteer
from tests.conftest import MONDAY, settings

#: Seals are audited at the end; sealing every few minutes of a simulated week would only take time.
SEAL_MINUTES = 720
#: Tables of the sample data, which conversations only read. Chats stay too, without their talk: they never go away.
KEPT = frozenset(
    {
        *("account", "chat", "coverage", "estate", "estate_contact", "price_book", "price_item"),
        *("calendar_day", "office", "office_hours"),
        *("provider", "shift", "skill", "technician"),
    }
)


class Stage:
    """The application, built once as it is for everyone, and the clock that a conversation turns."""

    def __init__(self, folder: Path, url: str) -> None:
        self.clock = ManualClock(MONDAY)
        values = settings(folder, url, seal_minutes=SEAL_MINUTES)
        self.app: App = build(values, clock=self.clock, staff_channel="converse")
        #: Reads what residents tell, as the application does.
        self.reader = Reader(load_gazetteer(self.app.database))

    def clear(self, now: datetime) -> None:
        """Nothing has happened yet, and it is `now`."""
        self.clock.move_to(now)
        self.app.database.write(clear_rows)


def clear_rows(session: Session, kept: frozenset[str] = KEPT) -> None:
    """Remove all that happened; the tables of `kept` stay."""
    for table in reversed(SQLModel.metadata.sorted_tables):
        if table.name not in kept:
            session.connection().execute(delete(table))
    session.connection().execute(update(Chat).values(talk="", lang=None))
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(text("ALTER SEQUENCE request_number RESTART"))
    else:
        session.connection().execute(text("UPDATE request_number SET value = 1000"))
