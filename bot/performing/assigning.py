"""Carries out what a dispatcher wants done with a visit: another technician is sent."""

from booking.store import UnknownRequestError, find_request
from booking.terms import Role
from booking.work import Work
from bot.dialogue import acts, events
from bot.views.firm_day import DISPATCHERS
from bot.views.requests import view_of
from vendors import crew_changes, parties, store
from vendors.offering import NotYoursError


class NoLongerYoursError(NotYoursError):
    """A technician answers for a visit that was given to a colleague."""


def assign(work: Work, party: str, act: acts.Assign) -> events.Event:
    """Send this technician. Raises NotYoursError for all but the dispatcher of the firm whose visit it is."""
    request = find_request(work.session, act.request)
    if request is None:
        raise UnknownRequestError(f"no request {act.request}")
    technician = store.technician(work.session, act.technician)
    provider = parties.provider_code(work.session, party)
    dispatches = party.partition(":")[0] in DISPATCHERS and parties.may_see(work.session, party, request)
    if not dispatches or technician is None or technician.provider != provider:
        raise NotYoursError(f"request {act.request} is not for {party} to give away")
    asked, changed = crew_changes.assign(work, act.request, technician.code, party)
    return events.Changed("assign" if changed else "assign_same", view_of(work, asked))


def refuse_visitor(work: Work, party: str, request_id: int) -> None:
    """Say why this is not a visit of the party. Raises NotYoursError or, where it was theirs, NoLongerYoursError."""
    role, _, code = party.partition(":")
    request = find_request(work.session, request_id)
    if role == Role.TECHNICIAN and request is not None and crew_changes.was_taken_off(work.session, request, code):
        raise NoLongerYoursError(f"request {request_id} is no longer of {party}")
    raise NotYoursError(f"request {request_id} is not of {party}")
