"""How long someone waits while many do: reckoned from the centre's crews and queue, or from the window that is kept.

An emergency is number p in its centre's queue of c crews on duty. Each crew takes h minutes from setting out to the
end of a visit and w minutes for the way, both the median of its latest visits, else the job times. Then it begins
    answer + w + max(0, p - c) * h / c
minutes from now. An ordinary visit is expected in the middle of its window.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlmodel import Session, and_, col, func, or_, select

from booking import requests
from booking.entities import Fact, Request, Visit
from booking.lifecycle import Status, VisitStatus
from booking.terms import SHANGHAI, Category, Urgency
from booking.windows import LENGTH, local
from booking.work import Work
from oversight import surges
from oversight.surge_rules import SurgeRules, surge_rules
from vendors import calendar, store
from vendors.entities import Kind
from vendors.job_times import job_times

#: An emergency in one of these has no crew on the spot yet, or has one busy with it.
_BEFORE = (Status.SUBMITTED, Status.OFFERING, Status.SCHEDULED)
_UNDER_WAY = (Status.ON_THE_WAY, Status.IN_PROGRESS)
#: So many of the latest visits tell a centre's pace.
_LATEST = 20


@dataclass(frozen=True, slots=True)
class Pace:
    """Minutes on the way, and from setting out to the end; `measured` on so many visits, 0 where they are planned."""

    way: float
    visit: float
    measured: int


def on_asked(work: Work, request: Request, fact: Fact) -> None:  # noqa: ARG001
    """Reaction: somebody asks for a visit; while a surge lasts, keep what they are told to expect."""
    if surges.since(work, request.district) is None:
        if request.expected_at is not None:
            requests.tell_wait(work, request, None, {})
    elif request.urgency == Urgency.EMERGENCY:
        wait, why = emergency_wait(work, request)
        requests.tell_wait(work, request, work.now + wait, why)
    elif request.window_start is not None:
        why = {"by": "window", "window": request.window_start.isoformat()}
        requests.tell_wait(work, request, request.window_start + LENGTH / 2, why)


def emergency_wait(work: Work, request: Request) -> tuple[timedelta, dict[str, Any]]:
    """How long until a crew begins, and what that was reckoned from."""
    rules, centre = surge_rules(), store.centre_of(work.session, request.district)
    crews = _crews(work, request)
    place = 1 + _before(work.session, request)
    pace = pace_of(work.session, centre.code, request.category, work.now, rules)
    minutes = rules.answer.total_seconds() / 60 + pace.way + max(0, place - crews) * pace.visit / crews
    why = {
        "by": "queue",
        "place": place,
        "crews": crews,
        "way_minutes": round(pace.way),
        "visit_minutes": round(pace.visit),
        "measured": pace.measured,
    }
    return timedelta(minutes=round(minutes)), why


def _crews(work: Work, request: Request) -> int:
    """How many crews of the centre are on duty now; at least one, for a centre is always on duty."""
    category = Category(request.category) if request.category else None
    today = work.now.astimezone(SHANGHAI).date()
    cell = int((work.now - local(today, 0)).total_seconds()) // 1800
    able = calendar.team(work, request.district, category, Kind.CENTRE)
    return max(1, sum(crew.worked(today, 1) >> cell & 1 for crew in able))


def _before(session: Session, request: Request) -> int:
    """How many emergencies of the district a crew sees to first; frail people go before others who wait."""
    goes_first = (col(Request.frail).is_(True),) if request.frail else ()
    waiting = and_(col(Request.status).in_(_BEFORE), *goes_first)
    ahead = or_(waiting, col(Request.status).in_(_UNDER_WAY))
    query = (
        select(func.count())
        .select_from(Request)
        .where(
            Request.district == request.district, Request.urgency == Urgency.EMERGENCY, Request.id != request.id, ahead
        )
    )
    return session.exec(query).one()


def pace_of(session: Session, provider: str, category: str | None, now: datetime, rules: SurgeRules) -> Pace:
    """How fast a centre's crews get through, as measured lately, else as planned."""
    times = job_times()
    query = select(Visit.set_out_at, Visit.arrived_at, Visit.finished_at).where(
        Visit.provider == provider,
        Visit.status == VisitStatus.DONE,
        col(Visit.window_start) >= now - rules.measured,
        col(Visit.set_out_at).is_not(None),
        col(Visit.arrived_at).is_not(None),
        col(Visit.finished_at).is_not(None),
    )
    rows = session.exec(query.order_by(col(Visit.window_start).desc(), col(Visit.id)).limit(_LATEST)).all()
    ways = [_minutes(arrived - out) for out, arrived, _ in rows if out is not None and arrived is not None]
    visits = [_minutes(finished - out) for out, _, finished in rows if out is not None and finished is not None]
    if len(visits) < rules.fewest_measured:
        planned = times.service[Category(category)] if category else times.unknown
        return Pace(times.travel, times.travel + planned, 0)
    return Pace(median(ways), median(visits), len(visits))


def _minutes(length: timedelta) -> float:
    return length.total_seconds() / 60
