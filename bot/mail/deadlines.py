"""Deadlines as rows: set and cleared in the transaction of the rule that wants them, handled once when due."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from booking.work import Work
from bot.mail.entities import Deadline
from bot.storage.bells import note_deadline

Handler = Callable[[Work, Deadline], None]

#: A deadline whose handling failed is tried again after this time, longer each time.
RETRY = timedelta(seconds=10)


_CLEAR = delete(Deadline).where(
    col(Deadline.subject) == bindparam("subject"), col(Deadline.kind).in_(bindparam("kinds", expanding=True))
)


class RowAgenda:
    """The agenda of a unit of work: deadlines are rows of the same transaction."""

    def set(
        self,
        session: Session,
        kind: str,
        subject: int,
        due: datetime,
        district: str,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        """Store the deadline, in place of an earlier one of the same kind and subject."""
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        insert = dialect.insert(Deadline.__table__).values(  # type: ignore[attr-defined]
            kind=kind,
            subject=subject,
            due_at=due,
            district=district,
            data=dict(data or {}),
            attempts=0,
            error="",
        )
        changed = {"due_at": insert.excluded.due_at, "data": insert.excluded.data, "attempts": 0, "error": ""}
        session.connection().execute(insert.on_conflict_do_update(index_elements=["kind", "subject"], set_=changed))
        note_deadline(session, due)

    def clear(self, session: Session, kinds: Sequence[str], subject: int) -> None:
        """Drop the deadlines that there are."""
        session.connection().execute(_CLEAR, {"subject": subject, "kinds": list(kinds)})


def take_due(session: Session, now: datetime) -> Deadline | None:
    """The deadline due longest, locked: another process takes another one; gone once this commits."""
    found = session.exec(
        select(Deadline)
        .where(Deadline.due_at <= now)
        .order_by(col(Deadline.due_at), col(Deadline.kind), col(Deadline.subject))
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if found is not None:
        session.delete(found)
        session.flush()
    return found


def put_back(session: Session, now: datetime, kind: str, subject: int, error: str) -> int:
    """Wait before a deadline whose handling failed is tried again; how often it failed.

    0, with nothing changed, where it was cleared, set anew or put back by someone else meanwhile.
    """
    row = session.get(Deadline, (kind, subject), with_for_update=True)
    if row is None or row.due_at > now:
        return 0
    row.attempts += 1
    row.error = error[:500]
    row.due_at = now + RETRY * min(2**row.attempts, 90)
    session.add(row)
    return row.attempts


def next_due(session: Session) -> datetime | None:
    """When the next deadline falls due."""
    return session.exec(select(Deadline.due_at).order_by(col(Deadline.due_at)).limit(1)).first()
