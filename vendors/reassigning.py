"""Takes a request from a firm that fails it and puts it before the next: when a supervisor may, and how."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from booking import requests
from booking.entities import Request
from booking.lifecycle import IllegalChangeError, Status
from booking.store import facts_of, lock_request, rating_of
from booking.terms import Urgency
from booking.work import Work
from vendors import offering, store
from vendors.entities import Offer, Standing
from vendors.offer_life import OfferStatus
from vendors.offering import OfferGoneError

#: A firm counts as badly rated below this mean, and only from so many ratings on.
BAD_MEAN, ENOUGH_RATINGS = 3.0, 5
#: This many stars or fewer for the visit before are a reason by themselves.
LOW_STARS = 2
_LIVE = (OfferStatus.OPEN, OfferStatus.ACCEPTED)
_NOT_DONE = (Status.OFFERING, Status.SCHEDULED, Status.ON_THE_WAY)


class Because(StrEnum):
    """Why a request may be taken from its firm."""

    SILENT = "silent"  # half of the time to answer is over, or the centre was called again
    LATE = "late"  # the window is over and nobody has arrived
    RATED = "rated"  # the firm is badly rated, or was for this request


class NoReasonError(Exception):
    """The firm has given no reason to take the request from it; nothing was changed."""


class CentreOnlyError(Exception):
    """An emergency is the centre's, there is nobody else to ask; nothing was changed."""


def reason_for(session: Session, request: Request, now: datetime) -> Because | None:
    """Why the request may be taken from whom it is with now; None where it may not."""
    offer = store.live_offer(session, request)
    if offer is None or request.urgency == Urgency.EMERGENCY or request.status not in _NOT_DONE:
        return None
    return _because(session, request, offer, now)


def _because(session: Session, request: Request, offer: Offer, now: datetime) -> Because | None:
    status = Status(request.status)
    if status is Status.OFFERING:
        if now - offer.made_at >= (offer.due_at - offer.made_at) / 2 or _was_called_again(session, request, offer):
            return Because.SILENT
    elif request.window_end is not None and request.window_end < now:
        return Because.LATE
    if status is not Status.ON_THE_WAY and _is_badly_rated(session, request, offer.provider):
        return Because.RATED
    return None


def _was_called_again(session: Session, request: Request, offer: Offer) -> bool:
    """Whether a centre let the time of this offer pass before: its offer stays open with a new one."""
    silent = (fact for fact in facts_of(session, request) if fact.kind == "centre_silent")
    return any(fact.data.get("offer") == str(offer.id) for fact in silent)


def _is_badly_rated(session: Session, request: Request, provider: str) -> bool:
    rating = rating_of(session, request)
    if rating is not None and rating.stars <= LOW_STARS:
        visits = [offer for offer in store.offers_of(session, request) if offer.status == OfferStatus.FULFILLED]
        if visits and visits[-1].provider == provider:
            return True
    standing = session.get(Standing, provider)
    return standing is not None and standing.ratings >= ENOUGH_RATINGS and standing.stars < BAD_MEAN * standing.ratings


def reassign(work: Work, offer_id: int, actor: str) -> Request:
    """Take the request of an offer, with all of the same visit, from its firm and ask the next for the same window.

    Where nobody else is free, everyone hears that as ever. Raises OfferGoneError for an offer that is answered or
    ended by now, IllegalChangeError once somebody arrived, CentreOnlyError and NoReasonError.
    """
    offer = store.find_offer(work.session, offer_id)
    if offer is None:
        raise OfferGoneError("unknown")
    asked, visit = _lock_visit(work, offer)
    because = _must_be_possible(work, asked, offer)
    provider = offer.provider
    for request in visit:
        requests.reassign(work, request, actor, provider=provider, reason=because)
    offering.pass_on_together(work, visit)
    return asked


def _lock_visit(work: Work, offer: Offer) -> tuple[Request, Sequence[Request]]:
    """The request of an offer, and with it those of the same visit that stand where it does; locked in order."""
    shared = store.offers_on(work.session, offer.hold_id, *_LIVE)
    ids = sorted({offer.request_id, *(one.request_id for one in shared)})
    locked = {one: lock_request(work.session, one) for one in ids}
    work.session.refresh(offer)
    asked = locked[offer.request_id]
    return asked, [one for one in locked.values() if one.status == asked.status]


def _must_be_possible(work: Work, request: Request, offer: Offer) -> Because:
    if offer.status not in _LIVE:
        raise OfferGoneError(offer.status)
    if request.status not in _NOT_DONE:
        raise IllegalChangeError(f"a request that is {request.status} stays with its firm")
    if request.urgency == Urgency.EMERGENCY:
        raise CentreOnlyError("an emergency is the centre's")
    because = _because(work.session, request, offer, work.now)
    if because is None:
        raise NoReasonError(f"no reason to take request {request.id} away")
    return because
