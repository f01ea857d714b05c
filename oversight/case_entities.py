"""Tables of tracked cases: cases, who reported them, their facts, referrals, and how to reach an estate's bodies."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from booking.columns import PrivateText, UtcTime, one_of
from oversight.case_rules import TRACKED, Stage

_OPEN = "closed_at IS NULL"


def of_case(table: str) -> ForeignKeyConstraint:
    """The foreign key by which a row belongs to a case and shares its district."""
    return ForeignKeyConstraint(
        ["case_id", "district"], ["tracked_case.id", "tracked_case.district"], name=f"fk_{table}_case"
    )


class Body(StrEnum):
    """Who can be turned to in an estate."""

    PROPERTY = "property"
    RESIDENTS = "residents"
    OWNERS = "owners"


class Case(SQLModel, table=True):
    """A matter of a building or estate, followed from stage to stage; at most one open a place and matter.

    `place_key` says which place is meant, however it was written. `follows` is the case of the same place and matter
    that was closed not long before. `head` and `facts` mirror the end of its fact chain.
    """

    __tablename__ = "tracked_case"
    __table_args__ = (
        one_of("route", TRACKED),
        one_of("stage", Stage),
        CheckConstraint("people > 0 AND reports >= people", name="people_counted"),
        UniqueConstraint("number", "district", name="uq_case_number"),
        Index(
            "uq_case_open",
            "place_key",
            "matter",
            "district",
            unique=True,
            sqlite_where=text(_OPEN),
            postgresql_where=text(_OPEN),
        ),
        Index("ix_case_stage", "closed_at", "stage", "since"),
    )

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(primary_key=True, max_length=20)
    number: int = Field(sa_column=Column(BigInteger, nullable=False))
    route: str = Field(max_length=20)
    matter: str = Field(max_length=40)
    stage: str = Field(max_length=20)
    since: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    place_key: str = Field(max_length=160)
    estate: str | None = Field(default=None, max_length=60)
    road: str | None = Field(default=None, max_length=60)
    lane: str | None = Field(default=None, max_length=12)
    building: str | None = Field(default=None, max_length=12)
    people: int = 1
    reports: int = 1
    follows: int | None = Field(default=None, sa_column=Column(BigInteger))
    created_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    closed_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    facts: int = 0
    head: str = Field(default="", sa_column=Column(String(64), nullable=False))


class CaseReport(SQLModel, table=True):
    """One person's report of a case, in that person's words."""

    __tablename__ = "case_report"
    __table_args__ = (of_case("report"), Index("ix_case_report_resident", "resident", "id"))

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(primary_key=True, max_length=20)
    case_id: int = Field(sa_column=Column(BigInteger, nullable=False, index=True))
    resident: str = Field(max_length=80)
    words: str = Field(sa_column=Column(PrivateText, nullable=False))
    at: datetime = Field(sa_column=Column(UtcTime, nullable=False))


class CaseFact(SQLModel, table=True):
    """One line of a case's append-only log; `hash` covers the line, its words and the hash before it."""

    __tablename__ = "case_fact"
    __table_args__ = (of_case("fact"), CheckConstraint("seq > 0", name="seq_positive"))

    case_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    seq: int = Field(primary_key=True)
    district: str = Field(primary_key=True, max_length=20)
    kind: str = Field(max_length=40)
    at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    actor: str = Field(max_length=100)
    data: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False), default_factory=dict)
    words: str = Field(sa_column=Column(PrivateText, nullable=False), default="")
    prev: str = Field(sa_column=Column(String(64), nullable=False))
    hash: str = Field(sa_column=Column(String(64), nullable=False))


class Referral(SQLModel, table=True):
    """Someone was told a number to call, when and for what."""

    __tablename__ = "referral"
    __table_args__ = (Index("ix_referral_resident", "resident", "id"),)

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(primary_key=True, max_length=20)
    resident: str = Field(max_length=80)
    matter: str = Field(max_length=40)
    number: str = Field(max_length=20)
    estate: str | None = Field(default=None, max_length=60)
    at: datetime = Field(sa_column=Column(UtcTime, nullable=False))


class EstateContact(SQLModel, table=True):
    """How to reach a body of an estate, and whether it acts: a paralysed committee does not."""

    __tablename__ = "estate_contact"
    __table_args__ = (one_of("body", Body),)

    estate: str = Field(primary_key=True, foreign_key="estate.code", max_length=60)
    body: str = Field(primary_key=True, max_length=12)
    phone: str = Field(max_length=20)
    acts: bool = True
