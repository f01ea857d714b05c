"""Tables of oversight: alerts."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Column, Index
from sqlmodel import Field, SQLModel

from booking.columns import PrivateText, UtcTime, one_of


class AlertKind(StrEnum):
    """Why a supervisor is needed."""

    CENTRE_SILENT = "centre_silent"
    NOBODY_FREE = "nobody_free"
    OVERDUE = "overdue"
    NOT_FIXED = "not_fixed"
    LOW_RATING = "low_rating"
    HUMAN = "human"
    COMPLAINT = "complaint"
    TROUBLE = "trouble"
    CASE_LATE = "case_late"
    CASE_REPEATED = "case_repeated"
    UNREACHED = "unreached"


#: Alerts whose number is that of a tracked case.
CASE_KINDS = frozenset({AlertKind.CASE_LATE, AlertKind.CASE_REPEATED})


class Alert(SQLModel, table=True):
    """Something that a person should see to, until one acknowledges it."""

    __tablename__ = "alert"
    __table_args__ = (one_of("kind", AlertKind), Index("ix_alert_open", "acked_at", "id"))

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(primary_key=True, max_length=20)
    kind: str = Field(max_length=20)
    request_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    number: int | None = Field(default=None, sa_column=Column(BigInteger))
    resident: str | None = Field(default=None, max_length=100)
    words: str = Field(sa_column=Column(PrivateText, nullable=False), default="")
    at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    acked_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    acked_by: str | None = Field(default=None, max_length=100)
