"""Puts requests before one provider after another until someone takes them, the centre at the latest."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import and_, col, or_, select

from booking import requests
from booking.entities import Fact, Request
from booking.facts import record
from booking.lifecycle import Event, Status
from booking.store import find_request, lock_request
from booking.terms import JOINER, Category, District, Urgency
from booking.windows import Window
from booking.work import Work
from vendors import answer_time, holding, store
from vendors.entities import Hold, Kind, Offer, Provider
from vendors.offer_life import LIVE, WAITING, OfferEvent, OfferStatus, next_offer_status

OFFER_DUE = "offer_due"
#: Until then the resident can agree to the other window that a firm proposed.
PROPOSAL_DUE = "proposal_due"
#: An offer with its locked request.
Pair = tuple[Offer, Request]


class OfferGoneError(Exception):
    """The offer can no longer be answered; `status` tells why."""

    def __init__(self, status: str) -> None:
        super().__init__(f"the offer is {status}")
        self.status = status


class ProposedError(OfferGoneError):
    """The firm has proposed another window for this offer, and the resident has not answered yet."""


class NotYoursError(Exception):
    """Someone answered an offer, or moved a visit, of another provider."""


def on_submitted(work: Work, request: Request, fact: Fact) -> None:
    """Reaction: a new, moved, rebooked or escalated request goes out at once."""
    if request.urgency == Urgency.EMERGENCY and request.window_start is None:
        _offer_emergency(work, request)
        return
    hold_id = fact.data.get("hold")
    hold = holding.renew(work, int(hold_id), request.resident, None) if hold_id else None
    if hold is None:
        pass_on(work, request)
        return
    beside = store.offers_on(work.session, hold.id, OfferStatus.OPEN, OfferStatus.ACCEPTED)
    joins = any(one.status == OfferStatus.ACCEPTED for one in beside)
    offer = _offer_hold(work, request, hold, beside, more=joins or bool(fact.data.get("more")))
    if joins:
        accept(work, offer.id, offer.provider, JOINER)


def on_ended(work: Work, request: Request, fact: Fact) -> None:
    """Reaction: a request that is cancelled, moved, escalated, reassigned or missed takes its offer and time back."""
    offer = store.live_offer(work.session, request)
    if offer is None:
        return
    data = {"offer": str(offer.id), "provider": offer.provider, "technician": offer.technician}
    was = offer.status
    decide(work, offer, OfferEvent.WITHDRAW, fact.kind)
    free_time(work, offer)
    record(work, request, "withdrawn", "system:offers", {**data, "was": was, "because": fact.kind})


def on_finished(work: Work, request: Request, fact: Fact) -> None:  # noqa: ARG001
    """Reaction: the work is done, the accepted offer is fulfilled."""
    offer = store.live_offer(work.session, request)
    if offer is not None:
        decide(work, offer, OfferEvent.FULFIL, "")


def pass_on(work: Work, request: Request) -> None:
    """Offer the request to the next provider who is free in its window; tell everyone when nobody is."""
    window = _window(request)
    asked = _asked(work, request)
    found = holding.hold_window(
        work,
        request.resident,
        District(request.district),
        _category(request),
        window,
        without=asked,
    )
    if found is None or window.start <= work.now:
        if found is not None:
            holding.release(work, found.id)
        requests.change(work, request, Event.NOBODY_FREE, "system:offers", {"asked": sorted(asked)})
        return
    _offer_hold(work, request, found)


def pass_on_together(work: Work, passed: Sequence[Request]) -> None:
    """Offer the problems of one visit to a firm that can do them all; where none can, each by itself."""
    first = passed[0]
    asked: set[str] = set().union(*(_asked(work, request) for request in passed))
    categories = [Category(request.category) for request in passed if request.category]
    found = None
    if len(categories) == len(passed) > 1 and _window(first).start > work.now:
        district, window = District(first.district), _window(first)
        main, *also = categories
        kinds = (Kind.FIRM,)
        found = holding.hold_window(work, first.resident, district, main, window, also=also, kinds=kinds, without=asked)
    made: list[Offer] = []
    for request, more in in_turn(passed):
        if found is None:
            pass_on(work, request)
        else:
            made.append(_offer_hold(work, request, found, made, more=more))


def in_turn(requests_: Sequence[Request]) -> list[tuple[Request, bool]]:
    """Each of these with whether more of the same visit follow: only the last is told of, for all."""
    return [(request, place < len(requests_)) for place, request in enumerate(requests_, 1)]


def accept(work: Work, offer_id: int, provider: str, actor: str, technician: str | None = None) -> Request:
    """A provider takes an offer and all that belong to the same visit; the visit is promised.

    Raises OfferGoneError, NotYoursError.
    """
    asked, pairs = answerable(work, offer_id, provider)
    for offer, _ in pairs:
        decide(work, offer, OfferEvent.ACCEPT, "")
    for (offer, request), (_, more) in zip(pairs, in_turn([request for _, request in pairs]), strict=True):
        hold = store.hold(work.session, offer.hold_id)
        requests.schedule(
            work,
            request,
            provider=provider,
            technician=technician or (hold.technician if hold else None),
            window=Window(offer.window_start),
            actor=actor,
            more=more,
        )
    return asked


def decline(work: Work, offer_id: int, provider: str, actor: str, reason: str) -> Request:
    """A firm turns an offer down, with all that belong to the same visit; the next is asked.

    What it proposed for it is over then. Raises OfferGoneError, NotYoursError. A centre is the last resort and cannot
    decline: that raises NotYoursError.
    """
    asked, pairs = answerable(work, offer_id, provider, WAITING)
    if is_centre(work, provider):
        raise NotYoursError("a centre takes what no firm takes")
    reason = "".join(letter for letter in reason if letter.isprintable())[:200]
    turn_down(work, pairs, actor, reason)
    return asked


def turn_down(work: Work, pairs: Sequence[Pair], actor: str, reason: str) -> None:
    """The firm does not come in this window: its time goes back and the next is asked."""
    give_up(work, pairs, OfferEvent.DECLINE, reason)
    for offer, request in pairs:
        data = {"offer": str(offer.id), "provider": offer.provider, "reason": reason}
        record(work, request, "declined", actor, data)
    pass_on_together(work, [request for _, request in pairs])


def give_up(work: Work, pairs: Sequence[Pair], event: OfferEvent, reason: str) -> None:
    """These offers of one visit end, and their time goes back."""
    for offer, _ in pairs:
        decide(work, offer, event, reason)
    for offer, _ in pairs:
        free_time(work, offer)


def on_due(work: Work, offer_id: int) -> None:
    """Deadline: nobody answered in time. A firm is passed over; a centre is called again and supervisors told."""
    offer = store.find_offer(work.session, offer_id)
    if offer is None:
        return
    pairs = of_visit(work, offer)
    request = lock_request(work.session, offer.request_id)
    if offer.status != OfferStatus.OPEN:
        return
    if is_centre(work, offer.provider) and _still_possible(work, request, offer):
        _call_again(work, request, offer)
        return
    give_up(work, pairs, OfferEvent.EXPIRE, "")
    for each, its_request in pairs:
        data = {"offer": str(each.id), "provider": each.provider}
        record(work, its_request, "expired", "system:offers", data)
    pass_on_together(work, [its_request for _, its_request in pairs])


def _still_possible(work: Work, request: Request, offer: Offer) -> bool:
    return request.urgency == Urgency.EMERGENCY or work.now < offer.window_start


def _call_again(work: Work, request: Request, offer: Offer) -> None:
    """The centre is the last resort: its offer stays open, it is called again, and supervisors hear of it.

    In an emergency the centre is called every few minutes, but only each call that doubles the wait is told to others.
    """
    calls = 1
    if request.urgency == Urgency.EMERGENCY:
        calls = round((work.now - offer.window_start) / answer_time.CENTRE_EMERGENCY)
        offer.due_at = work.now + answer_time.CENTRE_EMERGENCY
    else:
        minutes, urgency = answer_time.CENTRE_ORDINARY_MINUTES, Urgency(request.urgency)
        offer.due_at = answer_time.due(work.now, minutes, urgency, offer.window_start)
    work.session.add(offer)
    work.set_deadline(OFFER_DUE, offer.id, offer.due_at, offer.district)
    data: dict[str, Any] = {
        "offer": str(offer.id),
        "provider": offer.provider,
        "window": offer.window_start.isoformat(),
    }
    if calls & (calls - 1):
        data["quiet"] = True
    record(work, request, "centre_silent", "system:offers", data)


def _offer_emergency(work: Work, request: Request) -> None:
    centre = store.centre_of(work.session, request.district)
    window = Window(work.now)
    offer = _offer(work, request, centre, None, window, work.now + answer_time.CENTRE_EMERGENCY)
    _tell_offered(work, request, offer, [])


def _offer_hold(work: Work, request: Request, hold: Hold, beside: Sequence[Offer] = (), *, more: bool = False) -> Offer:
    """Offer a request for a kept time; `beside` are the other offers of its visit: one answer for all, the soonest."""
    provider = store.provider(work.session, hold.provider)
    if provider is None:
        raise LookupError(f"no provider {hold.provider}")
    centre = provider.kind == Kind.CENTRE
    minutes = answer_time.CENTRE_ORDINARY_MINUTES if centre else provider.accept_minutes
    due = answer_time.due(work.now, minutes, Urgency(request.urgency), hold.window_start)
    due = min([due, *(one.due_at for one in beside if one.status == OfferStatus.OPEN)])
    offer = _offer(work, request, provider, hold, Window(hold.window_start), due)
    _tell_offered(work, request, offer, hold.considered, more=more)
    return offer


def _offer(work: Work, request: Request, provider: Provider, hold: Hold | None, window: Window, due: datetime) -> Offer:
    offer = Offer(
        id=work.ids.next(),
        district=request.district,
        request_id=request.id,
        provider=provider.code,
        technician=hold.technician if hold else None,
        hold_id=hold.id if hold else None,
        window_start=window.start,
        window_end=window.end,
        made_at=work.now,
        due_at=due,
    )
    work.session.add(offer)
    work.set_deadline(OFFER_DUE, offer.id, due, request.district)
    return offer


def _tell_offered(
    work: Work, request: Request, offer: Offer, considered: list[dict[str, Any]], *, more: bool = False
) -> None:
    data: dict[str, Any] = {
        "offer": str(offer.id),
        "provider": offer.provider,
        "asked_before": 0 if request.facts == 1 else len(_asked(work, request)),
        "technician": offer.technician,
        "window": offer.window_start.isoformat(),
        "due": offer.due_at.isoformat(),
        "considered": considered,
    }
    if more:
        data["more"] = True
    requests.change(work, request, Event.OFFERED, "system:offers", data)


def answerable(
    work: Work, offer_id: int, provider: str, statuses: Collection[OfferStatus] = (OfferStatus.OPEN,)
) -> tuple[Request, list[Pair]]:
    """The locked request of an offer that this provider can answer, and all such offers of its visit.

    Raises OfferGoneError, NotYoursError.
    """
    offer = store.find_offer(work.session, offer_id)
    if offer is None:
        raise OfferGoneError("unknown")
    pairs = of_visit(work, offer)
    request = lock_request(work.session, offer.request_id)
    if offer.provider != provider:
        raise NotYoursError("this offer was made to someone else")
    if request.status != Status.OFFERING or offer.status not in WAITING:
        raise OfferGoneError(offer.status)
    if offer.status not in statuses:
        raise ProposedError(offer.status)
    return request, pairs


def of_visit(work: Work, offer: Offer) -> list[Pair]:
    """The undecided offers of the same visit with their requests, all locked, in the order in which everyone locks."""
    known = store.offers_on(work.session, offer.hold_id, *WAITING)
    ids = sorted({offer.request_id, *(one.request_id for one in known)})
    locked = {request_id: lock_request(work.session, request_id) for request_id in ids}
    work.session.refresh(offer)
    if offer.hold_id is None:
        return [(offer, locked[offer.request_id])]
    found = store.offers_on(work.session, offer.hold_id, *WAITING)
    for one in found:  # a problem may have joined meanwhile; it is younger than those that are locked
        if one.request_id not in locked:
            locked[one.request_id] = lock_request(work.session, one.request_id)
    return [(one, locked[one.request_id]) for one in found]


def decide(work: Work, offer: Offer, event: OfferEvent, reason: str) -> None:
    """Apply an event that ends the wait for an answer, or what was accepted. Raises IllegalChangeError."""
    offer.status = next_offer_status(OfferStatus(offer.status), event)
    if event is not OfferEvent.FULFIL:  # when it was accepted stays known
        offer.decided_at = work.now
    offer.reason = reason
    work.session.add(offer)
    work.session.flush()
    work.clear_deadlines(offer.id, OFFER_DUE, PROPOSAL_DUE)


def free_time(work: Work, offer: Offer) -> None:
    """Give back an offer's time, and what was kept for a proposal, but for what the rest of its visit needs."""
    hold_id, offer.hold_id = offer.hold_id, None
    proposed_id, offer.proposed_hold_id = offer.proposed_hold_id, None
    work.session.add(offer)
    work.session.flush()
    _free_hold(work, hold_id, store.offers_on(work.session, hold_id, *_NEEDS_TIME))
    _free_hold(work, proposed_id, store.offers_proposing(work.session, proposed_id))


def _free_hold(work: Work, hold_id: int | None, others: Sequence[Offer]) -> None:
    hold = store.hold(work.session, hold_id)
    if hold is None or not others:
        holding.release(work, hold_id)
        return
    left = [find_request(work.session, other.request_id) for other in others]
    holding.shorten(work, hold, [_category(request) for request in left if request is not None])


_NEEDS_TIME = (*LIVE, OfferStatus.FULFILLED)


def _category(request: Request) -> Category | None:
    return Category(request.category) if request.category else None


def _asked(work: Work, request: Request) -> set[str]:
    """Providers who turned this request down, let it lapse or lost it, for this very window."""
    return set(
        work.session.exec(
            select(Offer.provider).where(
                Offer.request_id == request.id,
                Offer.district == request.district,
                Offer.window_start == request.window_start,
                or_(
                    col(Offer.status).in_((OfferStatus.DECLINED, OfferStatus.EXPIRED)),
                    and_(col(Offer.status) == OfferStatus.WITHDRAWN, Offer.reason == Event.REASSIGNED),
                ),
            )
        )
    )


def is_centre(work: Work, provider: str) -> bool:
    """Whether it is the last resort."""
    found = store.provider(work.session, provider)
    return found is not None and found.kind == Kind.CENTRE


def _window(request: Request) -> Window:
    if request.window_start is None:
        raise ValueError("an ordinary request has a window")
    return Window(request.window_start)
