"""The whole application connected to a Bot API server, by polling or by webhook, with people who were invited."""

import asyncio
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from aiogram import Bot
from fastapi import FastAPI

from booking.terms import Role
from bot.channels.telegram import invitations
from bot.channels.telegram.limits import Limits
from bot.channels.telegram.service import Delivery, Polling, make_intake, webhook_secret
from bot.channels.telegram.setup import set_up
from bot.channels.telegram.webhook import register
from bot.clock import Clock
from bot.running.ticker import Ticker
from bot.settings import Settings
from bot.wiring import App, build
from tests.conftest import settings
from tests.telegram.bot_api import BotApiServer, User
from tests.telegram.quick_clock import QuickClock

BOT = "anxiu_test_bot"


class Office:
    """Everything that runs, and the ways in which a test plays the operator."""

    def __init__(self, app: App, server: BotApiServer) -> None:
        self.app = app
        self.server = server

    def invite(self, role: Role, name: str, days: int = 7) -> str:
        """An invitation; its start parameter."""
        party = self.app.database.read(lambda session: invitations.party_named(session, role, name))
        return self.app.database.write(
            lambda session: invitations.invite(self.app.make_work(session), role, party, days, os.urandom)
        )

    def join(self, user: User, role: Role, name: str) -> None:
        """Let a person take an invitation."""
        user.start(self.invite(role, name))
        user.wait_for("/help", fresh=True)


def settings_of(server: BotApiServer, folder: Path, url: str, mode: str, port: int = 0) -> Settings:
    """Settings of an installation with a bot."""
    return settings(
        folder,
        url,
        telegram_token=server.token,
        telegram_api_url=server.url,
        telegram_bot=BOT,
        telegram_mode=mode,
        public_url=f"http://127.0.0.1:{port}" if port else "",
    )


@contextmanager
def office(
    server: BotApiServer, folder: Path, url: str, clock: Clock, *, mode: str = "polling", limits: Limits | None = None
) -> Iterator[Office]:
    """An installation that runs while the block does."""
    with _webhook_site() as (site, port):
        values = settings_of(server, folder, url, mode, port)
        app = build(values, clock=clock)
        delivery = Delivery(app, limits or Limits(clock.seconds if isinstance(clock, QuickClock) else _standing))
        delivery.start()
        polling = Polling(app) if mode == "polling" else None
        if polling is None:
            secret = webhook_secret(values, app.secret)
            register(site, make_intake(app), secret)
            set_up(values, app.texts, secret)
        else:
            polling.start()
        ticker = Ticker(app.clockwork, 0.1)
        ticker.start()
        try:
            yield Office(app, server)
        finally:
            ticker.stop()
            if polling is not None:
                polling.stop()
            else:
                asyncio.run(_no_webhook(server))
            delivery.stop()
            app.close()


def _standing() -> float:
    return 0.0


async def _no_webhook(server: BotApiServer) -> None:
    """Nothing more is brought to a site that closes."""
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    async with Bot(server.token, session=AiohttpSession(api=TelegramAPIServer.from_base(server.url))) as bot:
        await bot.delete_webhook()


@contextmanager
def _webhook_site() -> Iterator[tuple[FastAPI, int]]:
    """A web server on loopback for the webhook."""
    site = FastAPI()
    config = uvicorn.Config(site, host="127.0.0.1", port=0, log_level="error")
    runner = uvicorn.Server(config)
    thread = threading.Thread(target=runner.run, daemon=True)
    thread.start()
    while not runner.started:
        threading.Event().wait(0.01)
    try:
        yield site, runner.servers[0].sockets[0].getsockname()[1]
    finally:
        runner.should_exit = True
        thread.join()
