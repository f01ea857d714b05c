"""Carries out what the dialogue wants done, in the transaction of the turn, and reports how it went."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from booking import ratings, requests, self_help
from booking import store as bookings
from booking.entities import Request
from booking.lifecycle import Event, IllegalChangeError, Status
from booking.store import UnknownRequestError, lock_request
from booking.terms import CITY, Role, Urgency
from booking.work import Work
from bot.dialogue import acts, events
from bot.request_views import view_of
from oversight import alerts
from oversight.entities import AlertKind
from vendors import holding, offering, parties, prices
from vendors import store as offers
from vendors.offering import NotYoursError, OfferGoneError
from vendors.prices import PriceRefusedError


def perform(work: Work, party: str, act: acts.Act) -> events.Event | None:
    """Do it for this party; the outcome as an event, or None where there is none to report.

    What a person may not do, or came too late for, is reported as Refused with nothing changed.
    """
    if type(act) not in _CAN_BE_REFUSED:
        return _PERFORMERS[type(act)](work, party, act)
    point = work.session.begin_nested()
    sent, raised = len(work.after_commit), len(work.raised)
    try:
        outcome = _PERFORMERS[type(act)](work, party, act)
    except tuple(_WHY) as error:
        point.rollback()
        del work.after_commit[sent:], work.raised[raised:]
        work.read.clear()
        return _refused(work, party, act, error)
    point.commit()
    return outcome


_WHY: dict[type[Exception], str] = {
    IllegalChangeError: "ended",
    OfferGoneError: "gone",
    NotYoursError: "not_yours",
    UnknownRequestError: "unknown",
    PriceRefusedError: "price",
    ratings.RatingRefusedError: "ended",
}


def _refused(work: Work, party: str, act: acts.Act, error: Exception) -> events.Refused:
    what = type(act).__name__.lower()
    request_id = getattr(act, "request", None)
    if isinstance(act, acts.Accept | acts.Decline):
        offer = offers.find_offer(work.session, act.offer)
        mine = offer is not None and offer.provider == parties.provider_code(work.session, party)
        request_id = offer.request_id if offer is not None and mine else None
    found = bookings.find_request(work.session, request_id) if request_id else None
    view = view_of(work, found) if found is not None and not isinstance(error, NotYoursError) else None
    return events.Refused(what, _WHY[type(error)], view, str(error))


def _own(work: Work, party: str, request_id: int) -> Request:
    """The locked request of this resident. Raises UnknownRequestError for anyone else's."""
    request = lock_request(work.session, request_id)
    if request.resident != party:
        raise UnknownRequestError(f"request {request_id} is not of {party}")
    return request


def _hold(work: Work, party: str, act: acts.HoldWindow) -> events.Event:
    holding.release(work, act.instead)
    until = work.now + holding.PATIENCE
    for provider in dict.fromkeys((act.provider, None)):
        found = holding.hold_window(
            work, party, act.district, act.category, act.window, provider=provider, expires_at=until
        )
        if found is not None:
            return events.Held(found.id, act.window, until)
    return events.NotHeld(act.window)


def _release(work: Work, party: str, act: acts.ReleaseHold) -> None:
    hold = offers.hold(work.session, act.hold)
    if hold is not None and hold.holder == party and hold.expires_at is not None:
        holding.release(work, act.hold)


def _secured(work: Work, party: str, order: requests.Order) -> int | None:
    """The hold of an order, taken again if it lapsed; None when the window is gone."""
    if order.window is None:
        return None
    if order.window.start > work.now:
        kept = holding.renew(work, order.hold, party, None)
        if kept is not None:
            return kept.id
        found = holding.hold_window(work, party, order.place.district, order.category, order.window)
        if found is not None:
            return found.id
    return None


def _submit(work: Work, party: str, act: acts.Submit) -> events.Event:
    order = act.order
    if order.urgency is not Urgency.EMERGENCY:
        hold = _secured(work, party, order)
        if hold is None:
            assert order.window is not None  # noqa: S101
            return events.NotHeld(order.window)
        order = replace(order, hold=hold)
    request = requests.submit(work, order)
    return events.Submitted(view_of(work, request))


def _escalate(work: Work, party: str, act: acts.Escalate) -> events.Event:
    request = _own(work, party, act.request)
    requests.escalate(work, request, party, danger=act.danger, words=act.words)
    return events.Changed("escalate", view_of(work, request))


def _contact(work: Work, party: str, act: acts.AddContact) -> events.Event:
    request = _own(work, party, act.request)
    requests.add_contact(work, request, party, name=act.name, phone=act.phone)
    return events.Changed("contact", view_of(work, request))


def _cancel(work: Work, party: str, act: acts.Cancel) -> events.Event:
    request = _own(work, party, act.request)
    requests.change(work, request, Event.CANCELLED, party)
    return events.Changed("cancel", view_of(work, request))


def _move(work: Work, party: str, act: acts.Move) -> events.Event:
    request = _own(work, party, act.request)
    kept = holding.renew(work, act.hold, party, None)
    if kept is None:
        return events.NotHeld(act.window)
    event = Event.REBOOKED if request.status in (Status.NO_SHOW, Status.UNRESOLVED) else Event.MOVED
    requests.rebook(work, request, event, party, window=act.window, hold=kept.id, reason="resident")
    return events.Changed("move", view_of(work, request))


def _verdict(work: Work, party: str, act: acts.Verdict) -> events.Event:
    request = _own(work, party, act.request)
    if act.works:
        if request.status != Status.CONFIRMED:
            requests.change(work, request, Event.CONFIRMED, party)
        return events.Changed("works", view_of(work, request))
    requests.not_fixed(work, request, party, act.words)
    return events.Changed("not_fixed", view_of(work, request))


def _rate(work: Work, party: str, act: acts.Rate) -> events.Event:
    request = _own(work, party, act.request)
    if request.status == Status.DONE:
        requests.change(work, request, Event.CONFIRMED, party)
    ratings.rate(work, request, act.stars, party)
    return events.Changed("rate", view_of(work, request))


def _comment(work: Work, party: str, act: acts.Comment) -> events.Event:
    request = _own(work, party, act.request)
    if act.words:
        ratings.comment(work, request, act.words, party)
    if request.status == Status.CONFIRMED:
        requests.close(work, request, party, outcome="confirmed")
    return events.Changed("comment", view_of(work, request))


def _person(work: Work, party: str, act: acts.AskPerson) -> None:
    request = lock_request(work.session, act.request) if act.request else None
    alerts.raise_alert(
        work,
        AlertKind(act.kind),
        request=request,
        district=act.district or CITY,
        resident=party,
        words=act.words,
    )


def _solved_alone(work: Work, party: str, act: acts.SolveAlone) -> None:  # noqa: ARG001
    self_help.solved_alone(work, tip=act.tip, category=act.category, district=act.district, words=act.words)


def _add_words(work: Work, party: str, act: acts.AddWords) -> events.Event:
    request = _own(work, party, act.request)
    requests.tell_more(work, request, party, act.words)
    return events.Changed("words", view_of(work, request))


def _photo(work: Work, party: str, act: acts.AttachPhoto) -> None:
    requests.attach_photo(work, _own(work, party, act.request), act.photo, party)


def _provider(work: Work, party: str) -> str:
    provider = parties.provider_code(work.session, party)
    if provider is None:
        raise NotYoursError(f"{party} acts for no provider")
    return provider


def _accept(work: Work, party: str, act: acts.Accept) -> events.Event:
    request = offering.accept(work, act.offer, _provider(work, party), party)
    return events.Changed("accept", view_of(work, request))


def _decline(work: Work, party: str, act: acts.Decline) -> events.Event:
    request = offering.decline(work, act.offer, _provider(work, party), party, act.reason)
    return events.Changed("decline", view_of(work, request))


def _visited(work: Work, party: str, request_id: int) -> Request:
    """The locked request that this provider or technician visits. Raises NotYoursError."""
    request = lock_request(work.session, request_id)
    role = party.partition(":")[0]
    staff = role in (Role.VENDOR, Role.TECHNICIAN, Role.CENTRE)
    if not staff or not parties.visits(work.session, party, request):
        raise NotYoursError(f"request {request_id} is not of {party}")
    return request


def _progress(work: Work, party: str, act: acts.Progress) -> events.Event:
    request = _visited(work, party, act.request)
    requests.change(work, request, Event(act.event), party)
    return events.Changed(act.event, view_of(work, request))


def _finish(work: Work, party: str, act: acts.Finish) -> events.Event:
    request = _visited(work, party, act.request)
    lines, total = prices.charge(work.session, work.now, act.lines)
    if request.rework and total > 0:
        raise PriceRefusedError("a second visit under warranty is free")
    requests.finish(work, request, party, note=act.note, lines=lines, price_cents=total)
    return events.Changed("finish", view_of(work, request))


def _ack(work: Work, party: str, act: acts.AckAlert) -> None:
    alerts.acknowledge(work, act.alert, party)


_PERFORMERS: dict[type[Any], Callable[[Work, str, Any], events.Event | None]] = {
    acts.HoldWindow: _hold,
    acts.ReleaseHold: _release,
    acts.Submit: _submit,
    acts.Escalate: _escalate,
    acts.AddContact: _contact,
    acts.Cancel: _cancel,
    acts.Move: _move,
    acts.Verdict: _verdict,
    acts.Rate: _rate,
    acts.Comment: _comment,
    acts.AskPerson: _person,
    acts.SolveAlone: _solved_alone,
    acts.AddWords: _add_words,
    acts.AttachPhoto: _photo,
    acts.Accept: _accept,
    acts.Decline: _decline,
    acts.Progress: _progress,
    acts.Finish: _finish,
    acts.AckAlert: _ack,
}

#: Acts that may fail half way; the others either work or leave nothing behind.
_CAN_BE_REFUSED = frozenset(_PERFORMERS) - {
    acts.HoldWindow,
    acts.ReleaseHold,
    acts.Submit,
    acts.AskPerson,
    acts.SolveAlone,
}
