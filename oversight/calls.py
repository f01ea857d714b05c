"""Calls to residents beyond callbacks: noted encrypted, told in the log without their words."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from booking.entities import Request
from booking.facts import record
from booking.work import Work
from oversight.call_entities import CallNote

#: The fact that a resident was called.
CALLED = "resident_called"
LONGEST_NOTE = 1000


def note_call(work: Work, request: Request, actor: str, note: str) -> None:
    """Someone spoke with the resident of a (locked) request. Raises ValueError without a note."""
    told = note.strip()[:LONGEST_NOTE]
    if not told:
        raise ValueError("a call needs a note")
    made = CallNote(
        id=work.ids.next(), district=request.district, request_id=request.id, at=work.now, by=actor, note=told
    )
    work.session.add(made)
    record(work, request, CALLED, actor, {"call": str(made.id)})


def of_request(session: Session, request: Request) -> Sequence[CallNote]:
    """Every call about a request, oldest first."""
    query = select(CallNote).where(CallNote.request_id == request.id, CallNote.district == request.district)
    return session.exec(query.order_by(col(CallNote.id))).all()
