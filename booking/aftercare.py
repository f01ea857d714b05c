"""What must happen by itself around a visit: reminders, lateness, asking whether it works, closing."""

from datetime import datetime, time, timedelta

from booking import requests, store
from booking.entities import Fact, Request
from booking.facts import record
from booking.lifecycle import Status
from booking.terms import SHANGHAI, Urgency
from booking.windows import local
from booking.work import Work

REMIND_DAY, REMIND_HOUR, OVERDUE = "remind_day", "remind_hour", "overdue"
NUDGE, CLOSE = "nudge", "close"
KINDS = (REMIND_DAY, REMIND_HOUR, OVERDUE, NUDGE, CLOSE)
SYSTEM = "system:aftercare"

#: Local hours in which people are written to about things that can wait.
POLITE = (9, 20)
NUDGE_AFTER = timedelta(hours=20)
#: Without a word from the resident a finished request closes as unconfirmed after this time.
UNCONFIRMED_AFTER = timedelta(hours=48)
#: A confirmed request waits this long for its rating.
RATING_WAIT = timedelta(days=3)


def polite(at: datetime) -> datetime:
    """The same instant, or the next one in polite hours."""
    clock = at.astimezone(SHANGHAI)
    if clock.hour < POLITE[0]:
        return local(clock.date(), POLITE[0])
    if clock.time() >= time(POLITE[1]):
        return local(clock.date() + timedelta(days=1), POLITE[0])
    return at


def on_accepted(work: Work, request: Request, fact: Fact) -> None:  # noqa: ARG001
    """Reaction: a visit was promised; remind of it and notice when it does not happen."""
    if request.window_start is None or request.window_end is None:
        return
    start, district = request.window_start, request.district
    evening_before = local(start.astimezone(SHANGHAI).date() - timedelta(days=1), 18)
    if evening_before > work.now + timedelta(hours=1):
        work.set_deadline(REMIND_DAY, request.id, evening_before, district)
    hour_before = start - timedelta(hours=1)
    if hour_before > work.now + timedelta(hours=1):
        work.set_deadline(REMIND_HOUR, request.id, hour_before, district)
    work.set_deadline(OVERDUE, request.id, request.window_end, district)


def on_finished(work: Work, request: Request, fact: Fact) -> None:  # noqa: ARG001
    """Reaction: ask the resident again later, and close without praise when no answer comes."""
    clear(work, request)
    work.set_deadline(NUDGE, request.id, polite(work.now + NUDGE_AFTER), request.district)
    work.set_deadline(CLOSE, request.id, work.now + UNCONFIRMED_AFTER, request.district)


def on_confirmed(work: Work, request: Request, fact: Fact) -> None:  # noqa: ARG001
    """Reaction: it works; wait for stars, then close."""
    work.set_deadline(NUDGE, request.id, polite(work.now + NUDGE_AFTER), request.district)
    work.set_deadline(CLOSE, request.id, work.now + RATING_WAIT, request.district)


def clear(work: Work, request: Request, fact: Fact | None = None) -> None:  # noqa: ARG001
    """Reaction: nothing is to happen by itself any more."""
    work.clear_deadlines(request.id, *KINDS)


def on_due(work: Work, kind: str, request_id: int) -> None:
    """A deadline of aftercare has come."""
    request = store.lock_request(work.session, request_id)
    status = Status(request.status)
    if kind in (REMIND_DAY, REMIND_HOUR):
        if status is Status.SCHEDULED:
            record(work, request, kind, SYSTEM)
    elif kind == OVERDUE:
        if status is Status.SCHEDULED or (status is Status.ON_THE_WAY and request.urgency == Urgency.EMERGENCY):
            record(work, request, OVERDUE, SYSTEM)
    elif kind == NUDGE:
        if status in (Status.DONE, Status.CONFIRMED):
            record(work, request, NUDGE, SYSTEM)
    elif kind == CLOSE and status in (Status.DONE, Status.CONFIRMED):
        outcome = "confirmed" if status is Status.CONFIRMED else "unconfirmed"
        requests.close(work, request, SYSTEM, outcome=outcome)
