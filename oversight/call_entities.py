"""Table of calls that supervisors made to residents without owing a callback."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index
from sqlmodel import Field, SQLModel

from booking.columns import PrivateText, UtcTime
from booking.entities import of_request


class CallNote(SQLModel, table=True):
    """A supervisor spoke with a resident about a request: who, when, and what came of it."""

    __tablename__ = "call_note"
    __table_args__ = (of_request("call_note"), Index("ix_call_note_request", "request_id", "id"))

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(primary_key=True, max_length=20)
    request_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    by: str = Field(max_length=100)
    note: str = Field(sa_column=Column(PrivateText, nullable=False))
