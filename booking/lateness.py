"""Notices that a technician is late or does not come, so that no resident has to ask."""

from datetime import timedelta

from booking import requests
from booking.aftercare_rules import rules
from booking.entities import Fact, Request
from booking.facts import record
from booking.lifecycle import Status
from booking.terms import Urgency
from booking.work import Work

#: The window is over and nobody set out; nobody arrived in time; nobody will come any more.
OVERDUE, NOT_ARRIVED, FIRM_ABSENT = "overdue", "not_arrived", "firm_absent"
KINDS = (OVERDUE, NOT_ARRIVED, FIRM_ABSENT)
SYSTEM = "system:aftercare"


def on_accepted(work: Work, request: Request, fact: Fact) -> None:  # noqa: ARG001
    """Reaction: a visit was promised; look whether somebody is under way when its window ends."""
    if request.window_end is not None:
        work.set_deadline(OVERDUE, request.id, request.window_end, request.district)


def on_set_out(work: Work, request: Request, fact: Fact) -> None:
    """Reaction: somebody is on the way, or said how long it takes; look whether they arrive.

    An emergency is looked after by the end of its two hours.
    """
    if request.window_end is None or request.urgency == Urgency.EMERGENCY:
        return
    travel = timedelta(minutes=fact.data.get("travel_minutes") or 0)
    due = max(request.window_end, work.now + travel) + rules().arrival
    work.clear_deadlines(request.id, FIRM_ABSENT)
    work.set_deadline(NOT_ARRIVED, request.id, due, request.district)


def on_due(work: Work, kind: str, request: Request) -> None:
    """A deadline has come; the request is locked."""
    status, emergency = Status(request.status), request.urgency == Urgency.EMERGENCY
    if kind == OVERDUE and (status is Status.SCHEDULED or (status is Status.ON_THE_WAY and emergency)):
        record(work, request, OVERDUE, SYSTEM)
        if not emergency:
            work.set_deadline(FIRM_ABSENT, request.id, work.now + rules().absent, request.district)
    elif kind == NOT_ARRIVED and status is Status.ON_THE_WAY:
        record(work, request, NOT_ARRIVED, SYSTEM)
    elif kind == FIRM_ABSENT and status is Status.SCHEDULED and not emergency and _is_over(work, request):
        requests.firm_absent(work, request, SYSTEM)


def _is_over(work: Work, request: Request) -> bool:
    return request.window_end is not None and request.window_end + rules().absent <= work.now
