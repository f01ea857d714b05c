"""The chat on the web over HTTP: forms posted to `anxiu serve --role web`, stored in PostgreSQL; beside a bare form.

A turn is done when the browser is sent on: what is answered then is stored with what was said.
"""

import asyncio
import os
import re
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager

import aiohttp

from bench.load import PEOPLE, PROCESSES, Site, Taken, hold_to_core, in_turn, some_at_a_time, stored, tell
from bench.sayings import sayings

START_SECONDS = 120.0
_TOKEN = re.compile(r'name="token" value="([^"]*)"')
#: A browser, and the token that its forms must send along.
Visitor = tuple[aiohttp.ClientSession, str]


def run() -> None:
    """Measure and print."""
    with stored() as (folder, url), ExitStack() as open_:
        told = {"data_dir": folder, "secret_key": "bench", "database_url": url}
        whole, bare = Site([]), Site([])
        for core in range(PROCESSES):
            words = ("-m", "bot", "serve", "--role", "web", "--port")
            whole.processes.append(open_.enter_context(_process(words, told, core)))
            bare.processes.append(open_.enter_context(_process(("-m", "bench.bare_form"), {}, core)))
        figures = asyncio.run(_measure((whole, bare)))
    tell("web_chat_postgresql", "turns", *figures)


async def _measure(sites: tuple[Site, Site]) -> tuple[Taken, Taken]:
    for site in sites:
        for base, _ in site.processes:
            await _wait_ready(base)
    return await in_turn(sites, _visitors, _talk)


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


@asynccontextmanager
async def _visitors(site: Site) -> AsyncIterator[Sequence[Visitor]]:
    """Browsers that know nothing of each other and have the page open."""
    async with AsyncExitStack() as open_:
        browsers = [
            await open_.enter_async_context(
                aiohttp.ClientSession(
                    f"{site.base(place)}/", cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Accept-Language": "zh"}
                )
            )
            for place in range(PEOPLE)
        ]
        tokens = await asyncio.gather(*[_open(browser) for browser in browsers])
        yield list(zip(browsers, tokens, strict=True))


async def _open(browser: aiohttp.ClientSession) -> str:
    async with browser.get("plain") as answer:
        found = _TOKEN.search(await answer.text())
    assert found is not None
    return found[1]


async def _talk(_site: Site, visitors: Sequence[Visitor]) -> list[float]:
    async def say_all(place: int, visitor: Visitor) -> list[float]:
        browser, token = visitor
        times = []
        for words, _ in sayings(place):
            form = {"token": token, "form": uuid.uuid4().hex, "say": words}
            begin = time.perf_counter()
            async with browser.post("plain", data=form, allow_redirects=False) as answer:
                assert answer.status == 303, await answer.text()
            times.append(time.perf_counter() - begin)
        return times

    return await some_at_a_time(say_all(place, visitor) for place, visitor in enumerate(visitors))


@contextmanager
def _process(words: Sequence[str], told: Mapping[str, str], core: int) -> Iterator[tuple[str, int]]:
    """A web server in another process; its address and the process. `told` are its settings."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {f"ANXIU_{name.upper()}": value for name, value in told.items()}
    with subprocess.Popen(
        [sys.executable, *words, str(port)], env=os.environ | settings, stdout=subprocess.DEVNULL
    ) as process:
        hold_to_core(process.pid, core)
        try:
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.kill()  # its database goes with it
