"""One web server with a webhook for the bench, in a process of its own: `python -m bench.telegram_site JSON`."""

import json
import sys
import threading
from pathlib import Path

import uvicorn
from aiogram import Bot
from aiogram.types import Update
from fastapi import FastAPI

from bot.channels.telegram.limits import NO_LIMIT, Limits
from bot.channels.telegram.reading import read_update
from bot.channels.telegram.service import Delivery, make_bot, make_intake
from bot.channels.telegram.webhook import Takes, register
from bot.settings import Settings
from bot.wiring import build, settings_for


class Echo:
    """The bare limit: the update is read, and its words go back."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def take(self, raw: object) -> None:
        """Answer at once, with nothing stored."""
        news = read_update(Update.model_validate(raw))
        if news is not None:
            await self._bot.send_message(news.chat, news.words)


def main(told: dict[str, str]) -> None:
    """Serve the whole channel, or only the echo, until the input ends."""
    settings = settings_for(
        Path(told["folder"]),
        secret_key="bench",
        database_url=told["url"],
        telegram_token=told["token"],
        telegram_api_url=told["api"],
        log_level="ERROR",
    )
    if told["what"] == "echo":
        _serve(Echo(make_bot(settings)), told["secret"])
    else:
        _serve_whole(settings, told["secret"])


def _serve_whole(settings: Settings, secret: str) -> None:
    app = build(settings)
    app.turns.warm()
    delivery = Delivery(app, Limits(pace=NO_LIMIT))
    delivery.start()
    try:
        _serve(make_intake(app), secret)
    finally:
        delivery.stop()
        app.close()


def _serve(intake: Takes, secret: str) -> None:
    site = FastAPI()
    register(site, intake, secret)
    server = uvicorn.Server(uvicorn.Config(site, host="127.0.0.1", port=0, log_level="error"))
    threading.Thread(target=_watch, args=[server], daemon=True).start()
    server.run()


def _watch(server: uvicorn.Server) -> None:
    """Tell the port, and end when the input does."""
    while not server.started:
        threading.Event().wait(0.01)
    sys.stdout.write(f"{server.servers[0].sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    sys.stdin.read()
    server.should_exit = True


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
