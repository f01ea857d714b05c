"""How long someone waits while many do: reckoned from the centre's crews and queue, or from the window that is kept.

An emergency waits behind those that its centre was called to before, and behind crews that are busy. When a crew comes
free for it is reckoned in `crew_queue`: from the roster, from how long each busy crew has been at it, and from how long
visits take there (`pace`). Before that comes the time until the centre takes the call, nothing once it has; after it
the way. Of those under way no more count than there are crews, those that set out last: one may never have been
reported as done. An ordinary visit is expected in the middle of its window.
Frail people who are likely to call meanwhile (`frail_calls`) count as waiting before.

A queue moves faster or slower than it was reckoned: the wait of an emergency is reckoned anew every few minutes, and
told again where it has become another one.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, and_, col, func, or_, select

from booking import requests
from booking.entities import Fact, Request, Visit
from booking.lifecycle import CURRENT_VISIT, Status
from booking.store import lock_request
from booking.terms import SHANGHAI, Category, Urgency
from booking.windows import LENGTH, local
from booking.work import Work
from oversight import surges
from oversight.crew_queue import begins_after
from oversight.frail_calls import likely_frail_calls
from oversight.pace import Spans, pace_of
from oversight.surge_rules import surge_rules
from vendors import calendar, store
from vendors.entities import Kind, Offer
from vendors.offer_life import LIVE, OfferStatus

WAIT_REVIEW = "wait_review"
LATER, SOONER = "later", "sooner"
#: An emergency in the first has no crew on its way yet, one in the second keeps a crew busy.
_BEFORE = (Status.SUBMITTED, Status.OFFERING, Status.SCHEDULED)
_UNDER_WAY = (Status.ON_THE_WAY, Status.IN_PROGRESS)
_MINUTE = timedelta(minutes=1)


def on_asked(work: Work, request: Request, fact: Fact) -> None:  # noqa: ARG001
    """Reaction: somebody asks for a visit; while a surge lasts, keep what they are told to expect."""
    if surges.since(work, request.district) is None:
        if request.expected_at is not None:
            requests.tell_wait(work, request, None, {})
    elif request.urgency == Urgency.EMERGENCY:
        wait, why = emergency_wait(work, request)
        requests.tell_wait(work, request, work.now + wait, why)
        _come_again(work, request)
    elif request.window_start is not None:
        why = {"by": "window", "window": request.window_start.isoformat()}
        requests.tell_wait(work, request, request.window_start + LENGTH / 2, why)


def on_due(work: Work, request_id: int) -> None:
    """Deadline: reckon the wait of an emergency anew until a crew sets out; tell where it has become another one."""
    request = lock_request(work.session, request_id)
    told = request.expected_at
    if told is None or request.urgency != Urgency.EMERGENCY or request.status not in _BEFORE:
        return
    wait, why = emergency_wait(work, request)
    change = work.now + wait - told
    rules, left = surge_rules(), max(told - work.now, timedelta(0))
    if abs(change) > max(rules.changed_least, rules.changed_share * left):
        why["changed"] = LATER if change > timedelta(0) else SOONER
        requests.tell_wait(work, request, work.now + wait, why)
    _come_again(work, request)


def _come_again(work: Work, request: Request) -> None:
    work.set_deadline(WAIT_REVIEW, request.id, work.now + surge_rules().review_every, request.district)


def emergency_wait(work: Work, request: Request) -> tuple[timedelta, dict[str, Any]]:
    """How long until a crew begins, and what that was reckoned from."""
    rules, centre = surge_rules(), store.centre_of(work.session, request.district)
    crews = _roster(work, request)
    offer = store.live_offer(work.session, request)
    pace = pace_of(work.session, centre.code, request.category, work.now, rules)
    busy = [pace.busy(visit, work.now) for visit in _under_way(work.session, request, crews[0])]
    before = _waiting_before(work.session, request, offer)
    begins = begins_after(before, busy, crews, pace.visit)
    likely = likely_frail_calls(work, request, begins * _MINUTE, rules)
    if likely:
        begins = begins_after(before + likely, busy, crews, pace.visit)
    minutes = _until_taken(work, offer, pace.answer) + begins + pace.way.mean
    why = {
        "by": "queue",
        "place": 1 + len(busy) + before,
        "likely_before": likely,
        "crews": crews[0],
        "way_minutes": round(pace.way.mean),
        "visit_minutes": round(pace.visit),
        "measured": pace.measured,
    }
    return timedelta(minutes=round(minutes)), why


def _until_taken(work: Work, offer: Offer | None, usually: Spans) -> float:
    """Minutes until the centre takes an emergency, if it has not."""
    if offer is None:
        return usually.mean
    if offer.status == OfferStatus.ACCEPTED:
        return 0.0
    return usually.left((work.now - offer.made_at) / _MINUTE)


def _roster(work: Work, request: Request) -> list[int]:
    """How many crews of the centre are on duty in each half hour from now on; one at least, as it is always on duty."""
    category = Category(request.category) if request.category else None
    today = work.now.astimezone(SHANGHAI).date()
    now = int((work.now - local(today, 0)).total_seconds()) // 1800
    worked = [crew.worked(today, 3) for crew in calendar.team(work, request.district, category, Kind.CENTRE)]
    return [max(1, sum(bits >> cell & 1 for bits in worked)) for cell in range(now, now + 2 * calendar.DAY_CELLS)]


def _waiting_before(session: Session, request: Request, offer: Offer | None) -> int:
    """How many waiting emergencies a crew sees to first: in the order of the calls, frail people before others."""
    called_before = true() if offer is None else col(Offer.id) < offer.id
    frail = col(Request.frail).is_(True)
    goes_first = and_(frail, called_before) if request.frail else or_(frail, called_before)
    query = (
        select(func.count())
        .select_from(Request)
        .join(Offer, (col(Offer.request_id) == Request.id) & (col(Offer.district) == Request.district))
        .where(*_other_emergencies(request, _BEFORE), col(Offer.status).in_(LIVE), goes_first)
    )
    return session.exec(query).one()


def _under_way(session: Session, request: Request, most: int) -> Sequence[Visit]:
    """The visits that crews are busy with; what nobody has reported as done may be among them."""
    query = (
        select(Visit)
        .join(Request, (col(Request.id) == Visit.request_id) & (col(Request.district) == Visit.district))
        .where(*_other_emergencies(request, _UNDER_WAY), col(Visit.status).in_(CURRENT_VISIT))
        .order_by(col(Visit.set_out_at).desc(), col(Visit.id))
        .limit(most)
    )
    return session.exec(query).all()


def _other_emergencies(request: Request, statuses: Sequence[Status]) -> Sequence[ColumnElement[bool]]:
    """What holds for the other emergencies of the district."""
    return (
        col(Request.district) == request.district,
        col(Request.urgency) == Urgency.EMERGENCY,
        col(Request.id) != request.id,
        col(Request.status).in_(statuses),
    )
