"""Keeps a technician's time for a resident who is still deciding, and for an offer that is still open."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from booking.terms import Category, District
from booking.windows import Window
from booking.work import Work
from vendors import calendar, cells, matching, store
from vendors.calendar import Opening
from vendors.entities import Hold, Kind
from vendors.job_times import job_cells

#: How long a window is kept for a resident who has been shown the confirmation card.
PATIENCE = timedelta(minutes=15)


def hold_window(
    work: Work,
    holder: str,
    district: District,
    category: Category | None,
    window: Window,
    *,
    also: Sequence[Category] = (),
    kinds: Collection[Kind] = (Kind.FIRM, Kind.CENTRE),
    provider: str | None = None,
    without: Collection[str] = (),
    expires_at: datetime | None = None,
) -> Hold | None:
    """Keep the best free technician's time in this window; None when nobody is free any more.

    Firms come before the centre. `also` are further kinds of work to be done in the same visit. `provider` asks for
    that provider alone, `without` leaves providers out.
    The hold keeps the figures of all who were considered, the best first: they explain the choice later.
    """
    count = job_cells(category, *also)
    for kind in kinds:
        team = [
            crew
            for crew in calendar.joint_team(work, district, (category, *also), kind)
            if crew.provider not in without and provider in (None, crew.provider)
        ]
        ranked = matching.rank(work.session, calendar.openings_in(work.session, team, window, count, work.now))
        considered = [candidate.as_data() for candidate, _ in ranked]
        for _, opening in ranked:
            hold = _hold(work, holder, district, opening, count, considered, expires_at)
            if cells.take(work.session, hold, work.now):
                return hold
    return None


def _hold(
    work: Work,
    holder: str,
    district: District,
    opening: Opening,
    count: int,
    considered: list[dict[str, Any]],
    expires_at: datetime | None,
) -> Hold:
    return Hold(
        id=work.ids.next(),
        district=district,
        technician=opening.crew.technician,
        provider=opening.crew.provider,
        window_start=opening.window.start,
        first_cell=opening.first_cell,
        cells=count,
        holder=holder,
        considered=considered,
        expires_at=expires_at,
    )


def release(work: Work, hold_id: int | None) -> None:
    """Give a hold back; nothing happens where it is gone."""
    hold = store.hold(work.session, hold_id)
    if hold is not None:
        cells.release(work.session, hold)


def renew(work: Work, hold_id: int | None, holder: str, expires_at: datetime | None) -> Hold | None:
    """Prolong someone's own hold (None: until released); None when it lapsed and was taken, or is not theirs."""
    hold = store.hold(work.session, hold_id)
    if hold is None or hold.holder != holder:
        return None
    if hold.expires_at is None and expires_at is None:
        return hold  # its cells are kept already
    return hold if cells.keep(work.session, hold, expires_at) else None


def extend(work: Work, hold: Hold, categories: Sequence[Category | None]) -> bool:
    """Make a hold as long as these kinds of work take in one visit by the technician who holds it.

    False, with nothing changed, where that technician cannot do all of them or is not free behind it.
    """
    teams = (calendar.joint_team(work, hold.district, categories, kind) for kind in Kind)
    crew = next((crew for team in teams for crew in team if crew.technician == hold.technician), None)
    if crew is None:
        return False
    extra = job_cells(*categories) - hold.cells
    if extra <= 0:
        return True
    horizon = calendar.Horizon(work.session, [crew], Window(hold.window_start).day, 2, work.now)
    behind = hold.first_cell + hold.cells
    return horizon.is_free(crew, behind, extra) and cells.grow(work.session, hold, extra, work.now)


def shorten(work: Work, hold: Hold, categories: Sequence[Category | None]) -> None:
    """Give back what a hold has more than these kinds of work take."""
    cells.shrink(work.session, hold, job_cells(*categories))
