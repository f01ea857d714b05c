"""Which windows can be promised: those in which an eligible technician is free for the whole job."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from booking.terms import SHANGHAI, Category, Urgency
from booking.windows import HORIZON_DAYS, Window, local, windows_from
from vendors import cells
from vendors.entities import Absence, Coverage, Kind, Provider, Shift, Skill, Standing, Technician

#: Cells of 30 minutes that a job takes, the way there included.
JOB_CELLS: dict[Category, int] = {
    Category.INSTALL_REMOVAL: 4,
    Category.LIGHTING_CIRCUITS: 3,
    Category.APPLIANCE_CLEANING: 4,
    Category.TAPS_PIPES: 3,
    Category.DOORS_WINDOWS: 4,
    Category.DRAIN_CLEARING: 3,
    Category.WALL_REPAIR: 4,
}
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
    shifts: list[tuple[int, int, int]] = field(default_factory=list)
    absent: set[date] = field(default_factory=set)

    def works(self, first: int, count: int) -> bool:
        """Whether all of these cells lie in one shift."""
        begin = cells.start_of(first).astimezone(SHANGHAI)
        if begin.date() in self.absent:
            return False
        minute = begin.hour * 60 + begin.minute
        return any(
            day == begin.isoweekday() and start <= minute and minute + count * 30 <= end
            for day, start, end in self.shifts
        )


@dataclass(frozen=True, slots=True)
class Opening:
    """A technician could begin the job in this window at this cell."""

    window: Window
    crew: Crew
    first_cell: int


def job_cells(category: Category | None) -> int:
    """How many cells a job takes; two hours where nothing is known of it."""
    return 4 if category is None else JOB_CELLS[category]


def crews(session: Session, district: str, category: Category | None, kind: Kind) -> list[Crew]:
    """Everyone of this kind of provider who serves the category in the district, with working hours."""
    query = (
        select(Technician.code, Technician.provider, Standing.ratings, Standing.stars)
        .join(Provider, col(Provider.code) == Technician.provider)
        .join(Coverage, col(Coverage.provider) == Provider.code)
        .join(Standing, col(Standing.provider) == Provider.code, isouter=True)
        .where(
            Coverage.district == district,
            Provider.kind == kind,
            col(Provider.active).is_(True),
            col(Technician.active).is_(True),
        )
        .order_by(col(Technician.code))
        .distinct()
    )
    if category is not None:
        query = query.join(Skill, col(Skill.technician) == Technician.code).where(
            Coverage.category == category, Skill.category == category
        )
    found = {
        code: Crew(code, provider, kind, ratings or 0, stars or 0)
        for code, provider, ratings, stars in session.exec(query)
    }
    for shift in session.exec(select(Shift).where(col(Shift.technician).in_(list(found)))):
        found[shift.technician].shifts.append((shift.weekday, shift.start_minute, shift.end_minute))
    for absence in session.exec(select(Absence).where(col(Absence.technician).in_(list(found)))):
        found[absence.technician].absent.add(absence.day)
    return list(found.values())


def first_start(crew: Crew, busy: Collection[int], window: Window, count: int, earliest: datetime) -> int | None:
    """The first cell of the window at which this crew can begin a job of `count` cells, if any."""
    begin = cells.cell_of(window.start)
    for first in range(begin, cells.cell_of(window.end)):
        if cells.start_of(first) < earliest or not crew.works(first, count):
            continue
        if not any(cell in busy for cell in range(first, first + count)):
            return first
    return None


def openings_in(session: Session, team: Sequence[Crew], window: Window, count: int, now: datetime) -> list[Opening]:
    """Who of the team is free for a job of `count` cells that begins in this window."""
    first = cells.cell_of(window.start)
    taken = cells.busy(session, [c.technician for c in team], first, first + 4 + count, now)
    found = []
    for crew in team:
        start = first_start(crew, taken.get(crew.technician, ()), window, count, now)
        if start is not None:
            found.append(Opening(window, crew, start))
    return found


def open_windows(
    session: Session,
    team: Sequence[Crew],
    count: int,
    now: datetime,
    lead: timedelta,
    *,
    days: Iterable[date] | None = None,
) -> list[Window]:
    """Every window up to the horizon (or of these days) in which someone of the team is free, in order."""
    wanted = None if days is None else set(days)
    candidates = [w for w in windows_from(now, lead) if wanted is None or w.day in wanted]
    if not candidates or not team:
        return []
    first, last = cells.cell_of(candidates[0].start), cells.cell_of(candidates[-1].end) + count
    taken = cells.busy(session, [c.technician for c in team], first, last, now)
    return [
        window
        for window in candidates
        if any(first_start(crew, taken.get(crew.technician, ()), window, count, now) is not None for crew in team)
    ]


def last_bookable_day(now: datetime) -> date:
    """The last day for which a visit can be booked."""
    return now.astimezone(SHANGHAI).date() + timedelta(days=HORIZON_DAYS)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """The instants at which a Shanghai day begins and ends."""
    return local(day, 0), local(day + timedelta(days=1), 0)
