"""How arrivals in a district stand, as supervisors see it."""

from dataclasses import dataclass
from datetime import datetime

from booking.terms import District


@dataclass(frozen=True, slots=True)
class SurgeView:
    """How arrivals in a district stand; `since` while a surge lasts, `reason` where a person began it."""

    district: District
    since: datetime | None
    observed: int
    expected: float
    bound: int
    rule: str
    days: int
    by_hand: bool
    reason: str = ""
