"""Runs the server: pages, channels and workers in one process, or some of them."""

import asyncio
import logging
import signal
import sys
import threading

import uvicorn

from bot.messengers import Messengers
from bot.prepare import prepare
from bot.sample.files import read_sample
from bot.settings import Settings
from bot.ticker import Ticker
from bot.wiring import App, build


def run(settings: Settings, *, role: str, sample: bool) -> int:
    """Serve until told to stop; the exit status."""
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for noisy in ("apscheduler", "alembic", "httpx", "aiogram"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    _say("Preparing the database ...")
    if not prepare(settings, sample=sample):
        _say("There are no repair firms in this database yet. `anxiu serve --demo` fills it with sample data.")
    app = build(settings)
    ticker = Ticker(app.clockwork, settings.tick_seconds) if role in ("all", "worker") else None
    if ticker is not None:
        ticker.start()
    messengers = Messengers(app, role)
    messengers.start()
    try:
        if role in ("all", "web"):
            _serve_pages(app, messengers, sample=sample)
        else:
            app.turns.warm()
            _wait(role)
    finally:
        messengers.stop()
        if ticker is not None:
            ticker.stop()
        app.close()
    return 0


def _serve_pages(app: App, messengers: Messengers, *, sample: bool) -> None:
    from bot.web.server import create

    # uvicorn stops in good order and then raises the signal anew: what else runs is to stop in good order too
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    settings, site = app.settings, create(app, *messengers.routes())
    config = uvicorn.Config(
        site, host=settings.host, port=settings.port, log_level="warning", timeout_graceful_shutdown=5
    )
    server = uvicorn.Server(config)
    asyncio.run(_announced(server, app, sample=sample))


def _leave(*_: object) -> None:
    raise SystemExit(0)


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


def _wait(role: str) -> None:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    _say(f"Anxiu {role} is running.")
    stop.wait()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
