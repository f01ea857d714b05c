"""Tables of the mail room: chats, inbox, outbox, deadlines."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, ForeignKey, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from booking.columns import PrivateText, UtcTime, one_of
from booking.terms import CITY, Role


class InStatus(StrEnum):
    """Where a message that came in stands."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


class OutStatus(StrEnum):
    """Where a message that goes out stands."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"


class Chat(SQLModel, table=True):
    """A place where one party is talked to: a channel and an address in it."""

    __tablename__ = "chat"
    __table_args__ = (
        UniqueConstraint("channel", "address", name="uq_chat_address"),
        one_of("role", Role),
        Index("ix_chat_party", "party"),
    )

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(default=CITY, max_length=20)
    channel: str = Field(max_length=20)
    address: str = Field(max_length=100)
    role: str = Field(max_length=12)
    party: str = Field(max_length=100)
    lang: str | None = Field(default=None, max_length=8)
    talk: str = Field(sa_column=Column(PrivateText, nullable=False), default="")
    created_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    unreachable_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)


class InMessage(SQLModel, table=True):
    """Something that came in; its key makes sure that it is stored once."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "external_id", name="uq_inbox_external"),
        one_of("status", InStatus),
        Index(
            "ix_inbox_pending",
            "chat_id",
            "id",
            sqlite_where=text("status = 'pending'"),
            postgresql_where=text("status = 'pending'"),
        ),
        Index("ix_inbox_chat", "chat_id", "id"),
    )

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(default=CITY, max_length=20)
    chat_id: int = Field(sa_column=Column(BigInteger, ForeignKey("chat.id", name="fk_inbox_chat"), nullable=False))
    channel: str = Field(max_length=20)
    external_id: str = Field(max_length=120)
    body: str = Field(sa_column=Column(PrivateText, nullable=False))
    received_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    status: str = Field(default=InStatus.PENDING, max_length=10)
    attempts: int = 0
    error: str = Field(default="", max_length=500)


class OutMessage(SQLModel, table=True):
    """Something to deliver to a chat; messages of one chat keep their order."""

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("status", OutStatus),
        CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        Index(
            "ix_outbox_waiting",
            "chat_id",
            "id",
            sqlite_where=text("status = 'waiting'"),
            postgresql_where=text("status = 'waiting'"),
        ),
        Index("ix_outbox_chat", "chat_id", "id"),
        Index(
            "ix_outbox_subject",
            "subject",
            "chat_id",
            sqlite_where=text("subject IS NOT NULL"),
            postgresql_where=text("subject IS NOT NULL"),
        ),
    )

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(default=CITY, max_length=20)
    chat_id: int = Field(sa_column=Column(BigInteger, ForeignKey("chat.id", name="fk_outbox_chat"), nullable=False))
    channel: str = Field(max_length=20)
    address: str = Field(max_length=100)
    party: str = Field(max_length=100)
    body: str = Field(sa_column=Column(PrivateText, nullable=False))
    priority: int = 5
    status: str = Field(default=OutStatus.WAITING, max_length=10)
    attempts: int = 0
    made_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    due_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    leased_until: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    delivered_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    error: str = Field(default="", max_length=500)
    told_otherwise: bool = False
    subject: str | None = Field(default=None, max_length=40)  # what it asks about, while it looks open
    known_as: str | None = Field(default=None, max_length=40)  # what the channel calls it since it was delivered
    closes: int | None = Field(sa_column=Column(BigInteger), default=None)  # the message that it shows to be over


class Deadline(SQLModel, table=True):
    """Something that becomes an input when its time comes; one a kind and subject."""

    __tablename__ = "deadline"
    __table_args__ = (Index("ix_deadline_due", "due_at"),)

    kind: str = Field(primary_key=True, max_length=40)
    subject: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(default=CITY, max_length=20)
    due_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    data: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False), default_factory=dict)
    attempts: int = 0
    error: str = Field(default="", max_length=500)
