"""A shop of few windows that many residents want: what there is, how one is bought, and whether each was sold once."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlmodel import Session, col, select, update

from booking import requests
from booking.requests import Order, Place
from booking.terms import Category, District, Route, Urgency
from booking.windows import Window
from bot.wiring import App
from tests.conftest import MONDAY
from vendors import calendar, holding
from vendors.entities import Cell, Coverage, Kind, Offer, Provider, Shift, Skill, Technician
from vendors.job_times import job_cells

CATEGORY = Category.WALL_REPAIR  # takes all cells of a window


def stock(app: App, districts: Sequence[District], technicians: int, days: Collection[int]) -> None:
    """A firm in each district whose technicians each work one window on these days of the week; nobody else works."""

    def leave(session: Session) -> None:
        session.connection().execute(update(Provider).values(active=False))
        for district in districts:
            code = f"last-{district}"
            session.add(Provider(code=code, kind=Kind.FIRM, name_zh=code, name_en=code, phone="021-55500000"))
            session.flush()
            session.add(Coverage(provider=code, district=district, category=CATEGORY))
            for number in range(technicians):
                _add_technician(session, code, f"{code}-{number}", days)

    app.database.write(leave)


def _add_technician(session: Session, firm: str, code: str, days: Collection[int]) -> None:
    session.add(Technician(code=code, provider=firm, name_zh=code, name_en=code))
    session.flush()
    session.add(Skill(technician=code, category=CATEGORY))
    session.add_all(Shift(technician=code, weekday=day, start_minute=8 * 60, end_minute=10 * 60) for day in days)


def free(app: App, district: District) -> list[Window]:
    """The windows of this week in which someone is free, as a resident would be shown them."""

    def read(session: Session) -> list[Window]:
        work = app.make_work(session)
        team = calendar.team(work, district, CATEGORY, Kind.FIRM)
        found = calendar.open_windows(session, team, job_cells(CATEGORY), work.now, calendar.LEAD[Urgency.NORMAL])
        return [window for window in found if window.day < this_week() + timedelta(days=7)]

    return app.database.read(read)


def this_week() -> date:
    """The Monday of the tests."""
    return MONDAY.date()


def buy(app: App, resident: str, district: District, window: Window) -> bool:
    """Hold and book this window in one transaction; False when someone was faster."""

    def hold_and_submit(session: Session) -> bool:
        work = app.make_work(session)
        hold = holding.hold_window(work, resident, district, CATEGORY, window, kinds=(Kind.FIRM,))
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
                Place(district, road="花园路", lane="1", building="1", door="101"),
                contact_phone="13800138000",
                window=window,
                hold=hold.id,
            ),
        )
        return True

    return app.database.write(hold_and_submit)


def check_sold_once(session: Session, sold: int) -> None:
    """So many windows were sold, each of a technician once, and their cells are kept."""
    offers = session.exec(select(Offer.technician, Offer.window_start).order_by(col(Offer.id))).all()
    assert len(offers) == sold
    assert set(Counter(offers).values()) == {1}
    cells = session.exec(select(Cell.technician, Cell.cell).where(col(Cell.expires_at).is_(None))).all()
    assert len(cells) == sold * job_cells(CATEGORY)
