"""Which windows can be promised: those in which an eligible technician is free for the whole job."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import bindparam, exists, select
from sqlmodel import Session, col

from booking.terms import SHANGHAI, Category, Urgency
from booking.windows import HORIZON_DAYS, Window, local, windows_from
from booking.work import Work
from vendors import cells
from vendors.entities import Absence, Coverage, Kind, Provider, Shift, Skill, Standing, Technician
from vendors.spreading import Place

#: Cells of a day.
DAY_CELLS = 48
#: How long before a window begins it can still be promised: a firm must answer and someone must get there.
LEAD: dict[Urgency, timedelta] = {
    Urgency.NORMAL: timedelta(hours=2),
    Urgency.URGENT: timedelta(minutes=45),
    Urgency.EMERGENCY: timedelta(0),
}


@dataclass(slots=True)
class Crew:
    """A technician who may do a job, with the hours worked and what matching weighs."""

    technician: str
    provider: str
    kind: Kind
    ratings: int
    stars: int
    #: worked cells of each weekday (0 is Monday), bit 0 from midnight
    week: list[int] = field(default_factory=lambda: [0] * 7)
    absent: set[date] = field(default_factory=set)

    def add_shift(self, weekday: int, start_minute: int, end_minute: int) -> None:
        """Working hours of a weekday (1 is Monday); only cells that lie in them as a whole are worked."""
        first, end = -(-start_minute // 30), end_minute // 30
        if first < end:
            self.week[weekday - 1] |= (1 << end) - (1 << first)

    def worked(self, first_day: date, days: int) -> int:
        """Worked cells from the midnight that begins `first_day`, as bits, for so many days."""
        bits = 0
        for offset in range(days):
            day = first_day + timedelta(days=offset)
            if day not in self.absent:
                bits |= self.week[day.weekday()] << (offset * DAY_CELLS)
        return bits


@dataclass(frozen=True, slots=True)
class Opening:
    """A technician could begin the job in this window at this cell."""

    window: Window
    crew: Crew
    first_cell: int


def _crew_query(*, with_category: bool) -> Any:
    """One row for every shift of everyone who may do the job."""
    serves = (col(Coverage.provider) == Provider.code) & (col(Coverage.district) == bindparam("district"))
    can = col(Skill.technician) == Technician.code
    if with_category:
        serves &= col(Coverage.category) == bindparam("category")
        can &= col(Skill.category) == bindparam("category")
    return (
        select(
            col(Technician.code),
            col(Technician.provider),
            col(Standing.ratings),
            col(Standing.stars),
            col(Shift.weekday),
            col(Shift.start_minute),
            col(Shift.end_minute),
        )
        .join_from(Technician, Provider, col(Provider.code) == Technician.provider)
        .join(Shift, col(Shift.technician) == Technician.code)
        .join(Standing, col(Standing.provider) == Provider.code, isouter=True)
        .where(
            col(Provider.kind) == bindparam("kind"),
            col(Provider.active).is_(True),
            col(Technician.active).is_(True),
            exists().where(serves),
            exists().where(can),
        )
        .order_by(col(Technician.code))
    )


# statements are built once: building one costs more than running it
_CREWS = {True: _crew_query(with_category=True), False: _crew_query(with_category=False)}
_ABSENCES = select(col(Absence.technician), col(Absence.day)).where(
    col(Absence.technician).in_(bindparam("codes", expanding=True))
)


def team(work: Work, district: str, category: Category | None, kind: Kind) -> list[Crew]:
    """Everyone of this kind of provider who serves the category in the district; read once a unit of work."""
    key = ("team", str(district), category, kind)
    if key not in work.read:
        work.read[key] = crews(work.session, district, category, kind)
    return cast(list[Crew], work.read[key])


def crews(session: Session, district: str, category: Category | None, kind: Kind) -> list[Crew]:
    """Everyone of this kind of provider who serves the category in the district, with working hours."""
    session.flush()
    connection = session.connection()
    known = {"district": str(district), "kind": str(kind)}
    if category is not None:
        known["category"] = str(category)
    found: dict[str, Crew] = {}
    for code, provider, ratings, stars, *shift in connection.execute(_CREWS[category is not None], known):
        if code not in found:
            found[code] = Crew(code, provider, kind, ratings or 0, stars or 0)
        found[code].add_shift(*shift)
    for code, day in connection.execute(_ABSENCES, {"codes": list(found)}):
        found[code].absent.add(day)
    return list(found.values())


def joint_team(work: Work, district: str, categories: Sequence[Category | None], kind: Kind) -> list[Crew]:
    """Everyone of this kind of provider who can do all of these kinds of work in the district."""
    able, *others = (team(work, district, category, kind) for category in categories)
    for other in others:
        known = {crew.technician for crew in other}
        able = [crew for crew in able if crew.technician in known]
    return able


def starts(free: int, count: int) -> int:
    """The cells (as bits) at which a job of `count` cells can begin, given the free ones."""
    for _ in range(count - 1):
        free &= free >> 1
    return free


class Horizon:
    """The free time of a team over some days, in bits of 30-minute cells: bit 0 is the first day's midnight."""

    def __init__(self, session: Session, team: Sequence[Crew], first_day: date, days: int, now: datetime) -> None:
        self._base = cells.cell_of(local(first_day, 0))
        end = self._base + days * DAY_CELLS
        taken = cells.busy(session, [crew.technician for crew in team], self._base, end, now)
        passed = max(0, cells.cell_of(now - timedelta(seconds=1)) + 1 - self._base)
        ahead = ~((1 << passed) - 1)
        self._worked = [(crew, crew.worked(first_day, days) & ahead) for crew in team]
        self._free = [(crew, worked & ~self._bits(taken.get(crew.technician, ()))) for crew, worked in self._worked]

    def _bits(self, taken: Iterable[int]) -> int:
        bits = 0
        for cell in taken:
            bits |= 1 << (cell - self._base)
        return bits

    def anyone(self, count: int) -> int:
        """Cells at which someone of the team can begin a job."""
        bits = 0
        for _, free in self._free:
            bits |= starts(free, count)
        return bits

    def place(self, window: Window, count: int) -> Place:
        """How many of the team can begin a job in this window, and how many could if nothing were booked."""
        mask = self.mask(window)
        free, working = (
            sum(bool(starts(bits, count) & mask) for _, bits in known) for known in (self._free, self._worked)
        )
        return Place(window, free, working)

    def openings(self, window: Window, count: int) -> list[Opening]:
        """Who can begin a job in this window, and at which cell first."""
        mask = self.mask(window)
        found = []
        for crew, free in self._free:
            possible = starts(free, count) & mask
            if possible:
                first = (possible & -possible).bit_length() - 1
                found.append(Opening(window, crew, self._base + first))
        return found

    def is_free(self, crew: Crew, first_cell: int, count: int) -> bool:
        """Whether this technician works and is free in all of these cells."""
        wanted = ((1 << count) - 1) << (first_cell - self._base)
        return any(free & wanted == wanted for one, free in self._free if one is crew)

    def mask(self, window: Window) -> int:
        """The cells of a window."""
        return 0b1111 << (cells.cell_of(window.start) - self._base)


def openings_in(session: Session, team: Sequence[Crew], window: Window, count: int, now: datetime) -> list[Opening]:
    """Who of the team is free for a job of `count` cells that begins in this window."""
    return Horizon(session, team, window.day, 2, now).openings(window, count) if team else []


def open_windows(session: Session, team: Sequence[Crew], count: int, now: datetime, lead: timedelta) -> list[Window]:
    """Every window up to the horizon in which someone of the team is free, in order."""
    if not team:
        return []
    horizon = Horizon(session, team, now.astimezone(SHANGHAI).date(), HORIZON_DAYS + 2, now)
    possible = horizon.anyone(count)
    return [window for window in windows_from(now, lead) if possible & horizon.mask(window)]


def open_places(session: Session, team: Sequence[Crew], count: int, now: datetime, lead: timedelta) -> list[Place]:
    """The same windows, each with how many of the team are free in it."""
    if not team:
        return []
    horizon = Horizon(session, team, now.astimezone(SHANGHAI).date(), HORIZON_DAYS + 2, now)
    possible = horizon.anyone(count)
    return [horizon.place(window, count) for window in windows_from(now, lead) if possible & horizon.mask(window)]


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """The instants at which a Shanghai day begins and ends."""
    return local(day, 0), local(day + timedelta(days=1), 0)
