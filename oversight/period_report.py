"""The short report of a period: what became of the requests made in it, as they stand now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, and_, col, func, select

from booking.archives import ArchivedLog
from booking.entities import Fact, Request
from booking.identifiers import least_id
from booking.lifecycle import Status
from booking.periods import Period
from booking.terms import Urgency
from oversight import satisfaction
from oversight.answering import Answering, answering_of
from oversight.callback_entities import Callback
from oversight.overview import made_in, made_within
from oversight.satisfaction import Satisfaction

_DONE = (Status.DONE, Status.CONFIRMED, Status.CLOSED)
_UNRESOLVED = (Status.UNRESOLVED, Status.NO_SHOW)
#: So many categories are named, and so many firms.
MOST_CATEGORIES, MOST_FIRMS = 3, 2
#: With fewer ratings nothing is said of a firm.
ENOUGH_RATINGS = 5


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of the requests made in a period; a rating counts with its request, as on the page."""

    period: Period
    requests: int
    categories: Sequence[Satisfaction]  # those asked for most
    done: int
    unresolved: int
    cancelled: int
    nobody_came: int  # a visit was called off because the firm did not come
    emergencies: int
    answering: Answering
    ratings: int
    mean_stars: float | None
    low: int
    callbacks: int  # that were made or should have been by now
    callbacks_in_time: int
    firms: Sequence[Satisfaction]  # with the largest share of low ratings
    archived: int = 0  # requests whose facts are no longer here: answers and absences are without them


def report(session: Session, scope: str | None, period: Period, now: datetime) -> Report:
    """The report of one district or of all."""
    since, until = period.start, period.end
    lines = satisfaction.by_status(session, district=scope, since=since, until=until)
    of_status = {line.key: line.requests for line in lines}
    ratings = sum(line.ratings for line in lines)
    owed, kept = _callbacks(session, scope, period, now)
    return Report(
        period,
        sum(of_status.values()),
        satisfaction.by_category(session, district=scope, since=since, until=until)[:MOST_CATEGORIES],
        sum(of_status.get(status, 0) for status in _DONE),
        sum(of_status.get(status, 0) for status in _UNRESOLVED),
        of_status.get(Status.CANCELLED, 0),
        _nobody_came(session, scope, period),
        made_in(session, scope, period, col(Request.urgency) == Urgency.EMERGENCY),
        answering_of(session, scope, period),
        ratings,
        round(sum(line.stars for line in lines) / ratings, 2) if ratings else None,
        sum(line.low for line in lines),
        owed,
        kept,
        most_complained(satisfaction.by_provider(session, district=scope, since=since, until=until)),
        _archived(session, scope, period),
    )


def most_complained(firms: Sequence[Satisfaction]) -> Sequence[Satisfaction]:
    """The firms with the largest share of low ratings, of those with enough ratings to tell."""
    known = [firm for firm in firms if firm.ratings >= ENOUGH_RATINGS and firm.low]
    return sorted(known, key=lambda firm: (-firm.low / firm.ratings, -firm.ratings, firm.key))[:MOST_FIRMS]


def _nobody_came(session: Session, scope: str | None, period: Period) -> int:
    same = and_(col(Fact.request_id) == col(Request.id), col(Fact.district) == Request.district)
    query = select(func.count(func.distinct(col(Fact.request_id)))).join_from(Request, Fact, same)
    made = (*made_within(period), Fact.request_id >= least_id(period.start))
    query = query.where(*made, Fact.kind == "firm_absent")
    return session.exec(query if scope is None else query.where(Request.district == scope)).one()


def _archived(session: Session, scope: str | None, period: Period) -> int:
    gone = select(ArchivedLog.request_id).where(ArchivedLog.request_id >= least_id(period.start))
    return made_in(session, scope, period, col(Request.id).in_(gone))


def _callbacks(session: Session, scope: str | None, period: Period, now: datetime) -> tuple[int, int]:
    """Callbacks of these requests that were made or are late, and those made in time."""
    same = and_(col(Callback.request_id) == col(Request.id), col(Callback.district) == Request.district)
    settled = col(Callback.done_at).is_not(None) | (col(Callback.due_at) < now)
    in_time = func.count().filter(col(Callback.done_at) <= col(Callback.due_at))
    query = select(func.count(), in_time).join_from(Request, Callback, same).where(*made_within(period), settled)
    owed, kept = session.exec(query if scope is None else query.where(Request.district == scope)).one()
    return owed, kept
