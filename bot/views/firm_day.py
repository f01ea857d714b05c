"""What a firm and its technicians see of a day: the visits that are promised, and who could make one instead."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import Session

from booking import store as bookings
from booking.lifecycle import Status, VisitStatus
from booking.terms import Role
from booking.windows import local
from booking.work import Work
from bot.dialogue.views import CrewView, RequestView
from bot.views.requests import views
from locales.args import Named
from vendors import crew_changes, parties

UNDER_WAY = (Status.SCHEDULED, Status.ON_THE_WAY, Status.IN_PROGRESS)
#: Its request may have been booked again since.
_GONE = (VisitStatus.CANCELLED, VisitStatus.MISSED)
DISPATCHERS = (Role.VENDOR, Role.CENTRE)


def visits_of_days(session: Session, party: str, first: date, days: int) -> Sequence[RequestView]:
    """The requests whose visit by this provider or technician begins on one of these days, in order of time."""
    start, end = local(first, 0), local(first + timedelta(days=days), 0)
    role, _, code = party.partition(":")
    if role == Role.TECHNICIAN:
        pairs = bookings.visits_between(session, start, end, technician=code)
    else:
        provider = parties.provider_code(session, party)
        pairs = bookings.visits_between(session, start, end, provider=provider or "")
    return views(session, [r for visit, r in pairs if r.status in UNDER_WAY and visit.status not in _GONE])


def crew(work: Work, party: str, request_id: int) -> Sequence[CrewView]:
    """The technicians of the firm whose visit this is, for its dispatcher; none for anyone else."""
    request = bookings.find_request(work.session, request_id)
    dispatches = party.partition(":")[0] in DISPATCHERS
    if request is None or not dispatches or not parties.may_see(work.session, party, request):
        return []
    return [
        CrewView(
            one.technician.code,
            Named(one.technician.name_zh, one.technician.name_en),
            visits=one.visits,
            able=one.able,
            free=one.free,
            comes=one.comes,
        )
        for one in crew_changes.colleagues(work, request)
    ]
