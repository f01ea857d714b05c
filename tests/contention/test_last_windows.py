"""Residents in many threads fight for fifty windows: each is sold once, every loser is shown the others."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from booking.terms import District
from bot.clock import ManualClock
from bot.wiring import App
from tests.conftest import MONDAY, BuildApp
from tests.contention.shop import buy, check_sold_once, free, stock

DISTRICT = District.PUDONG
TECHNICIANS, DAYS = 10, (2, 3, 4, 5, 6)
CAPACITY = TECHNICIANS * len(DAYS)


def _shop(app: App, number: int) -> bool:
    """Ask for the first free window until one is bought; False when nothing is left."""
    while shown := free(app, DISTRICT):
        if buy(app, f"resident:c{number}", DISTRICT, shown[0]):
            return True
    return False


def _fight(build_app: BuildApp, url: str, threads: int, residents: int) -> None:
    app = build_app(url, ManualClock(MONDAY), threads=min(threads, 40))
    stock(app, [DISTRICT], TECHNICIANS, DAYS)
    assert len(free(app, DISTRICT)) == len(DAYS)
    with ThreadPoolExecutor(threads) as pool:
        bought = list(pool.map(lambda number: _shop(app, number), range(residents)))
    assert sum(bought) == min(residents, CAPACITY)
    app.database.read(lambda session: check_sold_once(session, sum(bought)))


def test_twenty_threads_on_postgresql(build_app: BuildApp, postgres_url: str) -> None:
    _fight(build_app, postgres_url, threads=20, residents=60)


def test_eight_threads_on_sqlite(build_app: BuildApp, sqlite_url: str) -> None:
    _fight(build_app, sqlite_url, threads=8, residents=60)


@pytest.mark.soak
def test_two_hundred_threads_on_postgresql(build_app: BuildApp, postgres_url: str) -> None:
    _fight(build_app, postgres_url, threads=200, residents=200)


@pytest.mark.soak
def test_twenty_threads_on_sqlite(build_app: BuildApp, sqlite_url: str) -> None:
    _fight(build_app, sqlite_url, threads=20, residents=200)
