"""How fast a centre gets through its emergencies: as measured lately, beside a few as planned.

Each figure is of the latest visits, long ones cut to three medians, beside two visits as planned: the first visits to
end are the short ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean, median

from sqlmodel import Session, and_, col, select

from booking.entities import Request, Visit
from booking.lifecycle import VisitStatus
from booking.terms import Category, Urgency
from oversight.surge_rules import SurgeRules
from vendors.entities import Offer
from vendors.job_times import job_times
from vendors.offer_life import OfferStatus

#: So many of the latest visits tell a centre's pace, beside so many that took as long as planned.
_LATEST, _PLANNED = 20, 2
#: What has lasted longer than all others lasts so much of the usual time more.
_LATE = 0.25
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Spans:
    """How many minutes one part of a visit took, in each of some visits; one at least."""

    minutes: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean of them, in minutes."""
        return fmean(self.minutes)

    def left(self, elapsed: float) -> float:
        """How many minutes it still takes after so many: as it was in those that took longer than that."""
        longer = [one - elapsed for one in self.minutes if one > elapsed]
        return fmean(longer) if longer else _LATE * self.mean


@dataclass(frozen=True, slots=True)
class Pace:
    """Until the call is taken, on the way, and at the home; `measured` on so many visits."""

    answer: Spans
    way: Spans
    work: Spans
    measured: int

    @property
    def visit(self) -> float:
        """Minutes from setting out to the end."""
        return self.way.mean + self.work.mean

    def busy(self, visit: Visit, now: datetime) -> float:
        """How many minutes the crew of a visit that has begun will still be busy with it."""
        if visit.arrived_at is not None:
            return self.work.left(_minutes(visit.arrived_at, now))
        return self.way.left(_minutes(visit.set_out_at, now)) + self.work.mean


#: A request that was visited several times has an offer for each: a visit is taken beside the one that led to it.
_OWN_OFFER = and_(
    col(Offer.request_id) == Visit.request_id,
    col(Offer.district) == Visit.district,
    col(Offer.window_start) == Visit.window_start,
)


def pace_of(session: Session, centre: str, category: str | None, now: datetime, rules: SurgeRules) -> Pace:
    """The pace of a centre; where nothing was measured it is the planned one."""
    times = job_times()
    query = (
        select(Visit, Offer)
        .join(Offer, _OWN_OFFER)
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
        _spans([(offer.made_at, offer.decided_at) for _, offer in rows], rules.answer / _MINUTE),
        _spans([(visit.set_out_at, visit.arrived_at) for visit, _ in rows], times.travel),
        _spans([(visit.arrived_at, visit.finished_at) for visit, _ in rows], planned),
        len(rows),
    )


def _spans(found: Sequence[tuple[datetime | None, datetime | None]], planned: float) -> Spans:
    """What was measured, and some visits as planned."""
    measured = [_minutes(begin, end) for begin, end in found if begin is not None and end is not None]
    longest = 3 * median(measured) if measured else planned
    return Spans((*(min(one, longest) for one in measured), *(_PLANNED * [planned])))


def _minutes(begin: datetime | None, end: datetime) -> float:
    return 0.0 if begin is None else max(0.0, (end - begin) / _MINUTE)
