"""Carries out acts on visits for several problems, notes to who comes, and saved places."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from booking import requests
from booking.entities import Request
from booking.facts import record
from booking.lifecycle import LOST, Event, IllegalChangeError, Status
from booking.requests import Order
from booking.store import UnknownRequestError, lock_request
from booking.terms import Category
from booking.windows import Window
from booking.work import Work
from bot.dialogue import acts, events
from bot.places import saved_places
from bot.views.requests import view_of
from bot.views.world import DatabaseWorld
from vendors import holding, store
from vendors.entities import Hold
from vendors.offer_life import OfferStatus

#: So many windows are tried for a further visit before the whole booking is asked about again.
_TRIED = 8


def own(work: Work, party: str, request_id: int) -> Request:
    """The locked request of this resident. Raises UnknownRequestError for anyone else's."""
    request = lock_request(work.session, request_id)
    if request.resident != party:
        raise UnknownRequestError(f"request {request_id} is not of {party}")
    return request


def hold(work: Work, party: str, act: acts.HoldWindow) -> events.Event:
    """Keep the window and those of further visits, or none of them."""
    holding.release(work, act.instead)
    until = work.now + holding.PATIENCE
    for provider in dict.fromkeys((act.provider, None)):
        found = holding.hold_window(
            work,
            party,
            act.district,
            act.category,
            act.window,
            also=act.also,
            provider=provider,
            expires_at=until,
        )
        if found is not None:
            break
    else:
        return events.NotHeld(act.window)
    further: list[tuple[int, Window]] = []
    for part in act.further:
        kept = _hold_near(work, party, act, part)
        if kept is None:
            for hold_id in (found.id, *(one for one, _ in further)):
                holding.release(work, hold_id)
            return events.NotHeld(act.window)
        further.append((kept.id, Window(kept.window_start)))
    return events.Held(found.id, act.window, until, tuple(further))


def _hold_near(work: Work, party: str, act: acts.HoldWindow, part: tuple[Category, ...]) -> Hold | None:
    """Keep a further visit at the same time or as near to it as can be."""
    main, *also = part
    free = DatabaseWorld(work, party).windows(act.district, main, act.urgency, also=also)
    until = work.now + holding.PATIENCE
    for window in sorted(free, key=lambda one: (abs(one.start - act.window.start), one.start))[:_TRIED]:
        kept = holding.hold_window(work, party, act.district, main, window, also=also, expires_at=until)
        if kept is not None:
            return kept
    return None


def submit(work: Work, party: str, act: acts.Submit) -> events.Event:
    """Store every order, or none where a window is gone."""
    orders = (act.order, *act.also)
    if act.order.window is None:
        return events.Submitted(view_of(work, requests.submit(work, act.order)))
    point = work.session.begin_nested()
    secured = _secure(work, party, orders)
    if secured is None:
        point.rollback()
        work.read.clear()
        return events.NotHeld(act.order.window)
    point.commit()
    group = work.ids.next() if len(orders) > 1 else None
    stored = []
    for place, order in enumerate(orders):
        more = order.hold is not None and order.hold in {later.hold for later in orders[place + 1 :]}
        kept = replace(order, hold=secured[place], group=order.group or group)
        stored.append(requests.submit(work, kept, more=more))
    first, *also = (view_of(work, request) for request in stored)
    return events.Submitted(first, tuple(also))


def _secure(work: Work, party: str, orders: Sequence[Order]) -> list[int] | None:
    """The hold of each order, taken again where it lapsed; orders of one visit share one. None when one is gone."""
    kept: dict[tuple[int | None, Window | None], int] = {}
    for order in orders:
        visit = (order.hold, order.window)
        if visit in kept:
            continue
        together = [one for one in orders if (one.hold, one.window) == visit]
        found = _secured(work, party, together)
        if found is None:
            return None
        kept[visit] = found
    return [kept[order.hold, order.window] for order in orders]


def _secured(work: Work, party: str, orders: Sequence[Order]) -> int | None:
    """The hold of the orders of one visit, taken again if it lapsed; None when the window is gone."""
    first = orders[0]
    if first.window is None or first.window.start <= work.now:
        return None
    kept = holding.renew(work, first.hold, party, None)
    if kept is not None:
        return kept.id
    also = [order.category for order in orders[1:] if order.category is not None]
    found = holding.hold_window(work, party, first.place.district, first.category, first.window, also=also)
    return found.id if found is not None else None


def move(work: Work, party: str, act: acts.Move) -> events.Event:
    """Move the requests of a visit to one new window."""
    ids = sorted({act.request, *act.also})
    moving = [own(work, party, request_id) for request_id in ids]
    kept = holding.renew(work, act.hold, party, None)
    if kept is None:
        return events.NotHeld(act.window)
    for place, request in enumerate(moving, 1):
        event = Event.REBOOKED if request.status in LOST else Event.MOVED
        more = place < len(moving)
        requests.rebook(work, request, event, party, window=act.window, hold=kept.id, reason="resident", more=more)
    asked = next(request for request in moving if request.id == act.request)
    return events.Changed("move", view_of(work, asked))


def join(work: Work, party: str, act: acts.JoinVisit) -> events.Event:
    """Add problems to a visit ahead as far as its technician has the skill and the time."""
    host = own(work, party, act.request)
    if host.window_start is None or host.window_start <= work.now:
        return events.Joined(view_of(work, host), ())
    stored = []
    for order in act.orders:
        kept = _room_in(work, host, order.category)
        if kept is None:
            continue
        host.visit_group = host.visit_group or work.ids.next()
        told = replace(order, window=Window(host.window_start), hold=kept.id, group=host.visit_group)
        request = requests.submit(work, told)
        record(work, host, "visit_grew", party, {"request": str(request.id)})
        stored.append(request)
    return events.Joined(view_of(work, host), tuple(view_of(work, request) for request in stored))


def _room_in(work: Work, host: Request, category: Category | None) -> Hold | None:
    """The hold of a visit, made long enough for one more kind of work; None where that cannot be."""
    offer = store.live_offer(work.session, host)
    kept = store.hold(work.session, offer.hold_id) if offer is not None else None
    if kept is None or host.status not in (Status.OFFERING, Status.SCHEDULED):
        return None
    if offer is not None and offer.status == OfferStatus.PROPOSED:
        return None  # when the visit takes place is being asked
    shared = store.offers_on(work.session, kept.id, OfferStatus.OPEN, OfferStatus.ACCEPTED)
    known = [lock_request(work.session, one.request_id).category for one in shared]
    wanted = [*(Category(code) if code else None for code in known), category]
    return kept if holding.extend(work, kept, wanted) else None


def note(work: Work, party: str, act: acts.AddNote) -> events.Event:
    """Pass words on to who comes. Raises IllegalChangeError for a request that nobody comes for any more."""
    request = own(work, party, act.request)
    if request.status not in (Status.OFFERING, Status.SCHEDULED, Status.ON_THE_WAY, Status.IN_PROGRESS):
        raise IllegalChangeError(f"nobody comes for a request that is {request.status}")
    requests.add_note(work, request, party, act.words)
    return events.Changed("note", view_of(work, request))


PERFORMERS: Mapping[type[Any], Callable[[Work, str, Any], events.Event | None]] = {
    acts.HoldWindow: hold,
    acts.Submit: submit,
    acts.Move: move,
    acts.JoinVisit: join,
    acts.AddNote: note,
    acts.SavePlace: lambda work, party, act: saved_places.save(work, party, act.place),
    acts.RenamePlace: lambda work, party, act: saved_places.rename(work, party, act.place, act.name),
    acts.ForgetPlace: lambda work, party, act: saved_places.forget(work, party, act.place),
}
#: Those that either work or leave nothing behind.
NEVER_REFUSED = frozenset({acts.HoldWindow, acts.Submit, acts.SavePlace, acts.RenamePlace, acts.ForgetPlace})
