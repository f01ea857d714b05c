"""Runs the server: pages, channels and workers in one process, or some of them."""

import asyncio
import logging
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import TypeVar

import psycopg
import uvicorn
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.running.messengers import Messengers
from bot.running.prepare import prepare
from bot.running.readiness import ReadyFile
from bot.running.ticker import Ticker
from bot.sample.files import read_sample
from bot.settings import Settings
from bot.storage.absence import is_away
from bot.wiring import App, build

T = TypeVar("T")


#: How long a database that cannot be reached is waited for at the start, and how often it is tried, in seconds.
START_PATIENCE, START_EVERY = 120.0, 2.0


def run(settings: Settings, *, role: str, sample: bool, clock: Clock | None = None) -> int:
    """Serve until told to stop, by the machine's clock unless another is handed in; the exit status."""
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for noisy in ("apscheduler", "alembic", "httpx", "aiogram"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    _say("Preparing the database ...")
    if not _patiently(lambda: prepare(settings, sample=sample)):
        _say("There are no repair firms in this database yet. `anxiu serve --demo` fills it with sample data.")
    app = _patiently(lambda: build(settings, clock=clock))
    with ExitStack() as running:
        running.callback(app.close)
        messengers = _start(app, role, running)
        if role in ("all", "web"):
            _serve_pages(app, messengers, sample=sample)
        else:
            app.turns.warm()
            _wait(app, role)
    return 0


def _start(app: App, role: str, running: ExitStack) -> Messengers:
    """Start what works beside the pages; `running` ends it in the other order, each part after what is under way."""
    if app.settings.ready_file:
        file = ReadyFile(Path(app.settings.ready_file), app.readiness)
        file.start()
        running.callback(file.stop)
    if role in ("all", "worker"):
        ticker = Ticker(app.clockwork, app.settings.tick_seconds)
        app.bells.on_deadline(ticker.expect)
        app.bells.on_gap(lambda: ticker.expect(app.clock.now()))
        ticker.start()
        running.callback(ticker.stop)
    messengers = Messengers(app, role)
    messengers.start()
    running.callback(messengers.stop)
    app.bells.start()
    running.callback(app.bells.stop)
    running.callback(app.readiness.stop)
    return messengers


def _patiently(task: Callable[[], T]) -> T:
    """A database that starts later than this process is waited for."""
    until = time.monotonic() + START_PATIENCE
    while True:
        try:
            return task()
        except (SQLAlchemyError, psycopg.Error) as error:
            if not is_away(error) or time.monotonic() > until:
                raise
            _say("The database cannot be reached yet; it is tried again ...")
            time.sleep(START_EVERY)


def _serve_pages(app: App, messengers: Messengers, *, sample: bool) -> None:
    from bot.web.server import create

    # uvicorn stops in good order and then raises the signal anew: what else runs is to stop in good order too
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    settings, site = app.settings, create(app, *messengers.routes())
    config = uvicorn.Config(
        site, host=settings.host, port=settings.port, log_level="warning", timeout_graceful_shutdown=5
    )
    server = Draining(config, app.readiness.stop, settings.drain_seconds)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_announced(server, app, sample=sample))


def _leave(*_: object) -> None:
    raise SystemExit(0)


class Draining(uvicorn.Server):
    """Goes on serving for a while after it was told to stop, not ready any more: proxies lead visitors elsewhere."""

    def __init__(self, config: uvicorn.Config, stopping: Callable[[], None], seconds: float) -> None:
        super().__init__(config)
        self._stopping = stopping
        self._seconds = seconds
        self._loop: asyncio.AbstractEventLoop | None = None
        self._told = False

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to stop."""
        self._loop = asyncio.get_running_loop()
        await super().serve(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal to stop; a second one does not wait any more."""
        self._stopping()
        if self._loop is None or self._told or not self._seconds:
            super().handle_exit(sig, frame)
            return
        self._told = True
        _say(f"Stopping in {self._seconds:g} seconds.")
        end = super().handle_exit
        self._loop.call_soon_threadsafe(lambda loop: loop.call_later(self._seconds, end, sig, frame), self._loop)


async def _announced(server: uvicorn.Server, app: App, *, sample: bool) -> None:
    serving = asyncio.ensure_future(server.serve())
    while not server.started and not serving.done():
        await asyncio.sleep(0.02)
    if server.started:
        for line in _where(app.settings, sample=sample):
            _say(line)
        app.turns.warm()
    await serving


def _where(settings: Settings, *, sample: bool) -> list[str]:
    base = settings.public_url.rstrip("/") or f"http://{settings.host}:{settings.port}"
    lines = [
        "Anxiu 安修 is ready.",
        f"  Resident chat    {base}/",
        f"  Vendor desk      {base}/desk",
        f"  Supervisor desk  {base}/supervisor",
        f"  Price book       {base}/prices",
    ]
    if sample:
        accounts = read_sample().accounts.accounts
        lines.append("Demo accounts (sample data, all invented; password of each: anxiu-demo):")
        lines += [f"  {account.login:<22} {account.name_en}" for account in accounts]
    return lines


def _wait(app: App, role: str) -> None:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    _say(f"Anxiu {role} is running.")
    stop.wait()
    app.readiness.stop()
    _say(f"Anxiu {role} is stopping.")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
