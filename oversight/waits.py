"""How long someone waits while many do: reckoned from the centre's crews and queue, or from the window that is kept.

An emergency is number p in its centre's queue. With c crews on duty the first c set out at once; the others follow as
crews come free, of which c / h do a minute, h being the minutes from setting out to the end of a visit. As c follows
the roster, the queue is walked through half an hour at a time until p - c visits are over. Then it takes
    answer + that time + w
with w minutes on the way. Both h and w are means of the latest visits, long ones cut to three medians, beside two
visits as planned: the first visits to end are the short ones. An ordinary visit is expected in the middle of its
window.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean, median
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
#: So many of the latest visits tell a centre's pace, beside so many that took as long as planned.
_LATEST, _PLANNED = 20, 2
_MINUTE = timedelta(minutes=1)
#: Minutes of a half hour.
_CELL = 30.0


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
    crews = _roster(work, request)
    place = 1 + _before(work.session, request)
    pace = pace_of(work.session, centre.code, request.category, work.now, rules)
    minutes = rules.answer / _MINUTE + queue_minutes(place - crews[0], crews, pace.visit) + pace.way
    why = {
        "by": "queue",
        "place": place,
        "crews": crews[0],
        "way_minutes": round(pace.way),
        "visit_minutes": round(pace.visit),
        "measured": pace.measured,
    }
    return timedelta(minutes=round(minutes)), why


def queue_minutes(visits: int, crews: Sequence[int], each: float) -> float:
    """How long so many visits take, by as many crews as are on duty in each half hour; the last figure goes on."""
    left, waited = max(0, visits) * each, 0.0
    for on_duty in crews[:-1]:
        if left <= on_duty * _CELL:
            return waited + left / on_duty
        left, waited = left - on_duty * _CELL, waited + _CELL
    return waited + left / crews[-1]


def _roster(work: Work, request: Request) -> list[int]:
    """How many crews of the centre are on duty in each half hour from now on; one at least, as it is always on duty."""
    category = Category(request.category) if request.category else None
    today = work.now.astimezone(SHANGHAI).date()
    now = int((work.now - local(today, 0)).total_seconds()) // 1800
    worked = [crew.worked(today, 3) for crew in calendar.team(work, request.district, category, Kind.CENTRE)]
    return [max(1, sum(bits >> cell & 1 for bits in worked)) for cell in range(now, now + 2 * calendar.DAY_CELLS)]


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
    ways = [(arrived - out) / _MINUTE for out, arrived, _ in rows if out is not None and arrived is not None]
    visits = [(finished - out) / _MINUTE for out, _, finished in rows if out is not None and finished is not None]
    planned = times.service[Category(category)] if category else times.unknown
    return Pace(_mean(ways, times.travel), _mean(visits, times.travel + planned), len(visits))


def _mean(measured: Sequence[float], planned: float) -> float:
    """The mean of what was measured and of some visits as planned."""
    longest = 3 * median(measured) if measured else planned
    return fmean([*(min(one, longest) for one in measured), *(_PLANNED * [planned])])
