"""A disk without room: nothing is taken half, nothing is counted against what was said, and it goes on by itself."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from booking.terms import Role
from bot.mail.entities import InMessage, InStatus
from bot.mail.message import Content, Inbound
from bot.storage.absence import is_away, is_full
from bot.wiring import App
from tests.conftest import BuildApp

WORDS = "厨房水龙头一直滴水，明天上午有人，徐汇区田林路1186弄7号301室，13800138000 " + "很久了" * 600


def _say(app: App, key: str, words: str) -> None:
    app.turns.receive(Inbound("converse", key, "li", Role.RESIDENT, "resident:li", Content(say=words)))


def _say_often(app: App) -> None:
    for number in range(20):
        _say(app, f"full-{number}", WORDS)


@contextmanager
def _full(app: App) -> Iterator[None]:
    """No page is added to the database file any more."""
    engine = app.database.engine

    def limit(connection: object, _record: object) -> None:
        connection.execute("PRAGMA max_page_count=1")  # type: ignore[attr-defined]

    engine.dispose()
    event.listen(engine, "connect", limit)
    yield
    event.remove(engine, "connect", limit)
    engine.dispose()


def _kept(app: App) -> list[tuple[str, str, int]]:
    rows = app.database.read(lambda session: session.exec(select(InMessage).order_by("id")).all())
    return [(row.external_id, row.status, row.attempts) for row in rows]


@pytest.fixture
def app(sqlite_url: str, build_app: BuildApp) -> App:
    """The application over a SQLite file."""
    return build_app(sqlite_url)


def test_what_finds_no_room_is_refused_and_taken_when_it_comes_again(
    app: App, caplog: pytest.LogCaptureFixture
) -> None:
    _say(app, "1", "你好")
    with _full(app), caplog.at_level(logging.WARNING), pytest.raises(OperationalError) as told:
        _say_often(app)
    assert is_full(told.value)
    assert is_away(told.value)
    assert "the disk of the database is full; make room" in caplog.text
    refused = f"full-{len(_kept(app)) - 1}"
    assert all(status == InStatus.DONE and not attempts for _, status, attempts in _kept(app))
    _say(app, refused, WORDS)
    assert _kept(app)[-1] == (refused, InStatus.DONE, 0)
