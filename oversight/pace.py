"""How fast a centre gets through its emergencies: as measured lately, beside a few as planned.

Each figure is the mean of the latest visits, long ones cut to three medians, beside two visits as planned: the first
visits to end are the short ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean, median

from sqlmodel import Session, col, select

from booking.entities import Request, Visit
from booking.lifecycle import VisitStatus
from booking.terms import Category, Urgency
from oversight.surge_rules import SurgeRules
from vendors.entities import Offer
from vendors.job_times import job_times
from vendors.offer_life import OfferStatus

#: So many of the latest visits tell a centre's pace, beside so many that took as long as planned.
_LATEST, _PLANNED = 20, 2
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """Minutes until the call is taken, on the way, and from setting out to the end; `measured` on so many visits."""

    answer: float
    way: float
    visit: float
    measured: int


def pace_of(session: Session, centre: str, category: str | None, now: datetime, rules: SurgeRules) -> Pace:
    """The pace of a centre; where nothing was measured it is the planned one."""
    times = job_times()
    query = (
        select(Visit, Offer)
        .join(Offer, (col(Offer.request_id) == Visit.request_id) & (col(Offer.district) == Visit.district))
        .join(Request, (col(Request.id) == Visit.request_id) & (col(Request.district) == Visit.district))
        .where(
            Visit.provider == centre,
            Visit.status == VisitStatus.DONE,
            Request.urgency == Urgency.EMERGENCY,
            Offer.status == OfferStatus.FULFILLED,
            col(Visit.window_start) >= now - rules.measured,
        )
        .order_by(col(Visit.window_start).desc(), col(Visit.id))
        .limit(_LATEST)
    )
    rows = session.exec(query).all()
    planned = times.service[Category(category)] if category else times.unknown
    return Pace(
        _mean([_minutes(offer.made_at, offer.decided_at) for _, offer in rows], rules.answer / _MINUTE),
        _mean([_minutes(visit.set_out_at, visit.arrived_at) for visit, _ in rows], times.travel),
        _mean([_minutes(visit.set_out_at, visit.finished_at) for visit, _ in rows], times.travel + planned),
        len(rows),
    )


def _minutes(begin: datetime | None, end: datetime | None) -> float | None:
    return None if begin is None or end is None else (end - begin) / _MINUTE


def _mean(found: Sequence[float | None], planned: float) -> float:
    """The mean of what was measured and of some visits as planned."""
    measured = [one for one in found if one is not None]
    longest = 3 * median(measured) if measured else planned
    return fmean([*(min(one, longest) for one in measured), *(_PLANNED * [planned])])
