"""Deadlines as rows: set and cleared in the transaction of the rule that wants them, handled once when due."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Insert, Table, bindparam, delete, func, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from booking.work import Work
from bot.mail.entities import Deadline
from bot.storage.bells import note_deadline

Handler = Callable[[Work, Deadline], None]

#: A deadline whose handling failed is tried again after this time, longer each time.
RETRY = timedelta(seconds=10)


# statements are built once: building one costs more than running it
_TABLE: Table = Deadline.__table__  # type: ignore[attr-defined]
_CLEAR = delete(_TABLE).where(
    _TABLE.c.subject == bindparam("about"), _TABLE.c.kind.in_(bindparam("kinds", expanding=True))
)
_HEAD = (
    select(_TABLE.c.kind, _TABLE.c.subject)
    .where(_TABLE.c.due_at <= bindparam("now"))
    .order_by(_TABLE.c.due_at, _TABLE.c.kind, _TABLE.c.subject)
    .limit(1)
    .with_for_update(skip_locked=True)
    .cte("head")
)
_TAKE = (
    delete(_TABLE)
    .where(tuple_(_TABLE.c.kind, _TABLE.c.subject).in_(select(_HEAD.c.kind, _HEAD.c.subject)))
    .returning(*_TABLE.c)
)
_NEXT = select(func.min(_TABLE.c.due_at))


def _upsert(dialect: Any) -> Insert:
    """Store a deadline in place of an earlier one of the same kind and subject."""
    insert = dialect.insert(_TABLE)
    changed = {name: insert.excluded[name] for name in ("due_at", "data", "attempts", "error")}
    made: Insert = insert.on_conflict_do_update(index_elements=["kind", "subject"], set_=changed)
    return made


_SET = {"sqlite": _upsert(sqlite), "postgresql": _upsert(postgresql)}


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
        row = {"kind": kind, "subject": subject, "due_at": due, "district": district, "data": dict(data or {})}
        statement = _SET[session.get_bind().dialect.name]
        session.connection().execute(statement, row | {"attempts": 0, "error": ""})
        note_deadline(session, due)

    def clear(self, session: Session, kinds: Sequence[str], subject: int) -> None:
        """Drop the deadlines that there are."""
        session.connection().execute(_CLEAR, {"about": subject, "kinds": list(kinds)})


def take_due(session: Session, now: datetime) -> Deadline | None:
    """The deadline due longest, taken out and not of the session: another process takes another one."""
    row = session.connection().execute(_TAKE, {"now": now}).first()
    return None if row is None else Deadline(**row._mapping)


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
    due: datetime | None = session.connection().execute(_NEXT).scalar_one()
    return due
