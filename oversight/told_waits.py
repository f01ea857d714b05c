"""What people were told to wait while many waited, beside how long it took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from booking.entities import Fact, Request, Visit
from booking.terms import Urgency

#: A wait was told right when what happened lies within this share of it.
CLOSE = 0.2


@dataclass(frozen=True, slots=True)
class ToldWait:
    """One wait in minutes, as it was told and as it was, both from when it was told."""

    number: int
    emergency: bool
    told: float
    real: float

    @property
    def is_close(self) -> bool:
        """Whether it happened about as told."""
        return abs(self.real - self.told) <= CLOSE * self.told


@dataclass(frozen=True, slots=True)
class ToldWaits:
    """What each request was told first and what it was told last before somebody arrived, in order of the requests.

    What was told last is too long more often than too short: who is reached sooner is not told again.
    """

    first: Sequence[ToldWait]
    last: Sequence[ToldWait]


@dataclass(frozen=True, slots=True)
class Kept:
    """How many waits were told that are over, and how many of these happened about as told."""

    told: int
    close: int


_LATER = aliased(Fact)
#: The resident chose another time afterwards, so that what was told before tells nothing.
_MOVED = (
    select(_LATER.seq)
    .where(
        _LATER.request_id == Fact.request_id,
        _LATER.district == Fact.district,
        _LATER.kind == "moved",
        _LATER.seq > Fact.seq,
    )
    .exists()
)


def told_waits(session: Session, since: datetime, district: str | None = None) -> ToldWaits:
    """The waits told since then of which it is known how long they took."""
    query = (
        select(Fact, Request, Visit)
        .join(Request, (col(Request.id) == Fact.request_id) & (col(Request.district) == Fact.district))
        .join(Visit, (col(Visit.request_id) == Fact.request_id) & (col(Visit.district) == Fact.district))
        .where(Fact.kind == "told_wait", col(Fact.at) >= since, col(Visit.arrived_at) > Fact.at, ~_MOVED)
        .order_by(col(Fact.request_id), col(Fact.seq), col(Visit.id))
    )
    if district is not None:
        query = query.where(Fact.district == district)
    found: dict[int, dict[int, ToldWait]] = {}
    for fact, request, visit in session.exec(query):
        if visit.arrived_at is not None:
            real = (visit.arrived_at - fact.at).total_seconds() / 60
            wait = ToldWait(request.number, request.urgency == Urgency.EMERGENCY, float(fact.data["minutes"]), real)
            found.setdefault(request.id, {}).setdefault(fact.seq, wait)  # of several visits the first
    told = [list(waits.values()) for waits in found.values()]
    return ToldWaits([waits[0] for waits in told], [waits[-1] for waits in told])


def kept(waits: Sequence[ToldWait]) -> Kept:
    """The sum of these."""
    return Kept(len(waits), sum(wait.is_close for wait in waits))
