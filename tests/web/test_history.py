"""What a chat page reads: both sides of the talk in order, each message once, buttons by their label."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, SQLModel

from booking.terms import SHANGHAI, Role
from bot.clock import ManualClock, TimeIds
from bot.mail.chats import find_chat
from bot.mail.entities import Chat, InMessage, OutMessage
from bot.mail.message import Body, Button, Content
from bot.secrets import AesCipher
from bot.storage.engine import open_engine
from bot.storage.unit import Database
from bot.web.chat_history import Entry, History

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)


class Talk:
    """A chat in the database, written to by hand, and the page that reads it."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._clock = ManualClock(NOW)
        self._ids = TimeIds(self._clock, bytes)
        self._history = History()
        self.store(
            Chat(
                id=1,
                channel="web",
                address="a",
                role=Role.RESIDENT,
                party="resident:web-a",
                created_at=NOW,
            )
        )

    def store(self, row: SQLModel) -> None:
        """Add a row."""
        self._db.write(lambda session: session.add(row))

    def say(self, content: Content) -> None:
        """The resident sends something."""
        self._clock.advance(timedelta(seconds=1))
        number = self._ids.next()
        body = content.model_dump_json()
        self.store(
            InMessage(
                id=number,
                chat_id=1,
                channel="web",
                external_id=str(number),
                body=body,
                received_at=self._clock.now(),
            )
        )

    def answer(self, body: Body, ids: TimeIds | None = None) -> None:
        """The bot sends something."""
        self._clock.advance(timedelta(seconds=1))
        now = self._clock.now()
        self.store(
            OutMessage(
                id=(ids or self._ids).next(),
                chat_id=1,
                channel="web",
                address="a",
                party="resident:web-a",
                body=body.model_dump_json(),
                made_at=now,
                due_at=now,
            )
        )

    def look(self) -> list[Entry]:
        """What the page reads now."""

        def read(session: Session) -> list[Entry]:
            chat = find_chat(session, "web", "a")
            assert chat is not None
            return self._history.look(session, chat)

        return self._db.read(read)


@pytest.fixture
def talk(database_url: str) -> Iterator[Talk]:
    """A talk in which nothing was said, in a database of each kind."""
    database = Database(open_engine(database_url, AesCipher(b"a secret for tests")))
    yield Talk(database)
    database.engine.dispose()


def test_both_sides_in_order_each_once(talk: Talk) -> None:
    """A second look returns only what came since."""
    talk.say(Content(say="灯不亮"))
    talk.answer(Body(text="明白了"))
    talk.say(Content(photos=("0" * 64, "large")))
    assert [(e.mine, e.text, e.photos) for e in talk.look()] == [
        (True, "灯不亮", ()),
        (False, "明白了", ()),
        (True, "", ("0" * 64, "large")),
    ]
    assert talk.look() == []
    talk.answer(Body(text="照片收到了"))
    assert [e.text for e in talk.look()] == ["照片收到了"]


def test_a_press_reads_as_its_button(talk: Talk) -> None:
    """By the label shown last for that action; a press that was never on a button is not shown."""
    talk.say(Content(press="start"))
    talk.answer(Body(text="好吗？", buttons=(Button(label="好，就这样约", action="ok:7"),)))
    talk.say(Content(press="ok:7"))
    talk.say(Content(press="forged:<b>"))
    assert [e.text for e in talk.look() if e.mine] == ["好，就这样约"]


def test_a_message_that_became_visible_late_is_not_missed(talk: Talk) -> None:
    """Another process may commit a message with a lower id after one with a higher id was shown."""
    talk.answer(Body(text="first"))
    late = TimeIds(ManualClock(NOW + timedelta(milliseconds=500)), bytes)
    assert [e.text for e in talk.look()] == ["first"]
    talk.answer(Body(text="late"), late)
    assert [e.text for e in talk.look()] == ["late"]
