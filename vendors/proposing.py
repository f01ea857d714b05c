"""A firm proposes another window for a visit that it is offered: both are kept until the resident has decided."""

from datetime import datetime
from typing import Any

from booking import requests
from booking.entities import Request
from booking.facts import record
from booking.lifecycle import Status
from booking.store import UnknownRequestError
from booking.terms import Category, District, Urgency
from booking.windows import Window, windows_of
from booking.work import Work
from vendors import answer_time, holding, offering, store
from vendors.entities import Hold, Kind, Offer
from vendors.offer_life import OfferEvent, OfferStatus, next_offer_status
from vendors.offering import PROPOSAL_DUE, NotYoursError, OfferGoneError, Pair

#: The reason with which a firm is passed over whose other window is not wanted.
TIME = "time"
_SYSTEM = "system:offers"


class WindowTakenError(Exception):
    """Nobody of the firm is free in the window that it proposed."""


class TooLateToAskError(Exception):
    """The resident could not answer in time for others to be asked still."""


class ProposalOverError(OfferGoneError):
    """The resident can no longer answer the proposal."""


def propose(work: Work, offer_id: int, provider: str, actor: str, window: Window) -> Request:
    """A firm would come in another window, for all the problems of the visit; the resident is asked.

    Raises OfferGoneError, NotYoursError, WindowTakenError, TooLateToAskError.
    """
    asked, pairs = offering.answerable(work, offer_id, provider)
    first = pairs[0][0]
    if offering.is_centre(work, provider) or first.hold_id is None or asked.urgency == Urgency.EMERGENCY:
        raise NotYoursError("what must be taken as it is")
    due = answer_time.resident_due(work.now, Urgency(asked.urgency), first.window_start, window.start)
    if due is None:
        raise TooLateToAskError("too late to ask the resident")
    hold = _keep(work, pairs, provider, window, due)
    for offer, _ in pairs:
        _put(work, offer, hold, due)
    work.session.flush()
    for (offer, request), (_, more) in zip(pairs, offering.in_turn([one for _, one in pairs]), strict=True):
        data = _data(offer, more=more) | {"instead": offer.window_start.isoformat(), "due": due.isoformat()}
        record(work, request, "proposed", actor, data | {"technician": hold.technician})
    return asked


def _keep(work: Work, pairs: list[Pair], provider: str, window: Window, due: datetime) -> Hold:
    """The firm's time in the window that it proposes, until the resident must have answered."""
    if window not in windows_of(window.day) or window.start == pairs[0][0].window_start:
        raise WindowTakenError("no other window")
    main, *also = [Category(request.category) if request.category else None for _, request in pairs]
    request = pairs[0][1]
    hold = holding.hold_window(
        work,
        request.resident,
        District(request.district),
        main,
        window,
        also=[category for category in also if category is not None],
        kinds=(Kind.FIRM,),
        provider=provider,
        expires_at=due,
    )
    if hold is None:
        raise WindowTakenError("nobody is free")
    return hold


def _put(work: Work, offer: Offer, hold: Hold, due: datetime) -> None:
    """The offer waits for the resident now, no longer for the firm."""
    offer.status = next_offer_status(OfferStatus(offer.status), OfferEvent.PROPOSE)
    offer.proposed_start, offer.proposed_at, offer.proposed_hold_id = hold.window_start, work.now, hold.id
    offer.due_at = due
    work.session.add(offer)
    work.clear_deadlines(offer.id, offering.OFFER_DUE)
    work.set_deadline(PROPOSAL_DUE, offer.id, due, offer.district)


def answer(work: Work, request_id: int, offer_id: int, resident: str, *, agree: bool) -> Request:
    """The resident takes the window that was proposed, with all problems of the visit, or stays with the first.

    Raises UnknownRequestError for anyone else's request, ProposalOverError once it is over.
    """
    offer = store.find_offer(work.session, offer_id)
    if offer is None or offer.request_id != request_id:
        raise UnknownRequestError(f"no offer {offer_id} for request {request_id}")
    pairs = offering.of_visit(work, offer)
    asked = next((request for one, request in pairs if one.id == offer_id), None)
    if asked is None or asked.status != Status.OFFERING or not _is_open(work, offer):
        raise ProposalOverError(offer.status)
    if asked.resident != resident:
        raise UnknownRequestError(f"request {request_id} is not of {resident}")
    if agree:
        _agree(work, pairs, resident)
    else:
        _refuse(work, pairs, resident, "proposal_refused")
    return asked


def _is_open(work: Work, offer: Offer) -> bool:
    return offer.status == OfferStatus.PROPOSED and work.now < offer.due_at


def _agree(work: Work, pairs: list[Pair], actor: str) -> None:
    """The window of the visit becomes the proposed one, and with it the firm has accepted."""
    first, request = pairs[0]
    hold = holding.renew(work, first.proposed_hold_id, request.resident, None)
    if hold is None:
        raise ProposalOverError("its time is gone")
    before, window = first.hold_id, Window(hold.window_start)
    for offer, _ in pairs:
        offer.window_start, offer.window_end = window.start, window.end
        offer.hold_id, offer.proposed_hold_id, offer.technician = hold.id, None, hold.technician
        offering.decide(work, offer, OfferEvent.ACCEPT, "")
    holding.release(work, before)
    for (offer, request), (_, more) in zip(pairs, offering.in_turn([one for _, one in pairs]), strict=True):
        record(work, request, "proposal_agreed", actor, _data(offer, more=more))
        requests.schedule(
            work,
            request,
            provider=offer.provider,
            technician=hold.technician,
            window=window,
            actor=actor,
            more=more,
        )


def on_due(work: Work, offer_id: int) -> None:
    """Deadline: the resident has not answered, so the next firm is asked for the first window."""
    offer = store.find_offer(work.session, offer_id)
    if offer is None:
        return
    pairs = offering.of_visit(work, offer)
    if offer.status == OfferStatus.PROPOSED and offer.due_at <= work.now:
        _refuse(work, pairs, _SYSTEM, "proposal_lapsed")


def _refuse(work: Work, pairs: list[Pair], actor: str, kind: str) -> None:
    """The first window stays; whoever cannot come then is passed over."""
    for (offer, request), (_, more) in zip(pairs, offering.in_turn([one for _, one in pairs]), strict=True):
        record(work, request, kind, actor, _data(offer, more=more))
    offering.turn_down(work, pairs, actor, TIME)


def _data(offer: Offer, *, more: bool) -> dict[str, Any]:
    """What a fact about a proposal tells; with `more` another one of the same visit follows, which tells of all."""
    window = offer.proposed_start.isoformat() if offer.proposed_start else None
    data: dict[str, Any] = {"offer": str(offer.id), "provider": offer.provider, "window": window}
    return data | ({"more": True} if more else {})
