"""Buys windows of the shop at random, in a process of its own: `python -m tests.contention.buying JSON`."""

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from booking.terms import District
from booking.windows import Window, local
from bot.clock import ManualClock
from bot.wiring import App, build
from tests.conftest import MONDAY, settings
from tests.contention.shop import buy, this_week

THREADS = 20


def start(
    folder: Path, url: str, districts: Sequence[District], days: Sequence[int], attempts: int, seed: int
) -> subprocess.Popen[str]:
    """A process that tries so often to buy a window and then prints how often it got one."""
    told = {"folder": str(folder), "url": url, "districts": districts, "days": days, "attempts": attempts, "seed": seed}
    command = [sys.executable, "-m", "tests.contention.buying", json.dumps(told)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def buy_at_random(app: App, districts: Sequence[str], days: Sequence[int], attempts: int, seed: int) -> int:
    """How many of so many attempts, in many threads, got their window."""
    dice = random.Random(seed)
    wishes = [(District(dice.choice(districts)), dice.choice(days)) for _ in range(attempts)]

    def attempt(number: int) -> bool:
        district, weekday = wishes[number]
        window = Window(local(this_week() + timedelta(days=weekday - 1), 8))
        return buy(app, f"resident:{seed}-{number}", district, window)

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(attempt, range(attempts)))


def main(told: dict[str, object]) -> None:
    """Buy, and print how many."""
    folder, url = told.pop("folder"), told.pop("url")
    app = build(settings(Path(str(folder)), str(url), threads=THREADS), clock=ManualClock(MONDAY))
    try:
        sys.stdout.write(f"{buy_at_random(app, **told)}\n")  # type: ignore[arg-type]
    finally:
        app.close()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
