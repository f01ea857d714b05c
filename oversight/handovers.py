"""Hands a talk to a person and back; every change is a fact of the talk, and of the request that it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from booking import facts
from booking.store import lock_request
from booking.terms import CITY
from booking.work import Work
from oversight.handover_life import Handover, HandoverEvent, HandoverFact, HandoverStatus, status_after
from oversight.offices import Inbox

#: The deadline by which the resident of a talk hears from a person.
ANSWER_DUE = "answer_due"
#: What of it the record of a request tells.
_IN_REQUEST = {
    "asked": "person_asked",
    HandoverEvent.TAKEN_OVER: "person_came",
    HandoverEvent.HANDED_BACK: "person_left",
}
_OPEN = (HandoverStatus.WAITING, HandoverStatus.TAKEN)


@dataclass(frozen=True, slots=True)
class Wish:
    """Someone wants a person: in which chat, in which words, and what it is about."""

    chat_id: int
    resident: str
    words: str
    district: str = CITY
    emergency: bool = False
    request_id: int | None = None

    @property
    def inbox(self) -> Inbox:
        """An emergency whose district is known is the centre's, everything else a supervisor's."""
        return Inbox.CENTRE if self.emergency and self.district != CITY else Inbox.SUPERVISOR


def begin(work: Work, wish: Wish, due: datetime) -> Handover:
    """Hand a talk over. The chat must be locked and have no open handover."""
    handover = Handover(
        id=work.ids.next(),
        district=wish.district,
        chat_id=wish.chat_id,
        resident=wish.resident,
        inbox=wish.inbox,
        emergency=wish.emergency,
        request_id=wish.request_id,
        number=lock_request(work.session, wish.request_id).number if wish.request_id else None,
        words=wish.words,
        asked_at=work.now,
    )
    work.session.add(handover)
    work.session.flush()
    _note(work, handover, "asked", wish.resident)
    expect_answer(work, handover, due)
    return handover


def take_over(work: Work, handover: Handover, party: str, due: datetime) -> None:
    """A person takes the (locked) talk, also from another one. Raises IllegalChangeError."""
    _change(work, handover, HandoverEvent.TAKEN_OVER, party)
    handover.taken_by, handover.taken_at = party, work.now
    expect_answer(work, handover, due)


def hand_back(work: Work, handover: Handover, party: str) -> None:
    """The bot goes on. Raises IllegalChangeError."""
    _change(work, handover, HandoverEvent.HANDED_BACK, party)
    handover.ended_by, handover.ended_at = party, work.now
    answered(work, handover)


def is_late(work: Work, handover: Handover) -> None:
    """The resident has waited too long."""
    _change(work, handover, HandoverEvent.LATE, "system:clock")
    handover.due_at = None


def is_urgent(work: Work, handover: Handover, district: str, due: datetime) -> None:
    """Danger was told meanwhile; a talk that nobody has taken goes to the centre of the district, if it is known."""
    _change(work, handover, HandoverEvent.URGENT, handover.resident)
    handover.emergency = True
    handover.district = district if handover.district == CITY else handover.district
    if handover.status == HandoverStatus.WAITING and handover.district != CITY:
        handover.inbox = Inbox.CENTRE
        expect_answer(work, handover, due)


def expect_answer(work: Work, handover: Handover, due: datetime, *, told: int = 0) -> None:
    """The resident waits for a person's words until `due`; `told` is how often it was late before."""
    handover.due_at = due
    work.session.add(handover)
    work.set_deadline(ANSWER_DUE, handover.id, due, handover.district, {"told": told})


def answered(work: Work, handover: Handover) -> None:
    """Nobody waits for an answer any more."""
    handover.due_at = None
    work.session.add(handover)
    work.clear_deadlines(handover.id, ANSWER_DUE)


def _change(work: Work, handover: Handover, event: HandoverEvent, actor: str) -> None:
    handover.status = status_after(handover.status, event)
    work.session.add(handover)
    _note(work, handover, event, actor)


def _note(work: Work, handover: Handover, kind: str, actor: str) -> None:
    lines = select(func.count()).select_from(HandoverFact).where(HandoverFact.handover_id == handover.id)
    seq = work.session.exec(lines).one() + 1
    work.session.add(HandoverFact(handover_id=handover.id, seq=seq, kind=kind, at=work.now, actor=actor))
    work.session.flush()
    in_request = _IN_REQUEST.get(kind)
    if handover.request_id is not None and in_request is not None:
        facts.record(work, lock_request(work.session, handover.request_id), in_request, actor)


def open_in(session: Session, chat_id: int) -> Handover | None:
    """The open handover of a chat."""
    return session.exec(select(Handover).where(Handover.chat_id == chat_id, col(Handover.status).in_(_OPEN))).first()


def find(session: Session, handover_id: int) -> Handover | None:
    """A handover, not locked."""
    return session.get(Handover, handover_id)


def lock(session: Session, handover_id: int) -> Handover:
    """A handover that exists, locked until the transaction ends; its chat is to be locked first."""
    return session.exec(
        select(Handover).where(Handover.id == handover_id).with_for_update().execution_options(populate_existing=True)
    ).one()


def open_handovers(session: Session, *, limit: int = 100) -> Sequence[Handover]:
    """Every open handover, emergencies first, then by age."""
    return session.exec(
        select(Handover)
        .where(col(Handover.status).in_(_OPEN))
        .order_by(col(Handover.emergency).desc(), col(Handover.id))
        .limit(limit)
    ).all()


def facts_of(session: Session, handover_id: int) -> Sequence[HandoverFact]:
    """The log of a handover, oldest first."""
    return session.exec(
        select(HandoverFact).where(HandoverFact.handover_id == handover_id).order_by(col(HandoverFact.seq))
    ).all()


def may_answer(party: str, scope: str | None, handover: Handover) -> bool:
    """Whether a talk is for this party to answer: supervisors of its district, and the centre that it was handed to.

    `scope` is the only district that a supervisor is in charge of, or None for the whole city.
    """
    role, _, code = party.partition(":")
    if role == Inbox.SUPERVISOR:
        return scope is None or handover.district in (scope, CITY)
    return role == Inbox.CENTRE and handover.inbox == Inbox.CENTRE and handover.district == code
