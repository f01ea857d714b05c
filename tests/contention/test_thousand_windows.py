"""Several processes try over and over to buy windows of a whole city: each is sold exactly once."""

from pathlib import Path

import pytest

from booking.terms import District
from bot.clock import ManualClock
from tests.conftest import MONDAY, BuildApp
from tests.contention import buying
from tests.contention.shop import check_sold_once, stock

PROCESSES = 2
CITY = tuple(District)[:8]


def _rush(
    build_app: BuildApp, folder: Path, url: str, *, technicians: int, days: tuple[int, ...], attempts: int
) -> None:
    app = build_app(url, ManualClock(MONDAY))
    stock(app, CITY, technicians, days)
    share = attempts // PROCESSES
    started = [buying.start(folder, url, CITY, days, share, seed) for seed in range(PROCESSES)]
    bought = [int(process.communicate()[0]) for process in started]
    assert [process.returncode for process in started] == [0] * PROCESSES
    assert sum(bought) == len(CITY) * technicians * len(days)
    app.database.read(lambda session: check_sold_once(session, sum(bought)))


def test_sixteen_windows_for_four_hundred(build_app: BuildApp, tmp_path: Path, postgres_url: str) -> None:
    _rush(build_app, tmp_path, postgres_url, technicians=1, days=(3, 5), attempts=400)


@pytest.mark.soak
@pytest.mark.timeout(3_600)
def test_a_thousand_windows_for_a_hundred_thousand(build_app: BuildApp, tmp_path: Path, postgres_url: str) -> None:
    _rush(build_app, tmp_path, postgres_url, technicians=25, days=(2, 3, 4, 5, 6), attempts=100_000)
