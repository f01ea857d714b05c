"""Whatever comes as an update: nobody sees a fault of ours, and nothing is stored by half."""

import asyncio
import logging
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from bot.channels.telegram.intake import Intake
from bot.channels.telegram.service import make_bot
from bot.clock import ManualClock
from bot.mail.entities import InMessage, InStatus, OutMessage
from bot.mail.message import Body
from bot.wiring import App, build
from oversight.audit import audit
from tests.conftest import MONDAY
from tests.conftest import settings as settings_of_tests
from tests.databases import copied
from tests.telegram.bot_api import bot_api_server
from tests.telegram.odd_updates import ANYTHING, likely, updates

USERS = tuple(range(6_900_000_001, 6_900_000_007))
SHORT, LONG = 150, 5_000


class Faults(logging.Handler):
    """Keeps what is logged as a fault of ours."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.records.append(record)


@contextmanager
def _open(url: str, folder: Path) -> Iterator[tuple[App, Intake, asyncio.AbstractEventLoop]]:
    clock, loop = ManualClock(MONDAY), asyncio.new_event_loop()
    with ExitStack() as open_things:
        server = open_things.enter_context(bot_api_server(clock.now))
        values = settings_of_tests(folder, url, telegram_token=server.token, telegram_api_url=server.url)
        app = build(values, clock=clock)
        open_things.callback(app.close)
        app.courier.on_queued("telegram", lambda _chat: None)
        intake = Intake(app, make_bot(app.settings), 2)
        yield app, intake, loop
        loop.run_until_complete(intake.close())
        loop.close()


def _play(url: str, folder: Path, number: int) -> None:
    faults = Faults()
    logging.getLogger("bot").addHandler(faults)
    try:
        with _open(url, folder) as (app, intake, loop):
            calm = settings(
                max_examples=number,
                deadline=None,
                derandomize=True,
                database=None,
                suppress_health_check=list(HealthCheck),
            )

            @calm
            @given(st.one_of(likely(USERS), likely(USERS), updates(USERS), ANYTHING))
            def take(update: object) -> None:
                faults.records.clear()
                loop.run_until_complete(intake.take(update))
                assert not [record.getMessage() for record in faults.records]

            take()
            app.database.read(_whole)
    finally:
        logging.getLogger("bot").removeHandler(faults)


def _whole(session: Session) -> None:
    """Everything that is stored has its outcome, and the chains of facts hold."""
    came, told = session.exec(select(InMessage)).all(), session.exec(select(OutMessage)).all()
    assert came
    assert {row.status for row in came} == {InStatus.DONE}
    assert not [row for row in told if "Traceback" in Body.model_validate_json(row.body).text]
    assert not list(audit(session))


def test_odd_updates(sqlite_template: Path, tmp_path: Path) -> None:
    shutil.copyfile(sqlite_template, tmp_path / "anxiu.db")
    _play(f"sqlite:///{tmp_path / 'anxiu.db'}", tmp_path, SHORT)


@pytest.mark.soak
@pytest.mark.timeout(3_600)
def test_very_many_odd_updates(postgres: str, postgres_template: str, tmp_path: Path) -> None:
    with copied(postgres, "anxiu_fuzz", postgres_template) as url:
        _play(url, tmp_path, LONG)
