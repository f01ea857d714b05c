"""Table of callbacks: contacts that are owed to residents who were not content."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, text
from sqlmodel import Field, SQLModel

from booking.columns import PrivateText, UtcTime
from booking.entities import of_request


class Callback(SQLModel, table=True):
    """Someone must contact the resident by `due_at`; done once a supervisor says so, with a note."""

    __tablename__ = "callback"
    __table_args__ = (
        of_request("callback"),
        CheckConstraint("(done_at IS NULL) = (done_by IS NULL)", name="done_whole"),
        Index(
            "uq_callback_open",
            "request_id",
            "district",
            unique=True,
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        Index("ix_callback_due", "done_at", "due_at"),
    )

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(primary_key=True, max_length=20)
    request_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    stars: int
    opened_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    due_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    done_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    done_by: str | None = Field(default=None, max_length=100)
    note: str = Field(sa_column=Column(PrivateText, nullable=False), default="")
