"""Long polling when not all is well: two processes, a refused token, a server that is away."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiogram import Bot
from sqlmodel import select

from bot.channels.telegram.intake import Intake
from bot.channels.telegram.poller import CONFLICT_SECONDS, TOKEN_SECONDS, Poller
from bot.channels.telegram.service import make_bot
from bot.clock import ManualClock
from bot.mail.entities import InMessage
from bot.wiring import App, build
from tests.telegram.bot_api import BotApiServer
from tests.telegram.office import settings_of


@pytest.fixture
def app(sqlite_url: str, clock: ManualClock, tmp_path: Path, telegram: BotApiServer) -> Iterator[App]:
    made = build(settings_of(telegram, tmp_path, sqlite_url, "polling"), clock=clock)
    made.courier.on_queued("telegram", lambda _chat: None)
    made.turns.warm()
    yield made
    made.close()


def _stored(app: App) -> int:
    return app.database.read(lambda session: len(session.exec(select(InMessage)).all()))


def _steps(app: App, number: int = 1) -> list[float]:
    """The waits that a new poller asks for."""

    async def run() -> list[float]:
        bot = make_bot(app.settings)
        intake = Intake(app, bot, 2)
        poller = Poller(bot, intake, soon=30)
        try:
            return [await poller.step() for _ in range(number)]
        finally:
            await intake.close()

    return asyncio.run(run())


def test_updates_are_acknowledged_with_the_next_question(app: App, telegram: BotApiServer) -> None:
    wang = telegram.user("Wang")
    wang.say("你好")
    assert _steps(app) == [0.0]
    assert _stored(app) == 1
    wang.say("水管漏水")
    # a process that was killed before its next question is given the first again, which is known
    assert _steps(app) == [0.0]
    assert _stored(app) == 2


def test_a_shapeless_update_does_not_hide_the_others(app: App, telegram: BotApiServer) -> None:
    wang = telegram.user("Wang")
    wang.raw({"message": {"text": "no chat"}})
    wang.say("你好")
    assert _steps(app) == [0.0]
    assert _stored(app) == 1


def test_what_could_not_be_stored_is_asked_for_again(app: App, telegram: BotApiServer) -> None:
    wang = telegram.user("Wang")
    wang.say("你好")
    with app.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE inbox RENAME TO away")
    assert _steps(app) == [1.0]
    with app.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO inbox")
    assert _steps(app) == [0.0]
    assert _stored(app) == 1


def test_a_webhook_in_the_way_is_said_once(app: App, telegram: BotApiServer, caplog: pytest.LogCaptureFixture) -> None:
    async def hook() -> None:
        async with make_bot(app.settings) as bot:
            await bot.set_webhook("https://example.org/hook")

    asyncio.run(hook())
    assert _steps(app, 3) == [CONFLICT_SECONDS] * 3
    assert caplog.text.count("anxiu telegram setup") == 1


def test_two_pollers_by_mistake(app: App, telegram: BotApiServer, caplog: pytest.LogCaptureFixture) -> None:
    wang = telegram.user("Wang")

    async def both() -> list[float]:
        bots = [make_bot(app.settings) for _ in range(2)]
        intakes = [Intake(app, bot, 2) for bot in bots]
        first, second = (Poller(bot, intake) for bot, intake in zip(bots, intakes, strict=True))
        asking = asyncio.ensure_future(first.step())
        await asyncio.sleep(0.3)
        other = asyncio.ensure_future(second.step())
        await asyncio.sleep(0.3)
        wang.say("你好")
        waits = list(await asyncio.gather(asking, other))
        for intake in intakes:
            await intake.close()
        return waits

    assert sorted(asyncio.run(both())) == [0.0, CONFLICT_SECONDS]
    assert "another process polls" in caplog.text
    assert _stored(app) == 1


def test_a_revoked_token_and_a_server_that_is_away(
    app: App, telegram: BotApiServer, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.down()
    assert _steps(app, 4) == [1.0, 2.0, 4.0, 8.0]
    assert caplog.text.count("cannot be reached") == 1
    telegram.up()
    telegram.revoke()
    assert _steps(app, 2) == [TOKEN_SECONDS] * 2
    assert caplog.text.count("refuses the token") == 1
    assert telegram.token not in caplog.text


def test_a_slow_turn_keeps_no_other_chat_waiting(app: App, telegram: BotApiServer) -> None:
    wang, li, slow = (telegram.user(name) for name in ("Wang", "Li", "Slow"))
    queue = telegram.bot.queue

    async def run() -> list[int]:
        bot = make_bot(app.settings)
        intake = _SlowFor(app, bot, slow.id)
        poller = Poller(bot, intake, soon=0.1)

        async def until(number: int) -> int:
            while _stored(app) < number:
                assert await poller.step() == 0.0
            return len(queue.waiting)

        slow.say("等一等")
        wang.say("你好")
        waiting = [await until(1)]
        li.say("你好")  # asked for while the slow one is still under way
        waiting.append(await until(2))
        intake.go_on.set()
        await poller.finish()
        wang.say("还在吗")
        waiting.append(await until(4))
        li.say("还在吗")
        waiting.append(await until(5))
        await intake.close()
        return waiting

    # nothing is acknowledged while the first is under way, and all once it is stored
    assert asyncio.run(run()) == [2, 3, 1, 1]


class _SlowFor(Intake):
    """Takes what one person sends only when it is told to."""

    def __init__(self, app: App, bot: Bot, user: int) -> None:
        super().__init__(app, bot, 2)
        self.go_on = asyncio.Event()
        self._slow = user

    async def take(self, raw: object) -> None:
        """Wait first where it comes from this person."""
        if isinstance(raw, dict) and raw["message"]["chat"]["id"] == self._slow:
            await self.go_on.wait()
        await super().take(raw)
