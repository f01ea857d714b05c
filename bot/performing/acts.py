"""Carries out what the dialogue wants done, in the transaction of the turn, and reports how it went."""

from collections.abc import Callable
from typing import Any

from booking import ratings, requests, self_help
from booking import store as bookings
from booking.entities import Request
from booking.lifecycle import Event, IllegalChangeError, Status
from booking.store import UnknownRequestError, lock_request
from booking.terms import CITY, SHANGHAI, Role
from booking.work import Work
from bot import accounts
from bot.dialogue import acts, events
from bot.dialogue.proposal_acts import Propose
from bot.performing import assigning, cases, proposals, supervision, visits
from bot.performing.visits import own
from bot.views.requests import view_of
from oversight import alerts, callbacks
from oversight.cases import UnknownCaseError
from oversight.entities import AlertKind
from vendors import holding, offering, parties, prices, together
from vendors import store as offers
from vendors.crew_changes import NotFreeError
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


class WarrantyOverError(Exception):
    """Rework was asked for after the warranty, or where none was given."""


_WHY: dict[type[Exception], str] = {
    IllegalChangeError: "ended",
    OfferGoneError: "gone",
    NotYoursError: "not_yours",
    NotFreeError: "not_free",
    assigning.NoLongerYoursError: "no_longer_yours",
    UnknownRequestError: "unknown",
    UnknownCaseError: "unknown",
    cases.NotInChargeError: "not_yours",
    PriceRefusedError: "price",
    ratings.RatingRefusedError: "ended",
    WarrantyOverError: "warranty",
    callbacks.CallbackRefusedError: "gone",
    **proposals.WHY,
    **supervision.WHY,
}


def _refused(work: Work, party: str, act: acts.Act, error: Exception) -> events.Refused:
    what = type(act).__name__.lower()
    request_id = getattr(act, "request", None)
    if isinstance(act, acts.Accept | acts.Decline | Propose):
        offer = offers.find_offer(work.session, act.offer)
        mine = offer is not None and offer.provider == parties.provider_code(work.session, party)
        request_id = offer.request_id if offer is not None and mine else None
    found = bookings.find_request(work.session, request_id) if request_id else None
    view = view_of(work, found) if found is not None and not isinstance(error, NotYoursError) else None
    return events.Refused(what, _WHY[type(error)], view, str(error))


def _release(work: Work, party: str, act: acts.ReleaseHold) -> None:
    hold = offers.hold(work.session, act.hold)
    if hold is not None and hold.holder == party and hold.expires_at is not None:
        holding.release(work, act.hold)


def _escalate(work: Work, party: str, act: acts.Escalate) -> events.Event:
    request = own(work, party, act.request)
    requests.escalate(work, request, party, danger=act.danger, words=act.words)
    return events.Changed("escalate", view_of(work, request))


def _contact(work: Work, party: str, act: acts.AddContact) -> events.Event:
    request = own(work, party, act.request)
    requests.add_contact(work, request, party, name=act.name, phone=act.phone, relation=act.relation)
    return events.Changed("contact", view_of(work, request))


def _cancel(work: Work, party: str, act: acts.Cancel) -> events.Event:
    request = own(work, party, act.request)
    requests.change(work, request, Event.CANCELLED, party)
    return events.Changed("cancel", view_of(work, request))


def _verdict(work: Work, party: str, act: acts.Verdict) -> events.Event:
    request = own(work, party, act.request)
    if act.works:
        if request.status != Status.CONFIRMED:
            requests.change(work, request, Event.CONFIRMED, party)
        return events.Changed("works", view_of(work, request))
    requests.not_fixed(work, request, party, act.words)
    return events.Changed("not_fixed", view_of(work, request))


def _rate(work: Work, party: str, act: acts.Rate) -> events.Event:
    request = own(work, party, act.request)
    if request.status == Status.DONE:
        requests.change(work, request, Event.CONFIRMED, party)
    ratings.rate(work, request, act.stars, party)
    if act.words:
        return _comment(work, party, acts.Comment(act.request, act.words))
    return events.Changed("rate", view_of(work, request))


def _comment(work: Work, party: str, act: acts.Comment) -> events.Event:
    request = own(work, party, act.request)
    if act.words:
        ratings.comment(work, request, act.words, party)
    if request.status == Status.CONFIRMED:
        requests.close(work, request, party, outcome="confirmed")
    return events.Changed("comment", view_of(work, request))


def _reason(work: Work, party: str, act: acts.GiveReason) -> events.Event:
    request = own(work, party, act.request)
    ratings.give_reason(work, request, act.reason, party)
    return events.Changed("reason", view_of(work, request))


def _no_rating(work: Work, party: str, act: acts.DeclineRating) -> events.Event:
    request = own(work, party, act.request)
    ratings.decline(work, request, party)
    return events.Changed("unrated", view_of(work, request))


def _rework(work: Work, party: str, act: acts.Rework) -> events.Event:
    request = own(work, party, act.request)
    until = view_of(work, request).warranty_until
    if until is None or until < work.now.astimezone(SHANGHAI).date():
        raise WarrantyOverError(f"the warranty of request {act.request} is over")
    arrange = requests.reopen if request.status == Status.CLOSED else requests.not_fixed
    arrange(work, request, party, act.words)
    return events.Changed("not_fixed", view_of(work, request))


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
    request = own(work, party, act.request)
    requests.tell_more(work, request, party, act.words)
    return events.Changed("words", view_of(work, request))


def _photo(work: Work, party: str, act: acts.AttachPhoto) -> None:
    resident = party.startswith(f"{Role.RESIDENT}:")
    request = own(work, party, act.request) if resident else _visited(work, party, act.request)
    requests.attach_photo(work, request, act.photo, party, act.phase)


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
    _must_visit(work, party, request)
    return request


def _must_visit(work: Work, party: str, request: Request) -> None:
    role = party.partition(":")[0]
    staff = role in (Role.VENDOR, Role.TECHNICIAN, Role.CENTRE)
    if not staff or not parties.visits(work.session, party, request):
        assigning.refuse_visitor(work, party, request.id)


def _progress(work: Work, party: str, act: acts.Progress) -> events.Event:
    request, visit = together.lock_visit(work, act.request)
    _must_visit(work, party, request)
    together.step(work, visit, request, Event(act.event), party, act.travel_minutes)
    return events.Changed(act.event, view_of(work, request))


def _travel(work: Work, party: str, act: acts.TellTravel) -> events.Event:
    request = _visited(work, party, act.request)
    requests.tell_travel(work, request, party, act.minutes)
    return events.Changed("travel", view_of(work, request))


def _finish(work: Work, party: str, act: acts.Finish) -> events.Event:
    request = _visited(work, party, act.request)
    lines, total = prices.charge(work.session, work.now, act.lines)
    if request.rework and total > 0:
        raise PriceRefusedError("a second visit under warranty is free")
    requests.finish(work, request, party, note=act.note, lines=lines, price_cents=total)
    return events.Changed("finish", view_of(work, request))


def _called_back(work: Work, party: str, act: acts.FinishCallback) -> events.Event:
    found = callbacks.find(work.session, act.callback)
    scope = accounts.district_of(work.session, party)
    if not party.startswith(f"{Role.SUPERVISOR}:") or found is None or scope not in (None, found.district):
        raise callbacks.CallbackRefusedError(f"callback {act.callback} is not of {party}")
    request = callbacks.finish(work, act.callback, party, act.note)
    return events.Changed("called_back", view_of(work, request))


_PERFORMERS: dict[type[Any], Callable[[Work, str, Any], events.Event | None]] = {
    acts.ReleaseHold: _release,
    acts.Escalate: _escalate,
    acts.AddContact: _contact,
    acts.Cancel: _cancel,
    acts.Verdict: _verdict,
    acts.Rate: _rate,
    acts.Comment: _comment,
    acts.GiveReason: _reason,
    acts.DeclineRating: _no_rating,
    acts.Rework: _rework,
    acts.AskPerson: _person,
    acts.SolveAlone: _solved_alone,
    acts.AddWords: _add_words,
    acts.AttachPhoto: _photo,
    acts.Accept: _accept,
    acts.Decline: _decline,
    acts.Progress: _progress,
    acts.TellTravel: _travel,
    acts.Assign: assigning.assign,
    acts.Finish: _finish,
    acts.FinishCallback: _called_back,
    acts.FileCase: cases.file_case,
    acts.Refer: cases.refer,
    acts.StepCase: cases.step_case,
    **visits.PERFORMERS,
    **proposals.PERFORMERS,
    **supervision.PERFORMERS,
}

#: Acts that may fail half way; the others either work or leave nothing behind.
_CAN_BE_REFUSED = frozenset(_PERFORMERS) - {acts.ReleaseHold, acts.AskPerson, acts.SolveAlone} - visits.NEVER_REFUSED
