"""How many frail people are likely to call while somebody else waits, as they are seen to first.

Nobody knows how long a surge goes on: as many emergencies are expected in the next half hour as were called in the last
one, and none after it. Of these as many are frail as of all emergencies lately.
"""

from datetime import timedelta

from sqlalchemy import case
from sqlmodel import col, func, select

from booking.entities import Request
from booking.terms import Urgency
from booking.work import Work
from oversight.surge_rules import SurgeRules

#: Where little was measured: as if of so many emergencies so many had been those of frail people.
_IMAGINED, _OF_THESE_FRAIL = 5, 1


def likely_frail_calls(work: Work, request: Request, wait: timedelta, rules: SurgeRules) -> int:
    """So many will probably go before `request` of those who call within its `wait`; none before a frail person."""
    if request.frail:
        return 0
    lately = case((col(Request.created_at) > work.now - rules.window, 1), else_=0)
    frail = case((col(Request.frail).is_(True), 1), else_=0)
    query = select(func.count(), func.sum(frail), func.sum(lately)).where(
        Request.district == request.district,
        Request.urgency == Urgency.EMERGENCY,
        Request.id != request.id,
        col(Request.created_at) > work.now - rules.measured,
    )
    every, frail_ones, recent = (int(count or 0) for count in work.session.exec(query).one())
    share = (frail_ones + _OF_THESE_FRAIL) / (every + _IMAGINED)
    return round(recent * share * min(1.0, wait / rules.window))
