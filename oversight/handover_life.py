"""The life of a talk that was handed to a person: every allowed change of status stands in a table here."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, text
from sqlmodel import Field, SQLModel

from booking.columns import PrivateText, UtcTime, one_of
from booking.lifecycle import IllegalChangeError
from oversight.offices import Inbox


class HandoverStatus(StrEnum):
    """Where a talk that was handed over stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    BACK = "back"


class HandoverEvent(StrEnum):
    """What happens to it."""

    TAKEN_OVER = "taken_over"
    LATE = "late"
    URGENT = "urgent"
    HANDED_BACK = "handed_back"


_S, _E = HandoverStatus, HandoverEvent

HANDOVER_TRANSITIONS: Mapping[tuple[HandoverStatus, HandoverEvent], HandoverStatus] = {
    (_S.WAITING, _E.TAKEN_OVER): _S.TAKEN,
    (_S.WAITING, _E.LATE): _S.WAITING,
    (_S.WAITING, _E.URGENT): _S.WAITING,
    (_S.WAITING, _E.HANDED_BACK): _S.BACK,
    (_S.TAKEN, _E.TAKEN_OVER): _S.TAKEN,
    (_S.TAKEN, _E.LATE): _S.TAKEN,
    (_S.TAKEN, _E.URGENT): _S.TAKEN,
    (_S.TAKEN, _E.HANDED_BACK): _S.BACK,
}

_OPEN = "status IN ('waiting', 'taken')"


class Handover(SQLModel, table=True):
    """A talk in a person's hands, from the wish for one until the bot goes on; at most one open a chat.

    `due_at` is by when the resident hears from a person; empty while nobody waits for an answer.
    """

    __tablename__ = "handover"
    __table_args__ = (
        one_of("inbox", Inbox),
        one_of("status", HandoverStatus),
        Index("uq_handover_open", "chat_id", unique=True, sqlite_where=text(_OPEN), postgresql_where=text(_OPEN)),
        Index("ix_handover_status", "status", "id"),
    )

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(max_length=20)
    chat_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    resident: str = Field(max_length=100)
    inbox: str = Field(max_length=20)
    emergency: bool = Field(sa_column=Column(Boolean, nullable=False), default=False)
    request_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    number: int | None = Field(default=None, sa_column=Column(BigInteger))
    words: str = Field(sa_column=Column(PrivateText, nullable=False), default="")
    status: str = Field(default=HandoverStatus.WAITING, max_length=10)
    asked_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    due_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    taken_by: str | None = Field(default=None, max_length=100)
    taken_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    ended_by: str | None = Field(default=None, max_length=100)
    ended_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)


class HandoverFact(SQLModel, table=True):
    """One line of the append-only log of a handed-over talk: who did what when."""

    __tablename__ = "handover_fact"

    handover_id: int = Field(
        sa_column=Column(
            BigInteger,
            ForeignKey("handover.id", name="fk_handover_fact_handover"),
            primary_key=True,
            autoincrement=False,
        )
    )
    seq: int = Field(primary_key=True)
    kind: str = Field(max_length=20)
    at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    actor: str = Field(max_length=100)


def status_after(status: str, event: HandoverEvent) -> HandoverStatus:
    """The status that follows. Raises IllegalChangeError for a change that the table does not allow."""
    found = HANDOVER_TRANSITIONS.get((HandoverStatus(status), event))
    if found is None:
        raise IllegalChangeError(f"a talk that is {status} cannot be {event}")
    return found
