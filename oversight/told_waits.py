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


def told_waits(
    session: Session, since: datetime, district: str | None = None, *, first: bool = False
) -> Sequence[ToldWait]:
    """The waits told since then of which it is known how long they took, in order of the requests.

    Of each request what was told last before somebody arrived, or what was told first.
    """
    query = (
        select(Fact, Request, Visit)
        .join(Request, (col(Request.id) == Fact.request_id) & (col(Request.district) == Fact.district))
        .join(Visit, (col(Visit.request_id) == Fact.request_id) & (col(Visit.district) == Fact.district))
        .where(Fact.kind == "told_wait", col(Fact.at) >= since, col(Visit.arrived_at) > Fact.at, ~_MOVED)
        .order_by(col(Fact.request_id), col(Fact.seq).desc() if first else col(Fact.seq), col(Visit.id).desc())
    )
    if district is not None:
        query = query.where(Fact.district == district)
    found: dict[int, ToldWait] = {}
    for fact, request, visit in session.exec(query):  # what is kept comes last; of several visits the first
        if visit.arrived_at is not None:
            real = (visit.arrived_at - fact.at).total_seconds() / 60
            emergency = request.urgency == Urgency.EMERGENCY
            found[request.id] = ToldWait(request.number, emergency, float(fact.data["minutes"]), real)
    return list(found.values())


def kept(waits: Sequence[ToldWait]) -> Kept:
    """The sum of these."""
    return Kept(len(waits), sum(wait.is_close for wait in waits))
