"""The steps of a visit that is for several problems: who sets out or arrives does so for all of them."""

from collections.abc import Sequence

from booking import requests
from booking.entities import Request
from booking.lifecycle import Event
from booking.store import find_request, lock_request
from booking.work import Work
from vendors import store
from vendors.offer_life import OfferStatus

#: What happens to a visit as a whole; work is finished problem by problem.
SHARED = frozenset({Event.SET_OUT, Event.ARRIVED, Event.ABSENT})


def lock_visit(work: Work, request_id: int) -> tuple[Request, list[Request]]:
    """The request, and with it the others of its accepted visit; all locked, in order. Raises UnknownRequestError."""
    ids = sorted({request_id, *_companions(work, request_id)})
    visit = {one: lock_request(work.session, one) for one in ids}
    return visit[request_id], list(visit.values())


def step(
    work: Work,
    visit: Sequence[Request],
    asked: Request,
    event: Event,
    actor: str,
    travel_minutes: int | None = None,
) -> None:
    """Apply a step to a request, and a shared one to those of its locked `visit` that stand where it does.

    `travel_minutes` are what a technician says when setting out. Raises IllegalChangeError, with nothing changed,
    where the request itself cannot take it.
    """
    moving = [one for one in visit if one is asked or (event in SHARED and one.status == asked.status)]
    for place, request in enumerate(moving, 1):
        more = place < len(moving)
        if event is Event.SET_OUT:
            requests.set_out(work, request, actor, travel_minutes, more=more)
        else:
            requests.change(work, request, event, actor, {"more": True} if more else None)


def _companions(work: Work, request_id: int) -> list[int]:
    request = find_request(work.session, request_id)
    offer = store.live_offer(work.session, request) if request is not None else None
    if offer is None:
        return []
    return [one.request_id for one in store.offers_on(work.session, offer.hold_id, OfferStatus.ACCEPTED)]
