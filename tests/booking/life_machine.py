"""A state machine that lives the life of requests through the public rules, right and wrong, and checks what holds."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import text
from sqlmodel import Session, select

from booking import aftercare, ratings, requests
from booking.entities import Fact, Request, Visit
from booking.facts import broken_link
from booking.lifecycle import ENDED, Event, IllegalChangeError, Status, VisitStatus
from booking.ratings import RatingRefusedError
from booking.store import UnknownRequestError, lock_request
from booking.terms import Danger, Urgency
from booking.windows import Window, local
from booking.work import Work
from bot.mail.entities import Deadline
from tests.rooms import TUESDAY, Rooms, clear, order
from tests.vendors.supply import close_samples, open_firm
from vendors import holding, offering, proposing
from vendors.entities import Cell, Hold, Offer
from vendors.offer_life import LIVE, OfferStatus
from vendors.offering import OFFER_DUE, PROPOSAL_DUE, NotYoursError, OfferGoneError
from vendors.proposing import TooLateToAskError, WindowTakenError

#: All that a rule may raise when it is called out of turn.
DOCUMENTED = (
    *(IllegalChangeError, OfferGoneError, NotYoursError, RatingRefusedError),
    *(WindowTakenError, TooLateToAskError, UnknownRequestError),
)
RESIDENTS = ("resident:anna", "resident:bert", "resident:carl")
#: So many requests at most: more would be begun and few brought to an end.
MOST = 3
WINDOWS = tuple(Window(local(TUESDAY, hour)) for hour in (10, 13, 15))
DAYTIME = [(2, 8 * 60, 17 * 60)]
#: The visit that a request has, and the offer that is live, in each status that has any.
VISIT_OF = {
    Status.SCHEDULED: VisitStatus.PLANNED,
    Status.ON_THE_WAY: VisitStatus.ON_THE_WAY,
    Status.IN_PROGRESS: VisitStatus.ARRIVED,
}
OFFER_OF = {Status.OFFERING: (OfferStatus.OPEN, OfferStatus.PROPOSED)} | dict.fromkeys(
    VISIT_OF, (OfferStatus.ACCEPTED,)
)
_Row = TypeVar("_Row", Offer, Visit, Fact)
_TABLES = ("request", "visit", "rating", "fact", "offer", "hold", "cell", "standing", "deadline", "outbox", "alert")

_residents = st.sampled_from(RESIDENTS)
_windows = st.sampled_from(WINDOWS)
_which = st.integers(0, 3)


class Life(RuleBasedStateMachine):
    """Three residents, two firms of one technician each, and the centre of Xuhui."""

    def __init__(self, rooms: Rooms) -> None:
        super().__init__()
        self.rooms = rooms
        self.made: list[int] = []
        self.holds: list[int] = []

    # what residents do

    @rule(resident=_residents, window=_windows)
    def hold(self, resident: str, window: Window) -> None:
        """Someone is shown a card; the window is kept for a quarter of an hour."""
        kept = self.rooms.hold(resident, window)
        if kept is not None:
            self.holds.append(kept.id)

    @precondition(lambda self: len(self.made) < MOST)
    @rule(resident=_residents, window=_windows, keep=st.booleans(), urgent=st.booleans())
    def submit(self, resident: str, window: Window, keep: bool, urgent: bool) -> None:
        """A request, with the last hold of whomever (perhaps lapsed, taken or another's) or without any."""
        hold = self.holds.pop() if keep and self.holds else None
        urgency = Urgency.URGENT if urgent else Urgency.NORMAL
        made = order(resident, window, hold=hold, urgency=urgency)
        self.made.append(self.rooms.do(lambda work: requests.submit(work, made).id))

    @precondition(lambda self: len(self.made) < MOST)
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
    @rule(which=_which, window=_windows, intruder=st.sampled_from([False, False, False, True]))
    def propose(self, which: int, window: Window, intruder: bool) -> None:
        """The asked firm, the centre or someone else would come in another window, or in the same one."""
        offers = self.rooms.offers(self._pick(which))
        if offers:
            provider = "birch" if intruder else offers[-1].provider
            self._attempt(lambda work: proposing.propose(work, offers[-1].id, provider, f"vendor:{provider}", window))

    @precondition(lambda self: self.made)
    @rule(which=_which, agree=st.booleans(), stranger=st.sampled_from([False, False, False, True]))
    def answer(self, which: int, agree: bool, stranger: bool) -> None:
        """The resident answers the newest offer's proposal, whether there is one or not."""
        request_id = self._pick(which)
        offers = self.rooms.offers(request_id)
        if offers:
            who = "resident:stranger" if stranger else self.rooms.request(request_id).resident
            before = {offer.id: (offer.status, offer.proposed_start) for offer in offers}
            took = self._attempt(lambda work: proposing.answer(work, request_id, offers[-1].id, who, agree=agree))
            assert not took or before[offers[-1].id][0] == OfferStatus.PROPOSED
            if took and agree:
                assert self.rooms.request(request_id).window_start == before[offers[-1].id][1]

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

    @precondition(lambda self: self.made)
    @rule(which=_which, steps=st.integers(1, 9), window=_windows, content=st.booleans())
    def go_well(self, which: int, steps: int, window: Window, content: bool) -> None:
        """A request goes on as it should, for some steps; a failed one is booked again."""
        for _ in range(steps):
            request = self.rooms.request(self._pick(which))
            match Status(request.status):
                case Status.OFFERING:
                    self.accept(which, intruder=False)
                case Status.SCHEDULED:
                    self.progress(which, Event.SET_OUT)
                case Status.ON_THE_WAY:
                    self.progress(which, Event.ARRIVED)
                case Status.IN_PROGRESS:
                    self.finish(which)
                case Status.NO_SHOW | Status.UNRESOLVED:
                    self.move(which, window, rework=True, with_hold=True)
                case Status.DONE:
                    self.rate(which, 5 if content else 1)
                    self.verdict(which, works=content)
                case Status.CONFIRMED:
                    self.rate(which, 4)
                    return
                case _:
                    return

    # what time does

    @rule(minutes=st.sampled_from([1, 16, 31, 61, 300, 1500, 4400]))
    def wait(self, minutes: int) -> None:
        """Time passes; everything that falls due happens at its own time."""
        if any(self._rings(request_id) for request_id in self.made):
            minutes = min(minutes, 16)  # the centre is called every five minutes: days of that would tell nothing new
        self.rooms.live_for(timedelta(minutes=minutes))

    def _rings(self, request_id: int) -> bool:
        request = self.rooms.request(request_id)
        return request.status == Status.OFFERING and request.urgency == Urgency.EMERGENCY

    @precondition(lambda self: self.made)
    @rule(which=_which, kind=st.sampled_from(aftercare.KINDS))
    def care_out_of_turn(self, which: int, kind: str) -> None:
        """A deadline that comes late or twice harms nothing."""
        request_id = self._pick(which)
        self._attempt(lambda work: aftercare.on_due(work, kind, request_id))

    @precondition(lambda self: self.made)
    @rule(which=_which)
    def proposal_due_out_of_turn(self, which: int) -> None:
        """Before its time, or once it is answered, the deadline changes nothing."""
        offers = self.rooms.offers(self._pick(which))
        if offers:
            before = self._state()
            self.rooms.do(lambda work: proposing.on_due(work, offers[-1].id))
            assert self._state() == before

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

    def _state(self) -> dict[str, list[str]]:
        """Every row of the tables that rules may change, as the database holds it."""
        with self.rooms.database.engine.connect() as connection:
            return {
                name: sorted(map(str, connection.execute(text(f'SELECT * FROM "{name}"')).all())) for name in _TABLES
            }

    # what always holds

    @invariant()
    def everything_fits_together(self) -> None:
        self.rooms.see(self._check)

    def _check(self, session: Session) -> None:
        offers = _by_request(session, Offer)
        visits = _by_request(session, Visit)
        facts = _by_request(session, Fact)
        deadlines = session.exec(select(Deadline)).all()
        for request in session.exec(select(Request)):
            _check_request(request, offers[request.id], visits[request.id])
            _check_log(request, facts[request.id])
            _check_deadlines(request, offers[request.id], deadlines)
        _check_time(session, [offer for mine in offers.values() for offer in mine])

    def teardown(self) -> None:
        """Leave nothing behind."""
        clear(self.rooms)


def open_town(rooms: Rooms) -> None:
    """The supply is small, so that residents come into each other's way."""
    close_samples(rooms, centres=False)
    for name in ("alder", "birch"):
        open_firm(rooms, name, {f"{name}-1": DAYTIME})


def _by_request(session: Session, table: type[_Row]) -> dict[int, list[_Row]]:
    found: dict[int, list[_Row]] = defaultdict(list)
    for row in session.exec(select(table)):
        found[row.request_id].append(row)
    return found


def _live(offers: list[Offer]) -> list[Offer]:
    return [offer for offer in offers if offer.status in LIVE]


def _check_request(request: Request, offers: list[Offer], visits: list[Visit]) -> None:
    """Status, offers and visits of one request agree."""
    status, live = Status(request.status), _live(offers)
    current = [visit for visit in visits if visit.status in VISIT_OF.values()]
    assert status is not Status.SUBMITTED, "a submitted request was left lying"
    assert len(live) == (status in OFFER_OF)
    assert all(offer.status in OFFER_OF[status] for offer in live)
    assert [visit.status for visit in current] == ([VISIT_OF[status]] if status in VISIT_OF else [])
    assert (request.closed_at is not None) == (status in ENDED)
    for visit in current:
        assert (visit.provider, visit.window_start) == (request.provider, request.window_start)
        assert (visit.provider, visit.technician) == (live[0].provider, live[0].technician)


def _check_log(request: Request, facts: list[Fact]) -> None:
    """The chain is whole, and nobody was taken to be content who did not say so."""
    assert broken_link(sorted(facts, key=lambda fact: fact.seq), request.head) is None
    if request.outcome == "confirmed":
        assert Event.CONFIRMED in {fact.kind for fact in facts}


def _check_deadlines(request: Request, offers: list[Offer], deadlines: Sequence[Deadline]) -> None:
    """An open offer always ends by itself; nothing is due about an ended request."""
    for kind, status in ((OFFER_DUE, OfferStatus.OPEN), (PROPOSAL_DUE, OfferStatus.PROPOSED)):
        due = {row.subject: row.due_at for row in deadlines if row.kind == kind}
        for offer in offers:
            assert due.get(offer.id) == (offer.due_at if offer.status == status else None)
    if request.status in ENDED:
        assert not [row for row in deadlines if row.subject == request.id]


def _check_time(session: Session, offers: list[Offer]) -> None:
    """Every promise has its time, and no time is kept that was promised to nobody."""
    holds = {hold.id: hold for hold in session.exec(select(Hold))}
    cells: dict[int, list[Cell]] = {}
    for cell in session.exec(select(Cell)):
        assert cell.hold_id in holds, "a cell of no hold"
        cells.setdefault(cell.hold_id, []).append(cell)
    promised = {}
    for offer in offers:
        live = offer.status in LIVE
        _check_proposal(offer, holds, cells)
        if live and offer.technician is not None:
            assert offer.hold_id is not None, "a promise without time"
        if offer.hold_id is not None and (live or offer.status == OfferStatus.FULFILLED):
            promised[offer.hold_id] = offer
    for hold_id, offer in promised.items():
        assert offer.proposed_hold_id not in promised
        hold, kept = holds[hold_id], cells.get(hold_id, [])
        assert hold.technician == offer.technician
        assert sorted(cell.cell for cell in kept) == list(range(hold.first_cell, hold.first_cell + hold.cells))
        assert all(cell.expires_at is None and cell.technician == hold.technician for cell in kept)
    forever = {hold_id for hold_id, kept in cells.items() if any(cell.expires_at is None for cell in kept)}
    assert forever == set(promised), "time is kept for nobody"
    assert {hold.id for hold in holds.values() if hold.expires_at is None} == set(promised)


def _check_proposal(offer: Offer, holds: Mapping[int, Hold], cells: Mapping[int, list[Cell]]) -> None:
    """What a firm proposed is kept as long as the resident may answer, and not a moment longer."""
    if offer.status != OfferStatus.PROPOSED:
        assert offer.proposed_hold_id is None
        return
    assert offer.proposed_hold_id is not None
    hold, kept = holds[offer.proposed_hold_id], cells.get(offer.proposed_hold_id, [])
    assert (hold.provider, hold.window_start) == (offer.provider, offer.proposed_start)
    assert offer.proposed_start != offer.window_start
    assert sorted(cell.cell for cell in kept) == list(range(hold.first_cell, hold.first_cell + hold.cells))
    assert {cell.expires_at for cell in kept} == {offer.due_at}
