"""What happens by itself: due deadlines, waiting messages, seals; driven by ticks, its state is in the database."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from booking import aftercare, sealing
from booking.terms import CITY
from booking.work import Work
from bot.mail import deadlines
from bot.mail.courier import Courier
from bot.mail.deadlines import Handler
from bot.mail.entities import Deadline
from bot.mail.message import Outgoing
from bot.reactions import tell_alerts
from bot.running import upkeep
from bot.storage.absence import is_away
from bot.storage.unit import Database
from bot.telling import day_plans
from bot.telling.mornings import MORNING, next_morning
from bot.telling.post import Post
from bot.turns import Turns, outgoing
from oversight import callbacks, cases, low_ratings, surges, waits
from oversight.alerts import raise_alert
from oversight.case_entities import Case
from oversight.entities import AlertKind
from vendors import cells, offering, proposing

log = logging.getLogger(__name__)

SEAL, SWEEP = "seal", "sweep"
#: A deadline that failed so often is brought before a supervisor; it is tried on all the same.
TRIES_BEFORE_ALERT = 3
#: A lapsed hold is in nobody's way: whoever wants its time takes it over.
SWEEP_EVERY = timedelta(hours=3)


def handlers(seal_every: timedelta, extra: Mapping[str, Handler] | None = None) -> dict[str, Handler]:
    """Who handles which kind of deadline."""

    def seal(work: Work, _deadline: Deadline) -> None:
        sealing.seal(work, Case)
        work.set_deadline(SEAL, 0, work.now + seal_every, CITY)

    def sweep(work: Work, _deadline: Deadline) -> None:
        cells.sweep(work.session, work.now)
        work.set_deadline(SWEEP, 0, work.now + SWEEP_EVERY, CITY)

    def care(work: Work, deadline: Deadline) -> None:
        aftercare.on_due(work, deadline.kind, deadline.subject)

    table: dict[str, Handler] = {
        offering.OFFER_DUE: lambda work, deadline: offering.on_due(work, deadline.subject),
        offering.PROPOSAL_DUE: lambda work, deadline: proposing.on_due(work, deadline.subject),
        callbacks.CALLBACK_DUE: lambda work, deadline: callbacks.on_due(work, deadline.subject),
        surges.SURGE_CHECK: lambda work, _deadline: surges.on_due(work),
        waits.WAIT_REVIEW: lambda work, deadline: waits.on_due(work, deadline.subject),
        SEAL: seal,
        SWEEP: sweep,
        low_ratings.LOW_RATING_MORE: lambda work, deadline: low_ratings.on_due(work, deadline.subject),
        cases.STAGE_DUE: lambda work, deadline: cases.on_due(work, deadline.subject),
    }
    for kind in aftercare.KINDS:
        table[kind] = care
    return table | upkeep.handlers() | dict(extra or {})


class Clockwork:
    """Handles what falls due; any number of processes may tick over one database."""

    def __init__(
        self,
        database: Database,
        courier: Courier,
        turns: Turns,
        post: Post,
        make_work: Callable[[Session], Work],
        now: Callable[[], datetime],
        table: Mapping[str, Handler],
    ) -> None:
        self._db = database
        self._courier = courier
        self._turns = turns
        self._post = post
        self._make_work = make_work
        self._now = now
        self._table = {**day_plans.handlers(post), **table}
        self._stopping = False

    def prepare(self) -> None:
        """Make sure that the recurring deadlines are there."""

        def ensure(session: Session) -> None:
            work = self._make_work(session)
            for kind in (SEAL, SWEEP, surges.SURGE_CHECK, upkeep.MONTHS):
                if session.get(Deadline, (kind, 0)) is None:
                    work.set_deadline(kind, 0, work.now, CITY)
            if session.get(Deadline, (day_plans.DAY_PLANS, 0)) is None:
                work.set_deadline(day_plans.DAY_PLANS, 0, day_plans.next_evening(work.now), CITY)
            if MORNING in self._table and session.get(Deadline, (MORNING, 0)) is None:
                work.set_deadline(MORNING, 0, next_morning(work.now), CITY)

        self._db.write(ensure)

    def tick(self) -> int:
        """Handle everything that is due now; returns how many deadlines were handled."""
        handled = 0
        while not self._stopping and (left := self._handle_one()) is not None:
            handled += 1
            self._courier.pass_on(left)
        return handled

    def stop(self) -> None:
        """Handle nothing after the deadline under way."""
        self._stopping = True

    def rescue(self) -> None:
        """Pick up what a process that died left behind: unhandled messages, undelivered parcels."""
        self._turns.recover()
        self._courier.deliver_due()

    def next_due(self) -> datetime | None:
        """When the next deadline falls due."""
        return self._db.read(deadlines.next_due)

    def _handle_one(self) -> Sequence[Outgoing] | None:
        taken: list[tuple[str, int]] = []

        def handle(session: Session) -> Sequence[Outgoing] | None:
            taken.clear()
            deadline = deadlines.take_due(session, self._now())
            if deadline is None:
                return None
            taken.append((deadline.kind, deadline.subject))
            work = self._make_work(session)
            handler = self._table.get(deadline.kind)
            if handler is None:
                raise LookupError(f"nobody handles deadlines of kind {deadline.kind}")
            handler(work, deadline)
            tell_alerts(work, self._post)
            return outgoing(work)

        try:
            return self._db.write(handle)
        except Exception as error:
            if not taken or is_away(error):  # rolled back, or committed: either way its row tells
                raise
            log.exception("a deadline failed")
            return self._put_back(*taken[0], type(error).__name__)

    def _put_back(self, kind: str, subject: int, error: str) -> Sequence[Outgoing]:
        """Try again later; a deadline that keeps failing is brought before a supervisor."""

        def put_back(session: Session) -> Sequence[Outgoing]:
            attempts = deadlines.put_back(session, self._now(), kind, subject, error)
            work = self._make_work(session)
            if attempts == TRIES_BEFORE_ALERT:
                raise_alert(work, AlertKind.TROUBLE, words=f"{kind}: {error}")
                tell_alerts(work, self._post)
            return outgoing(work)

        return self._db.write(put_back)
