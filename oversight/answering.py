"""How soon firms and centres answered what was put before them, from the facts of requests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from statistics import median

from sqlalchemy import select
from sqlmodel import Session, col

from booking.entities import Fact, Request
from booking.identifiers import least_id
from booking.periods import Period
from booking.terms import JOINER, Urgency

#: The facts that tell of offers and answers.
_KINDS = ("submitted", "escalated", "offered", "accepted", "declined", "expired", "centre_silent")
_UNIT = timedelta(microseconds=1)
#: One fact: of which request, what, when and by whom; and whether the request is an emergency now.
Line = tuple[int, str, datetime, str, bool]


@dataclass(frozen=True, slots=True)
class Answering:
    """Figures of the requests of a period."""

    accepted: int = 0  # ordinary requests that somebody took
    to_accept: timedelta | None = None  # median from being made to being taken first, of these
    answers: int = 0  # offers that were answered, or should have been
    in_time: int = 0  # of those, answered before their time was over
    acknowledged: int = 0  # emergencies that a centre took
    to_acknowledge: timedelta | None = None  # median from being told to being taken, of these


@dataclass(slots=True)
class _Tally:
    accepted: list[timedelta] = field(default_factory=list)
    acknowledged: list[timedelta] = field(default_factory=list)
    answers: int = 0
    in_time: int = 0


def answering_of(session: Session, scope: str | None, period: Period) -> Answering:
    """How the requests made in a period were answered, in one district or in all."""
    query = (
        select(col(Fact.request_id), col(Fact.kind), col(Fact.at), col(Fact.actor), col(Request.urgency))
        .join(Request, (col(Request.id) == Fact.request_id) & (col(Request.district) == Fact.district))
        .where(col(Request.created_at) >= period.start, col(Request.created_at) < period.end)
        .where(col(Fact.request_id) >= least_id(period.start), col(Fact.kind).in_(_KINDS))
        .order_by(col(Fact.request_id), col(Fact.seq))
    )
    if scope is not None:
        query = query.where(col(Fact.district) == scope)
    rows = session.connection().execute(query)
    return answering((number, kind, at, by, urgency == Urgency.EMERGENCY) for number, kind, at, by, urgency in rows)


def answering(lines: Iterable[Line]) -> Answering:
    """The figures of these facts, which come in order, those of each request together."""
    tally = _Tally()
    for _, facts in groupby(lines, key=lambda line: line[0]):
        _count(tally, list(facts))
    return Answering(
        accepted=len(tally.accepted),
        to_accept=_median(tally.accepted),
        answers=tally.answers,
        in_time=tally.in_time,
        acknowledged=len(tally.acknowledged),
        to_acknowledge=_median(tally.acknowledged),
    )


def _count(tally: _Tally, facts: Sequence[Line]) -> None:
    """Follow one request: a centre that was called again is late, though it may still take it."""
    told_at, late, taken = facts[0][2], False, False
    alarm = facts[0][4] and all(line[1] != "escalated" for line in facts)
    for _, kind, at, actor, _ in facts:
        match kind:
            case "escalated":
                told_at, taken, alarm = at, False, True
            case "offered":
                late = False
            case "centre_silent" | "expired":
                tally.answers += not late
                late = True
            case "accepted" | "declined" if actor != JOINER:
                tally.answers += not late
                tally.in_time += not late
                late = True  # answered: nothing more counts until the next offer
                if kind == "accepted" and not taken:
                    taken = True
                    (tally.acknowledged if alarm else tally.accepted).append(at - told_at)
            case _:
                pass


def _median(times: Sequence[timedelta]) -> timedelta | None:
    return timedelta(microseconds=median(time // _UNIT for time in times)) if times else None
