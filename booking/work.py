"""One unit of work: the session, the moment and the helpers that every change of state is given."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlmodel import Session

from booking.entities import Fact, Request


class Ids(Protocol):
    """Gives identifiers: positive, unique, growing with time, below 2**63."""

    def next(self) -> int: ...


class Numbers(Protocol):
    """Gives request numbers that people can read out: small, unique, growing."""

    def next(self, session: Session) -> int: ...


class Agenda(Protocol):
    """Deadlines, kept in the same transaction; one per (kind, subject), a later call replaces it."""

    def set(
        self,
        session: Session,
        kind: str,
        subject: int,
        due: datetime,
        district: str,
        data: Mapping[str, Any] | None = None,
    ) -> None: ...

    def clear(self, session: Session, kinds: Sequence[str], subject: int) -> None: ...


Reaction = Callable[["Work", Request, Fact], None]


@dataclass(slots=True)
class Work:
    """What a rule that changes state may use; lives as long as one transaction."""

    session: Session
    now: datetime
    ids: Ids
    numbers: Numbers
    agenda: Agenda
    reactions: Mapping[str, Sequence[Reaction]]
    #: what the packages above want passed on once this has been committed
    after_commit: list[object] = field(default_factory=list)
    #: what was read in this unit of work and need not be read again, by its readers' keys
    read: dict[object, object] = field(default_factory=dict)
    #: what the packages above raised for people to see, told before the commit
    raised: list[object] = field(default_factory=list)

    def set_deadline(
        self, kind: str, subject: int, due: datetime, district: str, data: Mapping[str, Any] | None = None
    ) -> None:
        """Ask for `kind` to be handled at `due`, in place of an earlier one for the same subject."""
        self.agenda.set(self.session, kind, subject, due, district, data)

    def clear_deadlines(self, subject: int, *kinds: str) -> None:
        """Drop deadlines; nothing happens where there is none."""
        self.agenda.clear(self.session, kinds, subject)
