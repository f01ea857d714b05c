"""A state machine that lives the life of requests through the public rules, right and wrong, and checks what holds."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlmodel import Session, SQLModel, select

from booking import aftercare, ratings, requests
from booking.entities import Fact, Rating, Request, Visit
from booking.facts import broken_link
from booking.lifecycle import ENDED, Event, IllegalChangeError, Status, VisitStatus
from booking.ratings import RatingRefusedError
from booking.store import facts_of, lock_request
from booking.terms import Danger, Urgency
from booking.windows import Window, local
from booking.work import Work
from bot.clock import ManualClock
from bot.mail.entities import Deadline
from tests.conftest import MONDAY
from tests.rooms import TUESDAY, Copies, Rooms, compose, order
from tests.vendors.supply import close_samples, open_firm
from vendors import holding, offering
from vendors.entities import Cell, Hold, Offer, Standing
from vendors.offer_life import OfferStatus
from vendors.offering import OFFER_DUE, NotYoursError, OfferGoneError

#: All that a rule may raise when it is called out of turn.
DOCUMENTED = (IllegalChangeError, OfferGoneError, NotYoursError, RatingRefusedError)
RESIDENTS = ("resident:anna", "resident:bert", "resident:carl")
WINDOWS = tuple(Window(local(TUESDAY, hour)) for hour in (10, 13, 15))
DAYTIME = [(2, 8 * 60, 17 * 60)]
UNDER_WAY = (Status.SCHEDULED, Status.ON_THE_WAY, Status.IN_PROGRESS)
_TABLES: tuple[type[SQLModel], ...] = (Request, Visit, Rating, Fact, Offer, Hold, Cell, Standing, Deadline)

_residents = st.sampled_from(RESIDENTS)
_windows = st.sampled_from(WINDOWS)
_which = st.integers(0, 3)


class Life(RuleBasedStateMachine):
    """Three residents, two firms of one technician each, and the centre of Xuhui."""

    def __init__(self, copies: Copies) -> None:
        super().__init__()
        self._copies = copies
        self.clock = ManualClock(MONDAY)
        self.rooms: Rooms = compose(copies.make(), self.clock)
        self.made: list[int] = []
        self.holds: list[int] = []

    @initialize()
    def open_town(self) -> None:
        """The supply is small, so that residents come into each other's way."""
        close_samples(self.rooms, centres=False)
        for name in ("alder", "birch"):
            open_firm(self.rooms, name, {f"{name}-1": DAYTIME})

    # what residents do

    @rule(resident=_residents, window=_windows)
    def hold(self, resident: str, window: Window) -> None:
        """Someone is shown a card; the window is kept for a quarter of an hour."""
        kept = self.rooms.hold(resident, window)
        if kept is not None:
            self.holds.append(kept.id)

    @rule(resident=_residents, window=_windows, keep=st.booleans(), urgent=st.booleans())
    def submit(self, resident: str, window: Window, keep: bool, urgent: bool) -> None:
        """A request, with the last hold of whomever (perhaps lapsed, taken or another's) or without any."""
        hold = self.holds.pop() if keep and self.holds else None
        urgency = Urgency.URGENT if urgent else Urgency.NORMAL
        made = order(resident, window, hold=hold, urgency=urgency)
        self.made.append(self.rooms.do(lambda work: requests.submit(work, made).id))

    @rule(resident=_residents)
    def alarm(self, resident: str) -> None:
        """An emergency."""
        self.made.append(self.rooms.alarm(resident))

    @precondition(lambda self: self.made)
    @rule(which=_which)
    def cancel(self, which: int) -> None:
        self._change(which, Event.CANCELLED)

    @precondition(lambda self: self.made)
    @rule(which=_which, window=_windows, rework=st.booleans(), with_hold=st.booleans())
    def move(self, which: int, window: Window, rework: bool, with_hold: bool) -> None:
        """Another window, with a fresh hold or without one."""
        request_id = self._pick(which)
        resident = self.rooms.request(request_id).resident
        kept = self.rooms.hold(resident, window) if with_hold else None
        hold = kept.id if kept else None
        event = Event.REBOOKED if rework else Event.MOVED

        def go(work: Work) -> None:
            request = lock_request(work.session, request_id)
            requests.rebook(work, request, event, resident, window=window, hold=hold, reason="resident")

        if not self._attempt(go) and hold is not None:
            self.rooms.do(lambda work: holding.release(work, hold))

    @precondition(lambda self: self.made)
    @rule(which=_which)
    def escalate(self, which: int) -> None:
        request_id = self._pick(which)

        def go(work: Work) -> None:
            request = lock_request(work.session, request_id)
            requests.escalate(work, request, request.resident, danger=Danger.WATER, words="关不住了")

        self._attempt(go)

    @precondition(lambda self: self.made)
    @rule(which=_which, works=st.booleans())
    def verdict(self, which: int, works: bool) -> None:
        request_id = self._pick(which)

        def go(work: Work) -> None:
            request = lock_request(work.session, request_id)
            if works:
                requests.change(work, request, Event.CONFIRMED, request.resident)
            else:
                requests.not_fixed(work, request, request.resident, "还在漏")

        self._attempt(go)

    @precondition(lambda self: self.made)
    @rule(which=_which, stars=st.integers(1, 5))
    def rate(self, which: int, stars: int) -> None:
        request_id = self._pick(which)
        self._attempt(lambda work: ratings.rate(work, lock_request(work.session, request_id), stars, "resident"))

    @precondition(lambda self: self.made)
    @rule(which=_which)
    def close(self, which: int) -> None:
        request_id = self._pick(which)
        self._attempt(
            lambda work: requests.close(work, lock_request(work.session, request_id), "system", outcome="given_up")
        )

    # what providers do

    @precondition(lambda self: self.made)
    @rule(which=_which, intruder=st.booleans())
    def accept(self, which: int, intruder: bool) -> None:
        """The asked provider, or another one, takes the newest offer of a request."""
        offer = self.rooms.offers(self._pick(which))
        if offer:
            provider = "alder" if intruder else offer[-1].provider
            self._attempt(lambda work: offering.accept(work, offer[-1].id, provider, f"vendor:{provider}"))

    @precondition(lambda self: self.made)
    @rule(which=_which)
    def decline(self, which: int) -> None:
        offers = self.rooms.offers(self._pick(which))
        if offers:
            last = offers[-1]
            self._attempt(lambda work: offering.decline(work, last.id, last.provider, "vendor", "busy"))

    @precondition(lambda self: self.made)
    @rule(which=_which, event=st.sampled_from([Event.SET_OUT, Event.ARRIVED, Event.ABSENT]))
    def progress(self, which: int, event: Event) -> None:
        self._change(which, event)

    @precondition(lambda self: self.made)
    @rule(which=_which)
    def finish(self, which: int) -> None:
        request_id = self._pick(which)

        def go(work: Work) -> None:
            request = lock_request(work.session, request_id)
            requests.finish(work, request, "technician", note="好了", lines=[], price_cents=0)

        self._attempt(go)

    # what time does

    @rule(minutes=st.sampled_from([1, 16, 31, 61, 300, 1500, 4400]))
    def wait(self, minutes: int) -> None:
        """Time passes; everything that falls due happens at its own time."""
        self.rooms.live_for(timedelta(minutes=minutes))

    @precondition(lambda self: self.made)
    @rule(which=_which, kind=st.sampled_from(aftercare.KINDS))
    def care_out_of_turn(self, which: int, kind: str) -> None:
        """A deadline that comes late or twice harms nothing."""
        request_id = self._pick(which)
        self._attempt(lambda work: aftercare.on_due(work, kind, request_id))

    @precondition(lambda self: self.made)
    @rule(which=_which)
    def offer_due_out_of_turn(self, which: int) -> None:
        offers = self.rooms.offers(self._pick(which))
        if offers and offers[0].status != OfferStatus.OPEN:
            before = self._state()
            self.rooms.do(lambda work: offering.on_due(work, offers[0].id))
            assert self._state() == before

    # how it is done

    def _pick(self, which: int) -> int:
        return self.made[-1 - which % len(self.made)]

    def _change(self, which: int, event: Event) -> None:
        request_id = self._pick(which)
        self._attempt(lambda work: requests.change(work, lock_request(work.session, request_id), event, "someone"))

    def _attempt(self, task: Callable[[Work], object]) -> bool:
        """Do it; where it is refused, nothing may have changed."""
        before = self._state()
        try:
            self.rooms.do(task)
        except DOCUMENTED:
            assert self._state() == before
            return False
        return True

    def _state(self) -> dict[str, list[dict[str, Any]]]:
        def read(session: Session) -> dict[str, list[dict[str, Any]]]:
            return {
                str(table.__tablename__): sorted((row.model_dump() for row in session.exec(select(table))), key=str)
                for table in _TABLES
            }

        return self.rooms.see(read)

    # what always holds

    @invariant()
    def everything_fits_together(self) -> None:
        self.rooms.see(self._check)

    def _check(self, session: Session) -> None:
        found = session.exec(select(Request)).all()
        offers = session.exec(select(Offer)).all()
        visits = session.exec(select(Visit)).all()
        holds = {hold.id: hold for hold in session.exec(select(Hold))}
        for request in found:
            mine = [offer for offer in offers if offer.request_id == request.id]
            _check_request(session, request, mine, [v for v in visits if v.request_id == request.id])
        _check_time(session, offers, holds)

    def teardown(self) -> None:
        """Give the database back."""
        self.rooms.database.engine.dispose()
        self._copies.drop()


def _check_request(session: Session, request: Request, offers: list[Offer], visits: list[Visit]) -> None:
    """Status, offers, visits, log and deadlines of one request agree."""
    status = Status(request.status)
    live = [o for o in offers if o.status in (OfferStatus.OPEN, OfferStatus.ACCEPTED)]
    current = [v for v in visits if v.status in (VisitStatus.PLANNED, VisitStatus.ON_THE_WAY, VisitStatus.ARRIVED)]
    expected_offer = {Status.OFFERING: OfferStatus.OPEN} | dict.fromkeys(UNDER_WAY, OfferStatus.ACCEPTED)
    expected_visit = dict(
        zip(UNDER_WAY, (VisitStatus.PLANNED, VisitStatus.ON_THE_WAY, VisitStatus.ARRIVED), strict=True)
    )
    assert status is not Status.SUBMITTED, "a submitted request was left lying"
    assert [o.status for o in live] == ([expected_offer[status]] if status in expected_offer else [])
    assert [v.status for v in current] == ([expected_visit[status]] if status in expected_visit else [])
    assert (request.closed_at is not None) == (status in ENDED)
    for visit in current:
        assert (visit.provider, visit.window_start) == (request.provider, request.window_start)
        assert (visit.provider, visit.technician) == (live[0].provider, live[0].technician)
    facts = facts_of(session, request)
    assert broken_link(facts, request.head) is None
    assert (request.outcome == "confirmed") <= (Event.CONFIRMED in [fact.kind for fact in facts])
    _check_deadlines(session, request, live)


def _check_deadlines(session: Session, request: Request, live: list[Offer]) -> None:
    """An open offer always ends by itself; nothing is due about an ended request."""
    rows = session.exec(select(Deadline)).all()
    offers_due = {row.subject: row.due_at for row in rows if row.kind == OFFER_DUE}
    for offer in live:
        if offer.status == OfferStatus.OPEN:
            assert offers_due[offer.id] == offer.due_at
        else:
            assert offer.id not in offers_due
    if request.status in ENDED:
        assert not [row for row in rows if row.subject == request.id]


def _check_time(session: Session, offers: list[Offer], holds: dict[int, Hold]) -> None:
    """Every promise has its time, and no time is kept that was promised to nobody."""
    cells: dict[int, list[Cell]] = {}
    for cell in session.exec(select(Cell)):
        assert cell.hold_id in holds, "a cell of no hold"
        cells.setdefault(cell.hold_id, []).append(cell)
    promised = {}
    for offer in offers:
        live = offer.status in (OfferStatus.OPEN, OfferStatus.ACCEPTED)
        if live and offer.technician is not None:
            assert offer.hold_id is not None, "a promise without time"
        if offer.hold_id is not None and (live or offer.status == OfferStatus.FULFILLED):
            promised[offer.hold_id] = offer
    for hold_id, offer in promised.items():
        hold, kept = holds[hold_id], cells.get(hold_id, [])
        assert hold.technician == offer.technician
        assert sorted(cell.cell for cell in kept) == list(range(hold.first_cell, hold.first_cell + hold.cells))
        assert all(cell.expires_at is None and cell.technician == hold.technician for cell in kept)
    forever = {hold_id for hold_id, kept in cells.items() if any(cell.expires_at is None for cell in kept)}
    assert forever == set(promised), "time is kept for nobody"
    assert {hold.id for hold in holds.values() if hold.expires_at is None} == set(promised)
