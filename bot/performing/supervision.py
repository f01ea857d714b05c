"""Carries out what supervisors do in chat: see to alerts, take a request from its firm, note a call."""

from collections.abc import Callable, Mapping
from typing import Any

from booking.store import lock_request
from booking.terms import CITY, Role
from booking.work import Work
from bot.dialogue import acts, events
from bot.performing.cases import NotInChargeError, in_charge
from bot.views.requests import view_of
from oversight import alerts, calls, surges
from oversight.entities import AlertKind
from vendors import reassigning, store
from vendors.offering import OfferGoneError

#: What a reassigned request no longer needs a person for.
_SETTLED = (AlertKind.OVERDUE, AlertKind.CENTRE_SILENT)


class AlertGoneError(Exception):
    """The alert is unknown, or somebody else has seen to it."""


def acknowledge(work: Work, party: str, act: acts.AckAlert) -> events.Event | None:
    """See to an alert. Raises AlertGoneError, NotInChargeError."""
    found = alerts.find(work.session, act.alert)
    if found is None:
        raise AlertGoneError(f"no alert {act.alert}")
    _must_be_in_charge(work, party, found.district)
    if not alerts.acknowledge(work, act.alert, party):
        raise AlertGoneError(f"alert {act.alert} has been seen to")
    return None


def reassign(work: Work, party: str, act: acts.Reassign) -> events.Event:
    """Take a request from the firm of an offer. Raises what vendors.reassigning does, and NotInChargeError."""
    offer = store.find_offer(work.session, act.offer)
    if offer is None or offer.request_id != act.request:
        raise OfferGoneError("unknown")
    _must_be_in_charge(work, party, offer.district)
    request = reassigning.reassign(work, act.offer, party)
    alerts.settle(work, request, party, *_SETTLED)
    return events.Changed("reassign", view_of(work, request))


def note_call(work: Work, party: str, act: acts.NoteCall) -> events.Event:
    """Keep that the resident was called; the alert that it was for has been seen to. Raises NotInChargeError."""
    request = lock_request(work.session, act.request)
    _must_be_in_charge(work, party, request.district)
    calls.note_call(work, request, party, act.note)
    alert = alerts.find(work.session, act.alert) if act.alert is not None else None
    if alert is not None and alert.request_id == request.id:
        alerts.acknowledge(work, alert.id, party)
    return events.Changed("called", view_of(work, request))


def set_surge(work: Work, party: str, act: acts.SetSurge) -> None:
    """Begin or end surge mode in a district of theirs. Raises NotInChargeError, IllegalChangeError."""
    _must_be_in_charge(work, party, act.district)
    change = surges.begin_by_hand if act.begin else surges.end_by_hand
    change(work, act.district, party, act.reason)


def _must_be_in_charge(work: Work, party: str, district: str) -> None:
    """Nobody but a supervisor of the district, or of any for what belongs to none."""
    allowed = district == CITY or in_charge(work, party, district)
    if party.partition(":")[0] != Role.SUPERVISOR or not allowed:
        raise NotInChargeError(f"{party} is not in charge of {district}")


PERFORMERS: Mapping[type[Any], Callable[[Work, str, Any], events.Event | None]] = {
    acts.AckAlert: acknowledge,
    acts.Reassign: reassign,
    acts.NoteCall: note_call,
    acts.SetSurge: set_surge,
}
#: Why an act was refused, by what was raised.
WHY: Mapping[type[Exception], str] = {
    AlertGoneError: "gone",
    reassigning.NoReasonError: "no_reason",
    reassigning.CentreOnlyError: "centre",
}
