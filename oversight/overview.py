"""What waits for a supervisor now, and what a day brought: the figures of the page and of the morning's message."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, or_, select

from booking.entities import Rating, Request, Visit
from booking.lifecycle import Status, VisitStatus
from booking.periods import Period, day_of
from booking.terms import CITY, SHANGHAI, Urgency
from oversight.alerts import LOW_STARS, count_open
from oversight.answering import Answering, answering_of
from oversight.callback_entities import Callback
from oversight.case_entities import Case
from oversight.case_rules import case_rules
from oversight.handover_life import Handover, HandoverStatus

_WAITING = (Status.SUBMITTED, Status.OFFERING, Status.UNRESOLVED, Status.NO_SHOW)
_EXPECTED = (Status.SCHEDULED, Status.ON_THE_WAY)
_OFF = (VisitStatus.CANCELLED, VisitStatus.MISSED)


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of today and of now."""

    new: int  # requests made today
    emergencies: int  # of those, emergencies
    waiting: int  # nobody is booked for them
    overdue: int  # the window is over and nobody has arrived


@dataclass(frozen=True, slots=True)
class DayFigures:
    """What happened on a day, whenever it had begun; only the requests are those made on it."""

    day: date
    requests: int
    emergencies: int
    answering: Answering  # of these requests
    finished: int  # requests whose work was finished that day
    ratings: int
    mean_stars: float | None
    low: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All that a supervisor should know in the morning."""

    alerts: int
    talks: int  # nobody has taken them
    callbacks_today: int  # due until midnight
    callbacks_late: int
    cases_late: int  # at one stage for longer than its rule says
    visits: int  # today's that were not called off
    yesterday: DayFigures


def counts(session: Session, scope: str | None, now: datetime) -> Counts:
    """Today's figures, of one district or of all."""
    today = day_of(now.astimezone(SHANGHAI).date())
    late = and_(col(Request.status).in_(_EXPECTED), col(Request.window_end) < now)
    return Counts(
        made_in(session, scope, today),
        made_in(session, scope, today, col(Request.urgency) == Urgency.EMERGENCY),
        _count(session, Request, scope, col(Request.status).in_(_WAITING)),
        _count(session, Request, scope, late),
    )


def made_in(session: Session, scope: str | None, period: Period, *conditions: ColumnElement[bool]) -> int:
    """How many requests were made in a period."""
    return _count(session, Request, scope, *made_within(period), *conditions)


def made_within(period: Period) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The condition that a request was made in a period."""
    return col(Request.created_at) >= period.start, col(Request.created_at) < period.end


def overview(session: Session, scope: str | None, now: datetime) -> Overview:
    """How things stand in one district or in all."""
    day = now.astimezone(SHANGHAI).date()
    today = day_of(day)
    owed = col(Callback.done_at).is_(None)
    starts = col(Visit.window_start)
    talks = col(Handover.status) == HandoverStatus.WAITING
    mine = () if scope is None else (col(Handover.district).in_((scope, CITY)),)
    return Overview(
        alerts=count_open(session, scope),
        talks=_count(session, Handover, None, talks, *mine),
        callbacks_today=_count(session, Callback, scope, owed, Callback.due_at >= now, Callback.due_at < today.end),
        callbacks_late=_count(session, Callback, scope, owed, Callback.due_at < now),
        cases_late=_count(session, Case, scope, col(Case.closed_at).is_(None), late_case(now)),
        visits=_count(session, Visit, scope, starts >= today.start, starts < today.end, col(Visit.status).not_in(_OFF)),
        yesterday=day_figures(session, scope, day - timedelta(days=1)),
    )


def late_case(now: datetime) -> ColumnElement[bool]:
    """The condition that a case has been at its stage for longer than the stage's rule says."""
    return or_(
        *(
            and_(
                col(Case.route) == route,
                col(Case.stage) == rule.stage,
                col(Case.since) < now - timedelta(days=rule.days),
            )
            for route, rules in case_rules().stages.items()
            for rule in rules
        )
    )


def day_figures(session: Session, scope: str | None, day: date) -> DayFigures:
    """What a day brought in one district or in all."""
    period = day_of(day)
    rated = select(func.count(), func.sum(col(Rating.stars)), func.count().filter(col(Rating.stars) <= LOW_STARS))
    rated = rated.where(col(Rating.at) >= period.start, col(Rating.at) < period.end, *_in(Rating, scope))
    ratings, stars, low = session.exec(rated).one()
    done = select(func.count(func.distinct(col(Visit.request_id)))).where(
        col(Visit.finished_at) >= period.start, col(Visit.finished_at) < period.end, *_in(Visit, scope)
    )
    return DayFigures(
        day,
        made_in(session, scope, period),
        made_in(session, scope, period, col(Request.urgency) == Urgency.EMERGENCY),
        answering_of(session, scope, period),
        session.exec(done).one(),
        ratings,
        round(stars / ratings, 2) if ratings else None,
        low,
    )


def _count(session: Session, table: type[Any], scope: str | None, *conditions: Any) -> int:
    query = select(func.count()).select_from(table).where(*conditions, *_in(table, scope))
    return session.exec(query).one()


def _in(table: type[Any], scope: str | None) -> tuple[ColumnElement[bool], ...]:
    return () if scope is None else (col(table.district) == scope,)
