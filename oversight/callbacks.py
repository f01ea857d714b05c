"""Callbacks: a low rating promises the resident a contact by a deadline, and a supervisor keeps the promise."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from booking.aftercare import polite
from booking.aftercare_rules import rules
from booking.entities import Fact, Request
from booking.facts import record
from booking.store import lock_request
from booking.work import Work
from oversight.alerts import LOW_STARS, raise_alert, settle
from oversight.callback_entities import Callback
from oversight.entities import AlertKind

CALLBACK_DUE = "callback_due"
SYSTEM = "system:callbacks"
LONGEST_NOTE = 1000


class CallbackRefusedError(Exception):
    """The callback is unknown, done already, or lacks a note; nothing was changed."""


def on_rated(work: Work, request: Request, fact: Fact) -> None:
    """Reaction: one or two stars open a callback, unless one is open for this request or these stars were known."""
    low = fact.data["stars"] <= LOW_STARS and fact.data["was"] != fact.data["stars"]
    if not low or open_for(work.session, request) is not None:
        return
    made = Callback(
        id=work.ids.next(),
        district=request.district,
        request_id=request.id,
        stars=fact.data["stars"],
        opened_at=work.now,
        due_at=polite(work.now + rules().callback),
    )
    work.session.add(made)
    work.session.flush()
    work.set_deadline(CALLBACK_DUE, made.id, made.due_at, made.district)
    record(work, request, "callback_opened", SYSTEM, {"callback": str(made.id), "due": made.due_at.isoformat()})


def finish(work: Work, callback_id: int, actor: str, note: str) -> Request:
    """Someone spoke with the resident, and notes what came of it. Raises CallbackRefusedError."""
    found = find(work.session, callback_id)
    if found is None or not note.strip():
        raise CallbackRefusedError("a callback that is known, and a note, are needed")
    request = lock_request(work.session, found.request_id)
    work.session.refresh(found)
    if found.done_at is not None:
        raise CallbackRefusedError("the callback is done already")
    found.done_at, found.done_by, found.note = work.now, actor, note.strip()[:LONGEST_NOTE]
    work.session.add(found)
    work.clear_deadlines(found.id, CALLBACK_DUE)
    settle(work, request, actor, AlertKind.LOW_RATING)
    record(work, request, "called_back", actor, {"callback": str(found.id)})
    return request


def on_due(work: Work, callback_id: int) -> None:
    """Deadline: nobody has called; supervisors are told again and the resident hears that it is late."""
    found = find(work.session, callback_id)
    if found is None:
        return
    request = lock_request(work.session, found.request_id)
    work.session.refresh(found)
    if found.done_at is None:
        record(work, request, "callback_late", SYSTEM, {"callback": str(found.id)})
        raise_alert(work, AlertKind.LOW_RATING, request=request)


def find(session: Session, callback_id: int) -> Callback | None:
    """The callback with this id."""
    return session.exec(select(Callback).where(Callback.id == callback_id)).first()


def open_for(session: Session, request: Request) -> Callback | None:
    """The callback that is owed for this request."""
    return session.exec(
        select(Callback).where(
            Callback.request_id == request.id, Callback.district == request.district, col(Callback.done_at).is_(None)
        )
    ).first()


def open_callbacks(session: Session, district: str | None = None, *, limit: int = 100) -> Sequence[Callback]:
    """Callbacks that are owed, the most pressing first; of one district or all."""
    query = select(Callback).where(col(Callback.done_at).is_(None)).order_by(col(Callback.due_at), col(Callback.id))
    if district is not None:
        query = query.where(Callback.district == district)
    return session.exec(query.limit(limit)).all()


def of_request(session: Session, request: Request) -> Sequence[Callback]:
    """Every callback of a request, oldest first."""
    return session.exec(
        select(Callback)
        .where(Callback.request_id == request.id, Callback.district == request.district)
        .order_by(col(Callback.id))
    ).all()
