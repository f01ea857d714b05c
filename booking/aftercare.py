"""What must happen by itself around a visit: reminders, lateness, asking whether it works, closing."""

from datetime import datetime, timedelta

from booking import lateness, ratings, requests, store
from booking.aftercare_rules import rules
from booking.entities import Fact, Request
from booking.facts import record
from booking.lifecycle import Status
from booking.terms import SHANGHAI
from booking.windows import local
from booking.work import Work

REMIND_DAY, REMIND_HOUR = "remind_day", "remind_hour"
NUDGE, CLOSE, RATE_AGAIN = "nudge", "close", "rate_again"
KINDS = (REMIND_DAY, REMIND_HOUR, *lateness.KINDS, NUDGE, CLOSE, RATE_AGAIN)
#: Only a callback asks about a request that is closed.
_OF_VISIT = tuple(kind for kind in KINDS if kind != RATE_AGAIN)
SYSTEM = "system:aftercare"


def polite(at: datetime) -> datetime:
    """The same instant, or the next one in polite hours."""
    first, last = rules().polite
    clock = at.astimezone(SHANGHAI)
    if clock.hour < first:
        return local(clock.date(), first)
    if clock.hour >= last:
        return local(clock.date() + timedelta(days=1), first)
    return at


def on_accepted(work: Work, request: Request, fact: Fact) -> None:
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
    lateness.on_accepted(work, request, fact)


def on_finished(work: Work, request: Request, fact: Fact) -> None:  # noqa: ARG001
    """Reaction: ask the resident again later, and close without praise when no answer comes.

    After a second visit the stars of the first say little: another rating is due.
    """
    work.clear_deadlines(request.id, *KINDS)
    ratings.ask_again(work, request)
    _plan(work, request, work.now, asked=0)


def on_confirmed(work: Work, request: Request, fact: Fact) -> None:  # noqa: ARG001
    """Reaction: it works; wait for stars, then close."""
    work.clear_deadlines(request.id, NUDGE)
    _plan(work, request, work.now, asked=len(_nudges(work, request)))


def on_rated(work: Work, request: Request, fact: Fact) -> None:  # noqa: ARG001
    """Reaction: stars were given, or will not be; nobody is asked for them any more."""
    work.clear_deadlines(request.id, NUDGE, RATE_AGAIN)


def on_called_back(work: Work, request: Request, fact: Fact) -> None:  # noqa: ARG001
    """Reaction: someone spoke with the resident; ask for another rating, at a polite hour."""
    ratings.ask_again(work, request)
    work.set_deadline(RATE_AGAIN, request.id, polite(work.now), request.district)


def clear(work: Work, request: Request, fact: Fact | None = None) -> None:  # noqa: ARG001
    """Reaction: nothing is to happen by itself about this visit any more."""
    work.clear_deadlines(request.id, *_OF_VISIT)


def _plan(work: Work, request: Request, since: datetime, *, asked: int) -> None:
    """When to ask again, after `asked` times, what was asked at `since`; and when to close without an answer."""
    left = [max(polite(since + wait), work.now) for wait in rules().again_after[asked:]]
    if left:
        work.set_deadline(NUDGE, request.id, left[0], request.district)
    last = left[-1] if left else work.now
    wait = rules().rating_wait if request.status == Status.CONFIRMED else rules().unconfirmed_after
    work.set_deadline(CLOSE, request.id, polite(max(since + wait, last + rules().answer)), request.district)


def _nudges(work: Work, request: Request) -> list[Fact]:
    """How often the resident was asked again since the last visit."""
    facts = store.facts_of(work.session, request)
    finished = max((fact.seq for fact in facts if fact.kind == "finished"), default=0)
    return [fact for fact in facts if fact.kind == NUDGE and fact.seq > finished]


def on_due(work: Work, kind: str, request_id: int) -> None:
    """A deadline of aftercare has come. What wakes people waits for a polite hour, should it come late."""
    request = store.lock_request(work.session, request_id)
    if kind in lateness.KINDS:
        lateness.on_due(work, kind, request)
    elif kind in (REMIND_DAY, REMIND_HOUR):
        if request.status == Status.SCHEDULED:
            record(work, request, kind, SYSTEM)
    elif _is_open(work, kind, request):
        if polite(work.now) > work.now:
            work.set_deadline(kind, request.id, polite(work.now), request.district)
        else:
            _ASKS[kind](work, request)


def _is_open(work: Work, kind: str, request: Request) -> bool:
    """Whether the question that this deadline is about still waits for an answer."""
    status = Status(request.status)
    if kind == RATE_AGAIN:
        return status in (Status.CONFIRMED, Status.CLOSED) and store.wants_stars(work.session, request)
    if kind == NUDGE and status is Status.CONFIRMED:
        return store.wants_stars(work.session, request)
    return status in (Status.DONE, Status.CONFIRMED)


def _nudge(work: Work, request: Request) -> None:
    before = _nudges(work, request)
    if len(before) >= len(rules().again_after):
        return
    record(work, request, NUDGE, SYSTEM)
    facts = store.facts_of(work.session, request)
    asked_at = max(fact.at for fact in facts if fact.kind in ("finished", "confirmed"))
    _plan(work, request, asked_at, asked=len(before) + 1)


def _close(work: Work, request: Request) -> None:
    outcome = "confirmed" if request.status == Status.CONFIRMED else "unconfirmed"
    requests.close(work, request, SYSTEM, outcome=outcome)


def _rate_again(work: Work, request: Request) -> None:
    record(work, request, RATE_AGAIN, SYSTEM)


_ASKS = {NUDGE: _nudge, CLOSE: _close, RATE_AGAIN: _rate_again}
