"""Webhook throughput: updates over HTTP, stored in PostgreSQL, answered at a Bot API server; beside a bare echo."""

import asyncio
import itertools
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from bench.load import PEOPLE, PROCESSES, Site, Taken, hold_to_core, in_turn, some_at_a_time, stored, tell
from bench.sayings import sayings
from bot.channels.telegram.webhook import HEADER, PATH
from tests.telegram.bot_api import Bot, BotApiServer, User, bot_api_server
from tests.telegram.bot_api.rates import Limiter, Sending

SECRET = "bench-secret"
#: An answer that takes longer, in seconds, is none.
LONGEST = 60.0
_updates = itertools.count(1)


class Awaited:
    """So many messages in a chat, and the moment when the last of them arrives."""

    def __init__(self, messages: int) -> None:
        self.left = messages
        self.at: asyncio.Future[float] = asyncio.get_running_loop().create_future()


class Arrivals(Limiter):
    """Tells whoever waits in a chat when all that is to arrive there has arrived."""

    waiting: dict[int, Awaited]
    loop: asyncio.AbstractEventLoop

    def record(self, method: str, sending: Sending) -> None:
        """Note the moment."""
        super().record(method, sending)
        at = time.perf_counter()
        if not sending.edits and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._arrived, sending.chat_id, at)

    def _arrived(self, chat: int, at: float) -> None:
        awaited = self.waiting[chat]
        awaited.left -= 1
        assert awaited.left >= 0, "more was answered than is waited for: mend the sayings"
        if awaited.left == 0 and not awaited.at.done():
            awaited.at.set_result(at)


@dataclass(slots=True)
class BotSite(Site):
    """What takes the updates of a bot; an echo answers with one message."""

    bot: Bot
    echoes: bool


def run() -> None:
    """Measure and print."""
    with stored() as (folder, url), ExitStack() as open_:
        server = open_.enter_context(bot_api_server(limiter=Arrivals))
        told = {"folder": folder, "url": url, "api": server.url, "secret": SECRET}

        def site(what: str, bot: Bot) -> BotSite:
            words = told | {"what": what, "token": bot.token}
            return BotSite(
                [open_.enter_context(_process(words, core)) for core in range(PROCESSES)], bot, what == "echo"
            )

        sites = site("whole", server.bot), site("echo", server.add_bot("echo_bench_bot", "Echo"))
        figures = asyncio.run(_measure(server, sites))
    tell("telegram_webhook_postgresql", "updates", *figures)


async def _measure(server: BotApiServer, sites: tuple[BotSite, BotSite]) -> tuple[Taken, Taken]:
    arrivals = server.limiter
    assert isinstance(arrivals, Arrivals)
    arrivals.loop, arrivals.waiting = asyncio.get_running_loop(), {}

    @asynccontextmanager
    async def arrive(site: BotSite) -> AsyncIterator[Sequence[User]]:
        yield [server.user("P", bot=site.bot) for _ in range(PEOPLE)]

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as client:

        async def talk(site: BotSite, people: Sequence[User]) -> list[float]:
            return await some_at_a_time(
                _say_all(client, site, arrivals, place, user) for place, user in enumerate(people)
            )

        return await in_turn(sites, arrive, talk)


async def _say_all(
    client: aiohttp.ClientSession, site: BotSite, arrivals: Arrivals, place: int, user: User
) -> list[float]:
    """Seconds from posting each update to the arrival of the last message of its answer."""
    user.chat.started = True
    times = []
    for words, messages in sayings(place):
        update = _update(user, words)
        answer = arrivals.waiting[user.id] = Awaited(1 if site.echoes else messages)
        begin = time.perf_counter()
        async with client.post(site.base(place) + PATH, json=update, headers={HEADER: SECRET}) as response:
            assert response.status == 200
        times.append(await asyncio.wait_for(answer.at, LONGEST) - begin)
    return times


def _update(user: User, words: str) -> dict[str, Any]:
    number = next(_updates)
    message = {"message_id": number, "from": user.fields, "chat": user.chat.fields, "date": 1_795_000_000}
    return {"update_id": number, "message": message | {"text": words}}


@contextmanager
def _process(told: dict[str, str], core: int) -> Iterator[tuple[str, int]]:
    """A web server in another process; its address and the process."""
    command = [sys.executable, "-m", "bench.telegram_site", json.dumps(told)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        hold_to_core(process.pid, core)
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}", process.pid
        finally:
            process.kill()  # its database goes with it
