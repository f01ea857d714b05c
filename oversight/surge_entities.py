"""Tables of surge mode: how each district stands, and the log of beginnings and ends."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, String
from sqlmodel import Field, SQLModel

from booking.columns import PrivateText, UtcTime, one_of
from booking.terms import District
from oversight.surge_band import Rule


class Surge(SQLModel, table=True):
    """How arrivals in a district stand, as they were looked at last; `since` is set while a surge lasts.

    `by_hand` says that a person began it. `held_off` that one ended it while arrivals were still many: it does not
    begin again before they were usual. `head` and `facts` mirror the end of its log.
    """

    __tablename__ = "surge"
    __table_args__ = (one_of("district", District), one_of("rule", Rule))

    district: str = Field(primary_key=True, max_length=20)
    since: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    by_hand: bool = False
    held_off: bool = False
    calm_since: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    observed: int = 0
    expected: float = 0.0
    bound: int = 0
    calm: int = 0
    days: int = 0
    rule: str = Field(default=Rule.PLAIN, max_length=12)
    looked_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    facts: int = 0
    head: str = Field(default="", sa_column=Column(String(64), nullable=False))


class SurgeFact(SQLModel, table=True):
    """One line of a district's log of surges; `words` is the reason of whoever began or ended one by hand."""

    __tablename__ = "surge_fact"
    __table_args__ = (CheckConstraint("seq > 0", name="seq_positive"),)

    district: str = Field(
        sa_column=Column(String(20), ForeignKey("surge.district", name="fk_surge_fact_surge"), primary_key=True)
    )
    seq: int = Field(primary_key=True)
    kind: str = Field(max_length=20)
    at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    actor: str = Field(max_length=100)
    data: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False), default_factory=dict)
    words: str = Field(sa_column=Column(PrivateText, nullable=False), default="")
    prev: str = Field(sa_column=Column(String(64), nullable=False))
    hash: str = Field(sa_column=Column(String(64), nullable=False))
