"""Residents in many threads fight for fifty windows: each is sold once, every loser is shown the others."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import Session, col, select, update

from booking import requests
from booking.requests import Order, Place
from booking.terms import Category, District, Route, Urgency
from booking.windows import Window
from bot.clock import ManualClock
from bot.wiring import App
from tests.conftest import MONDAY, BuildApp
from vendors import calendar, holding
from vendors.entities import Cell, Coverage, Kind, Offer, Provider, Shift, Skill, Technician
from vendors.job_times import job_cells

CATEGORY = Category.WALL_REPAIR  # takes all cells of a window
DISTRICT = District.PUDONG
TECHNICIANS, DAYS = 10, (2, 3, 4, 5, 6)
CAPACITY = TECHNICIANS * len(DAYS)


def _leave_fifty(app: App) -> None:
    """One firm whose ten technicians each work one window on five days of the week; booked for this week only."""

    def leave(session: Session) -> None:
        session.connection().execute(update(Provider).values(active=False))
        session.add(Provider(code="last", kind=Kind.FIRM, name_zh="last", name_en="last", phone="021-55500000"))
        session.flush()
        session.add(Coverage(provider="last", district=DISTRICT, category=CATEGORY))
        for number in range(TECHNICIANS):
            code = f"last-{number}"
            session.add(Technician(code=code, provider="last", name_zh=code, name_en=code))
            session.flush()
            session.add(Skill(technician=code, category=CATEGORY))
            for day in DAYS:
                session.add(Shift(technician=code, weekday=day, start_minute=8 * 60, end_minute=10 * 60))

    app.database.write(leave)


def _free(app: App) -> list[Window]:
    """The windows of this week in which someone is free, as a resident would be shown them."""

    def read(session: Session) -> list[Window]:
        work = app.make_work(session)
        team = calendar.team(work, DISTRICT, CATEGORY, Kind.FIRM)
        count, lead = job_cells(CATEGORY), calendar.LEAD[Urgency.NORMAL]
        found = calendar.open_windows(session, team, count, work.now, lead)
        return [window for window in found if (window.day - MONDAY.date()).days < 7]

    return app.database.read(read)


def _buy(app: App, resident: str, window: Window) -> bool:
    """Hold and book this window in one transaction; False when someone was faster."""

    def buy(session: Session) -> bool:
        work = app.make_work(session)
        hold = holding.hold_window(work, resident, DISTRICT, CATEGORY, window, kinds=(Kind.FIRM,))
        if hold is None:
            return False
        requests.submit(
            work,
            Order(
                resident,
                Route.IN_HOME,
                CATEGORY,
                Urgency.NORMAL,
                "墙皮脱落",
                Place(DISTRICT, road="花园路", lane="1", building="1", door="101"),
                contact_phone="13800138000",
                window=window,
                hold=hold.id,
            ),
        )
        return True

    return app.database.write(buy)


def _shop(app: App, number: int) -> bool:
    """Ask for the first free window until one is bought; False when nothing is left."""
    while shown := _free(app):
        if _buy(app, f"resident:c{number}", shown[0]):
            return True
    return False


def _fight(build_app: BuildApp, url: str, threads: int, residents: int) -> None:
    app = build_app(url, ManualClock(MONDAY), threads=min(threads, 40))
    _leave_fifty(app)
    assert len(_free(app)) == len(DAYS)
    with ThreadPoolExecutor(threads) as pool:
        bought = list(pool.map(lambda number: _shop(app, number), range(residents)))
    assert sum(bought) == min(residents, CAPACITY)
    app.database.read(lambda session: _check_sold_once(session, sum(bought)))


def _check_sold_once(session: Session, sold: int) -> None:
    offers = session.exec(select(Offer.technician, Offer.window_start).order_by(col(Offer.id))).all()
    assert len(offers) == sold
    assert set(Counter(offers).values()) == {1}
    cells = session.exec(select(Cell.technician, Cell.cell).where(col(Cell.expires_at).is_(None))).all()
    assert len(cells) == sold * job_cells(CATEGORY)


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
