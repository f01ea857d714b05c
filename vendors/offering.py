"""Puts requests before one provider after another until someone takes them, the centre at the latest."""

from datetime import datetime
from typing import Any

from sqlmodel import col, select

from booking import requests
from booking.entities import Fact, Request
from booking.facts import record
from booking.lifecycle import Event, Status
from booking.store import lock_request
from booking.terms import Category, District, Urgency
from booking.windows import Window
from booking.work import Work
from vendors import answer_time, holding, store
from vendors.entities import Hold, Kind, Offer, Provider
from vendors.offer_life import OfferEvent, OfferStatus, next_offer_status

OFFER_DUE = "offer_due"


class OfferGoneError(Exception):
    """The offer can no longer be answered; `status` tells why."""

    def __init__(self, status: str) -> None:
        super().__init__(f"the offer is {status}")
        self.status = status


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
    else:
        _offer_hold(work, request, hold)


def on_ended(work: Work, request: Request, fact: Fact) -> None:
    """Reaction: a request that is cancelled, moved, escalated or missed takes its offer and time back."""
    offer = store.live_offer(work.session, request)
    if offer is None:
        return
    data = {"offer": str(offer.id), "provider": offer.provider, "technician": offer.technician}
    was = offer.status
    _decide(work, offer, OfferEvent.WITHDRAW, fact.kind)
    _free(work, offer)
    record(work, request, "withdrawn", "system:offers", {**data, "was": was, "because": fact.kind})


def on_finished(work: Work, request: Request, fact: Fact) -> None:  # noqa: ARG001
    """Reaction: the work is done, the accepted offer is fulfilled."""
    offer = store.live_offer(work.session, request)
    if offer is not None:
        _decide(work, offer, OfferEvent.FULFIL, "")


def pass_on(work: Work, request: Request) -> None:
    """Offer the request to the next provider who is free in its window; tell everyone when nobody is."""
    window = _window(request)
    asked = _asked(work, request)
    found = holding.hold_window(
        work,
        request.resident,
        District(request.district),
        Category(request.category) if request.category else None,
        window,
        without=asked,
    )
    if found is None or window.start <= work.now:
        if found is not None:
            holding.release(work, found.id)
        requests.change(work, request, Event.NOBODY_FREE, "system:offers", {"asked": sorted(asked)})
        return
    _offer_hold(work, request, found)


def accept(work: Work, offer_id: int, provider: str, actor: str, technician: str | None = None) -> Request:
    """A provider takes an offer; the visit is promised. Raises OfferGoneError, NotYoursError."""
    offer, request = _answerable(work, offer_id, provider)
    hold = store.hold(work.session, offer.hold_id)
    _decide(work, offer, OfferEvent.ACCEPT, "")
    requests.schedule(
        work,
        request,
        provider=provider,
        technician=technician or (hold.technician if hold else None),
        window=Window(offer.window_start),
        actor=actor,
    )
    return request


def decline(work: Work, offer_id: int, provider: str, actor: str, reason: str) -> Request:
    """A firm turns an offer down; the next is asked. Raises OfferGoneError, NotYoursError.

    A centre is the last resort and cannot decline: that raises NotYoursError.
    """
    offer, request = _answerable(work, offer_id, provider)
    if _is_centre(work, provider):
        raise NotYoursError("a centre takes what no firm takes")
    reason = "".join(letter for letter in reason if letter.isprintable())[:200]
    _decide(work, offer, OfferEvent.DECLINE, reason)
    _free(work, offer)
    record(work, request, "declined", actor, {"offer": str(offer.id), "provider": provider, "reason": reason})
    pass_on(work, request)
    return request


def on_due(work: Work, offer_id: int) -> None:
    """Deadline: nobody answered in time. A firm is passed over; a centre is called again and supervisors told."""
    offer = store.find_offer(work.session, offer_id)
    if offer is None:
        return
    request = lock_request(work.session, offer.request_id)
    work.session.refresh(offer)
    if offer.status != OfferStatus.OPEN:
        return
    data = {"offer": str(offer.id), "provider": offer.provider}
    if _is_centre(work, offer.provider) and _still_possible(work, request, offer):
        _call_again(work, request, offer)
        return
    _decide(work, offer, OfferEvent.EXPIRE, "")
    _free(work, offer)
    record(work, request, "expired", "system:offers", data)
    pass_on(work, request)


def _still_possible(work: Work, request: Request, offer: Offer) -> bool:
    return request.urgency == Urgency.EMERGENCY or work.now < offer.window_start


def _call_again(work: Work, request: Request, offer: Offer) -> None:
    """The centre is the last resort: its offer stays open, it is called again, and supervisors hear of it."""
    if request.urgency == Urgency.EMERGENCY:
        offer.due_at = work.now + answer_time.CENTRE_EMERGENCY
    else:
        minutes, urgency = answer_time.CENTRE_ORDINARY_MINUTES, Urgency(request.urgency)
        offer.due_at = answer_time.due(work.now, minutes, urgency, offer.window_start)
    work.session.add(offer)
    work.set_deadline(OFFER_DUE, offer.id, offer.due_at, offer.district)
    data = {"offer": str(offer.id), "provider": offer.provider, "window": offer.window_start.isoformat()}
    record(work, request, "centre_silent", "system:offers", data)


def _offer_emergency(work: Work, request: Request) -> None:
    centre = store.centre_of(work.session, request.district)
    window = Window(work.now)
    offer = _offer(work, request, centre, None, window, work.now + answer_time.CENTRE_EMERGENCY)
    _tell_offered(work, request, offer, [])


def _offer_hold(work: Work, request: Request, hold: Hold) -> None:
    provider = store.provider(work.session, hold.provider)
    if provider is None:
        raise LookupError(f"no provider {hold.provider}")
    centre = provider.kind == Kind.CENTRE
    minutes = answer_time.CENTRE_ORDINARY_MINUTES if centre else provider.accept_minutes
    due = answer_time.due(work.now, minutes, Urgency(request.urgency), hold.window_start)
    offer = _offer(work, request, provider, hold, Window(hold.window_start), due)
    _tell_offered(work, request, offer, hold.considered)


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


def _tell_offered(work: Work, request: Request, offer: Offer, considered: list[dict[str, Any]]) -> None:
    data: dict[str, Any] = {
        "offer": str(offer.id),
        "provider": offer.provider,
        "asked_before": 0 if request.facts == 1 else len(_asked(work, request)),
        "technician": offer.technician,
        "window": offer.window_start.isoformat(),
        "due": offer.due_at.isoformat(),
        "considered": considered,
    }
    requests.change(work, request, Event.OFFERED, "system:offers", data)


def _answerable(work: Work, offer_id: int, provider: str) -> tuple[Offer, Request]:
    offer = store.find_offer(work.session, offer_id)
    if offer is None:
        raise OfferGoneError("unknown")
    request = lock_request(work.session, offer.request_id)
    work.session.refresh(offer)
    if offer.provider != provider:
        raise NotYoursError("this offer was made to someone else")
    if offer.status != OfferStatus.OPEN or request.status != Status.OFFERING:
        raise OfferGoneError(offer.status)
    return offer, request


def _decide(work: Work, offer: Offer, event: OfferEvent, reason: str) -> None:
    offer.status = next_offer_status(OfferStatus(offer.status), event)
    offer.decided_at = work.now
    offer.reason = reason
    work.session.add(offer)
    work.session.flush()
    work.clear_deadlines(offer.id, OFFER_DUE)


def _free(work: Work, offer: Offer) -> None:
    hold_id, offer.hold_id = offer.hold_id, None
    work.session.add(offer)
    work.session.flush()
    holding.release(work, hold_id)


def _asked(work: Work, request: Request) -> set[str]:
    """Providers who turned this request down, or let it lapse, for this very window."""
    return set(
        work.session.exec(
            select(Offer.provider).where(
                Offer.request_id == request.id,
                Offer.district == request.district,
                Offer.window_start == request.window_start,
                col(Offer.status).in_((OfferStatus.DECLINED, OfferStatus.EXPIRED)),
            )
        )
    )


def _is_centre(work: Work, provider: str) -> bool:
    found = store.provider(work.session, provider)
    return found is not None and found.kind == Kind.CENTRE


def _window(request: Request) -> Window:
    if request.window_start is None:
        raise ValueError("an ordinary request has a window")
    return Window(request.window_start)
