"""Checks a whole database: nothing lost, nobody at two homes at a time, no step outside the tables, all logs whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypeVar

from sqlmodel import Session, col, select

from booking import aftercare
from booking.archives import archived_between
from booking.entities import Fact, Request, Visit
from booking.lifecycle import (
    CURRENT_VISIT,
    VISIT_TRANSITIONS,
    Event,
    IllegalChangeError,
    Status,
    VisitStatus,
    next_status,
)
from bot.mail.deadlines import next_due
from bot.mail.entities import Chat, Deadline, InMessage, InStatus, OutMessage, OutStatus
from bot.running.clockwork import TRIES_BEFORE_ALERT
from oversight.audit import audit
from vendors import offering
from vendors.cells import start_of
from vendors.entities import Cell, Hold, Offer
from vendors.offer_life import LIVE, WAITING, OfferStatus

Row = TypeVar("Row", Fact, Visit, Offer)

#: What waits longer than this was forgotten: whatever handles it ticks every second.
PATIENCE = timedelta(minutes=30)
#: Requests that are read at a time.
_BATCH = 500
_VISITED = (Status.SCHEDULED, Status.ON_THE_WAY, Status.IN_PROGRESS)
_KEEPS_TIME = (OfferStatus.ACCEPTED, OfferStatus.FULFILLED)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that must never be: which of the rules is broken, where, and how."""

    rule: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.where}: {self.what}"


def check(session: Session, now: datetime) -> Iterator[Fault]:
    """Every fault; nothing where all is well. `now` is the time of the installation."""
    for fault in audit(session):
        yield Fault("broken log", "audit", fault)
    for batch in _batches(session):
        yield from _check_requests(session, batch)
    yield from _double_bookings(session)
    yield from _cells(session)
    yield from _messages(session, now)
    yield from _deadlines(session, now)


def _batches(session: Session) -> Iterator[Sequence[Request]]:
    last = 0
    while True:
        query = select(Request).where(Request.id > last).order_by(col(Request.id)).limit(_BATCH)
        rows = session.exec(query).all()
        if not rows:
            return
        yield rows
        last = rows[-1].id
        session.expunge_all()


def _check_requests(session: Session, batch: Sequence[Request]) -> Iterator[Fault]:
    ids = [request.id for request in batch]
    facts = _by_request(session.exec(select(Fact).where(col(Fact.request_id).in_(ids)).order_by(col(Fact.seq))))
    visits = _by_request(session.exec(select(Visit).where(col(Visit.request_id).in_(ids))))
    offers = _by_request(session.exec(select(Offer).where(col(Offer.request_id).in_(ids))))
    waiting = [o.id for found in offers.values() for o in found if o.status in WAITING]
    kinds = (offering.OFFER_DUE, offering.PROPOSAL_DUE, aftercare.CLOSE)
    watched = select(Deadline.subject).where(col(Deadline.kind).in_(kinds), col(Deadline.subject).in_([*waiting, *ids]))
    due = set(session.exec(watched))
    away = archived_between(session, ids[0], ids[-1])
    for request in batch:
        where = f"request {request.number}"
        if request.id not in away:  # a log whose beginning is in a file is verified with that file
            yield from _steps(where, request, facts.get(request.id, []))
        yield from _lost(where, request, visits.get(request.id, []), offers.get(request.id, []), due)
        yield from _visits(where, visits.get(request.id, []))


def _by_request(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.request_id, []).append(row)
    return found


def _steps(where: str, request: Request, facts: Sequence[Fact]) -> Iterator[Fault]:
    """The log, played through the table, ends where the request stands."""
    if not facts or facts[0].kind != "submitted":
        yield Fault("lost request", where, "its log does not begin with being submitted")
        return
    status = Status.SUBMITTED
    for fact in facts:
        if fact.kind not in set(Event):
            continue
        try:
            status = next_status(status, Event(fact.kind))
        except IllegalChangeError as error:
            yield Fault("illegal change", where, f"fact {fact.seq}: {error}")
            return
    if status != request.status:
        yield Fault("illegal change", where, f"its log ends {status}, it is {request.status}")


def _lost(
    where: str, request: Request, visits: Sequence[Visit], offers: Sequence[Offer], due: set[int]
) -> Iterator[Fault]:
    """Something moves a request that has not ended: an offer with its deadline, or a visit; else it is forgotten."""
    live = [offer for offer in offers if offer.status in LIVE]
    current = [visit for visit in visits if visit.status in CURRENT_VISIT]
    match request.status:
        case Status.SUBMITTED:
            yield Fault("lost request", where, "nobody was asked")
        case Status.DONE | Status.CONFIRMED if request.id not in due:
            yield Fault("lost request", where, f"it is {request.status}, and nothing will close it")
        case Status.OFFERING if not live:
            yield Fault("lost request", where, "it is on offer to nobody")
        case Status.OFFERING if live[0].id not in due:
            yield Fault("lost request", where, f"offer {live[0].id} waits without a deadline")
        case status if status in _VISITED and not current:
            yield Fault("lost request", where, f"it is {status} without a visit")
        case status if status not in _VISITED and current:
            yield Fault("lost request", where, f"it is {status}, but somebody is to come")
        case _:
            return


def _visits(where: str, visits: Sequence[Visit]) -> Iterator[Fault]:
    reachable = {VisitStatus.PLANNED, *VISIT_TRANSITIONS.values()}
    for visit in visits:
        times = [at for at in (visit.set_out_at, visit.arrived_at, visit.finished_at) if at is not None]
        if visit.status not in reachable or times != sorted(times):
            yield Fault("illegal change", where, f"visit {visit.id} is {visit.status} with its times out of order")
        if visit.status == VisitStatus.DONE and (visit.arrived_at is None or visit.finished_at is None):
            yield Fault("illegal change", where, f"visit {visit.id} is done without having begun and ended")


def _double_bookings(session: Session) -> Iterator[Fault]:
    """A technician's promised visits, in order of time, never begin before the one before is over."""
    query = (
        select(Hold.technician, Hold.id, Hold.first_cell, Hold.cells)
        .join(Offer, col(Offer.hold_id) == Hold.id)
        .where(col(Offer.status).in_(_KEEPS_TIME))
        .distinct()
        .order_by(col(Hold.technician), col(Hold.first_cell))
    )
    for (who, _, first, cells), (whose, _, start, _) in pairwise(session.exec(query).all()):
        if who == whose and start < first + cells:
            yield Fault("double booking", f"technician {who}", f"two visits at {start_of(start).isoformat()}")


def _cells(session: Session) -> Iterator[Fault]:
    """Every promised visit keeps all the time it needs."""
    query = (
        select(Hold, Offer)
        .join(Offer, col(Offer.hold_id) == Hold.id)
        .where(Offer.status == OfferStatus.ACCEPTED)
        .order_by(col(Hold.id))
    )
    for hold, offer in session.exec(query).all():
        kept = session.exec(select(Cell.cell).where(Cell.hold_id == hold.id, Cell.technician == hold.technician)).all()
        wanted = range(hold.first_cell, hold.first_cell + hold.cells)
        if sorted(kept) != list(wanted):
            yield Fault("double booking", f"technician {hold.technician}", f"the time of offer {offer.id} is not kept")


def _messages(session: Session, now: datetime) -> Iterator[Fault]:
    """What came in was answered, and what is to go out arrived, is tried, or says why not."""
    waiting = select(InMessage).where(InMessage.status == InStatus.PENDING, InMessage.received_at < now - PATIENCE)
    for message in session.exec(waiting.order_by(col(InMessage.id))):
        since = message.received_at.isoformat()
        yield Fault("unanswered message", f"chat {message.chat_id}", f"message {message.id} has waited since {since}")
    failed = select(InMessage).where(InMessage.status == InStatus.FAILED, InMessage.error == "")
    for message in session.exec(failed.order_by(col(InMessage.id))):
        yield Fault("unanswered message", f"chat {message.chat_id}", f"message {message.id} was put aside unexplained")
    open_ = col(OutMessage.status).in_((OutStatus.WAITING, OutStatus.DEAD))
    query = select(OutMessage, Chat).join(Chat, col(Chat.id) == OutMessage.chat_id).where(open_, OutMessage.error == "")
    for parcel, chat in session.exec(query.order_by(col(OutMessage.id))):
        if parcel.status == OutStatus.DEAD:
            yield Fault("undelivered message", f"chat {chat.id}", f"message {parcel.id} was given up without a reason")
        elif parcel.due_at < now - PATIENCE:
            yield Fault("undelivered message", f"chat {chat.id}", f"message {parcel.id} was never tried")


def _deadlines(session: Session, now: datetime) -> Iterator[Fault]:
    failing = select(Deadline).where(Deadline.attempts >= TRIES_BEFORE_ALERT).order_by(col(Deadline.kind))
    for deadline in session.exec(failing):
        what = f"{deadline.subject} failed {deadline.attempts} times: {deadline.error}"
        yield Fault("missed deadline", deadline.kind, what)
    first = next_due(session)
    if first is not None and first < now - PATIENCE:
        yield Fault("missed deadline", "clockwork", f"something was due at {first.isoformat()}: does a worker run?")
