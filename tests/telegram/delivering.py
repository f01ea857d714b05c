"""Delivers what an outbox holds for Telegram, in a process of its own: `python -m tests.telegram.delivering JSON`."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.channels.telegram.service import Delivery
from bot.wiring import build
from tests.conftest import settings
from tests.telegram.bot_api import BotApiServer


@contextmanager
def delivering(server: BotApiServer, folder: Path, url: str) -> Iterator[None]:
    """Another process delivers while the block runs."""
    told = {"folder": str(folder), "url": url, "token": server.token, "api": server.url}
    command = [sys.executable, "-m", "tests.telegram.delivering", json.dumps(told)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(timeout=60)


def main(told: dict[str, str]) -> None:
    """Deliver until the input ends."""
    values = settings(Path(told["folder"]), told["url"], telegram_token=told["token"], telegram_api_url=told["api"])
    app = build(values)
    delivery = Delivery(app)
    delivery.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()
    delivery.stop()
    app.close()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
