"""The Bot API test server: starts, stops, and gives a test all its knobs."""

import asyncio
import itertools
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from tests.telegram.bot_api.app import Api, CallRecord
from tests.telegram.bot_api.courier import Courier, Patience
from tests.telegram.bot_api.faults import Faults
from tests.telegram.bot_api.files import Files
from tests.telegram.bot_api.listener import Listener
from tests.telegram.bot_api.params import Json
from tests.telegram.bot_api.people import Group, User, put_member_change
from tests.telegram.bot_api.polling import Polling
from tests.telegram.bot_api.queue import UpdateQueue
from tests.telegram.bot_api.rates import Limiter, Rates
from tests.telegram.bot_api.world import Bot, Chat, World

Clock = Callable[[], datetime]


def _system_time() -> datetime:
    return datetime.now(UTC)


class BotApiServer:
    """A Bot API on loopback with one bot, or more.

    aiogram: `TelegramAPIServer.from_base(server.url)`. python-telegram-bot: `base_url=f"{server.url}/bot"` and
    `base_file_url=f"{server.url}/file/bot"`. `clock` gives the server time: dates of messages, age of queries,
    windows of the limits; long polls and webhooks wait in real time.
    """

    def __init__(self, clock: Clock = _system_time, limiter: type[Limiter] = Limiter) -> None:
        self.world = World(clock)
        self.faults = Faults()
        self.limiter = limiter(clock)
        self.patience = Patience()
        self._api = Api(self.world, self.faults, self.limiter)
        self._listener = Listener(self._api)
        self._api.abort = self._listener.abort
        self._user_ids = itertools.count(5_000_000_001)  # over 32 bits, as those of new accounts are
        self._group_ids = itertools.count(-1_002_000_000_001, -1)
        self._bot_ids = itertools.count(7_000_000_001)
        self._couriers: list[asyncio.Task[None]] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="bot-api", daemon=True)
        self._thread.start()
        self._run(self._listener.listen())
        self.bot = self.add_bot("anxiu_test_bot", "Anxiu")

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=30)

    # Where it is, and who uses it.

    @property
    def url(self) -> str:
        """The base address, without a slash at its end."""
        return f"http://127.0.0.1:{self._listener.port}"

    @property
    def token(self) -> str:
        """The token of the first bot."""
        return self.bot.token

    def add_bot(self, username: str, name: str) -> Bot:
        """A further bot with its own token, chats and updates."""
        number = next(self._bot_ids)
        bot = Bot(f"{number}:AA{number:033}", number, username, name, UpdateQueue(self.world.lock), Files(number))
        self._run(self._employ(bot))
        self.world.bots[bot.token] = bot
        return bot

    async def _employ(self, bot: Bot) -> None:
        polling = Polling()
        courier = Courier(self.world, bot, self.patience, self._api.reply_in_webhook)

        def wake() -> None:
            polling.news.set()
            courier.news.set()

        bot.queue.wake = lambda: _soon(self._loop, wake)
        self._api.pollings[bot.id] = polling
        self._couriers.append(asyncio.create_task(courier.run()))

    def user(self, name: str, language_code: str = "zh-hans", bot: Bot | None = None, **fields: Any) -> User:
        """A person who has not started the bot yet; `fields` go into the User object (username, last_name)."""
        bot = bot or self.bot
        number = next(self._user_ids)
        who: Json = {"id": number, "is_bot": False, "first_name": name, "language_code": language_code} | fields
        shown = {name: who[name] for name in ("first_name", "last_name", "username") if name in who}
        chat = Chat(number, {"id": number, "type": "private"} | shown, members={number: who})
        with self.world.lock:
            bot.chats[number] = chat
        return User(self.world, bot, chat, who)

    def group(self, title: str, by: User | None = None, bot: Bot | None = None) -> Group:
        """A group that has the bot in it; the bot is told when somebody is named who invites it."""
        bot = bot or self.bot
        number = next(self._group_ids)
        chat = Chat(number, {"id": number, "type": "supergroup", "title": title}, started=True)
        with self.world.lock:
            bot.chats[number] = chat
            if by is not None:
                chat.members[by.id] = by.fields
                put_member_change(self.world, bot, chat, by.fields, ("left", "member"))
        return Group(self.world, bot, chat)

    # What was seen.

    @property
    def calls(self) -> list[CallRecord]:
        """Every call that reached its method, in order."""
        return self._api.calls

    @property
    def refusals(self) -> list[CallRecord]:
        """The calls that were refused for what they said (4xx without 429)."""
        return self._api.refusals

    @property
    def complaints(self) -> list[str]:
        """What the real Bot API would let pass or could not do, and no test should have: empty when all is well."""
        return self._api.complaints

    def polls(self) -> int:
        """How many long polls are waiting."""
        return sum(polling.waiting for polling in list(self._api.pollings.values()))

    def rates(self, edits: bool = False) -> Rates:
        """The most that was sent (with `edits`: or edited) in any window of time; refused calls count too."""
        return self.limiter.rates(edits)

    def wait_until(self, condition: Callable[[], bool], timeout: float = 10.0, what: str = "") -> None:
        """Wait until something is so that calls or people change; fails after `timeout` seconds."""
        with self.world.changed:
            if not self.world.changed.wait_for(condition, timeout):
                raise AssertionError(f"waited in vain for {what or condition}; complaints: {self.complaints}")

    # What goes wrong.

    def down(self) -> None:
        """Break all connections and refuse new ones."""
        self._run(self._listener.vanish())

    def up(self) -> None:
        """Be there again, at the same address."""
        self._run(self._listener.listen())

    def revoke(self, token: str | None = None) -> None:
        """Make a token (of the first bot) worthless."""
        with self.world.lock:
            bot = self.world.bots[token or self.token]
            bot.revoked = True
            bot.queue.wake()

    def close(self) -> None:
        """Stop everything; a second time does nothing."""
        if self._loop.is_closed():
            return
        self._run(self._finish())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    async def _finish(self) -> None:
        self._api.closing.set()
        for courier in self._couriers:
            courier.cancel()
        await asyncio.gather(*self._couriers, return_exceptions=True)
        await self._listener.close()
        # Broken connections end their requests; long polls are ended by hand.
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


def _soon(loop: asyncio.AbstractEventLoop, work: Callable[[], None]) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(work)


@contextmanager
def bot_api_server(clock: Clock = _system_time, limiter: type[Limiter] = Limiter) -> Iterator[BotApiServer]:
    """A server that runs while the block does; `limiter` notes what is sent."""
    server = BotApiServer(clock, limiter)
    try:
        yield server
    finally:
        server.close()
