"""Tables of the repair request: request, visit, rating, fact, seal and estate."""

from datetime import datetime
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
    false,
    text,
)
from sqlmodel import Field, SQLModel

from booking.columns import PrivateText, UtcTime, one_of
from booking.lifecycle import CURRENT_VISIT, ENDED, Status, VisitStatus
from booking.terms import Category, Danger, District, Phase, Route, Urgency

_CURRENT_VISIT = "status IN ({})".format(", ".join(f"'{status}'" for status in CURRENT_VISIT))
#: A request is among these for days, and after that never again but for rework.
_OPEN_REQUEST = "status IN ({})".format(", ".join(f"'{status}'" for status in Status if status not in ENDED))


def of_request(table: str) -> ForeignKeyConstraint:
    """The foreign key by which a row belongs to a request and shares its district."""
    return ForeignKeyConstraint(
        ["request_id", "district"],
        ["request.id", "request.district"],
        name=f"fk_{table}_request",
    )


class Estate(SQLModel, table=True):
    """A residential estate and the bodies in charge of it."""

    __tablename__ = "estate"
    __table_args__ = (
        one_of("district", District),
        CheckConstraint("households > 0", name="households_positive"),
    )

    code: str = Field(primary_key=True, max_length=60)
    district: str = Field(max_length=20, index=True)
    name_zh: str = Field(max_length=60)
    name_en: str = Field(max_length=80)
    aliases: list[str] = Field(sa_column=Column(JSON, nullable=False), default_factory=list)
    road: str = Field(max_length=60)
    lane: str | None = Field(default=None, max_length=12)
    subdistrict: str = Field(max_length=30)
    latitude: float | None = None  # WGS 84; where the gate is, as far as it is known
    longitude: float | None = None
    households: int
    property_company: str = Field(max_length=80)
    residents_committee: str = Field(max_length=80)
    owners_committee: str | None = Field(default=None, max_length=80)


class Request(SQLModel, table=True):
    """One problem, from words to closed. `head` and `facts` mirror the end of its fact chain."""

    __tablename__ = "request"
    __table_args__ = (
        one_of("district", District),
        one_of("status", Status),
        one_of("route", Route),
        one_of("category", Category),
        one_of("urgency", Urgency),
        one_of("danger", Danger),
        CheckConstraint("(route = 'in_home') = (category IS NOT NULL)", name="category_with_in_home"),
        CheckConstraint("(window_start IS NULL) = (window_end IS NULL)", name="window_whole"),
        CheckConstraint("window_end > window_start", name="window_forward"),
        CheckConstraint("urgency = 'emergency' OR window_start IS NOT NULL", name="window_unless_emergency"),
        CheckConstraint("urgency = 'emergency' OR contact_phone IS NOT NULL", name="phone_unless_emergency"),
        CheckConstraint("price_cents >= 0", name="price_not_negative"),
        UniqueConstraint("number", "district", name="uq_request_number"),
        Index("ix_request_resident", "resident", "id"),
        Index("ix_request_district_status", "district", "status", "id"),
        Index("ix_request_district_created", "district", "created_at"),
        Index("ix_request_created", "created_at"),
        Index(
            "ix_request_open",
            "status",
            "district",
            "window_end",
            sqlite_where=text(_OPEN_REQUEST),
            postgresql_where=text(_OPEN_REQUEST),
        ),
        Index("ix_request_estate", "estate"),
        Index("ix_request_road", "road"),
    )

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(primary_key=True, max_length=20)
    number: int = Field(sa_column=Column(BigInteger, nullable=False))
    resident: str = Field(max_length=80)
    status: str = Field(max_length=20)
    route: str = Field(max_length=20)
    category: str | None = Field(default=None, max_length=20)
    urgency: str = Field(max_length=12)
    danger: str | None = Field(default=None, max_length=12)
    problem: str = Field(sa_column=Column(PrivateText, nullable=False))
    tried: list[str] = Field(sa_column=Column(JSON, nullable=False), default_factory=list)
    estate: str | None = Field(default=None, max_length=60)
    subdistrict: str | None = Field(default=None, max_length=30)
    road: str | None = Field(default=None, max_length=60)
    lane: str | None = Field(default=None, max_length=12)
    building: str | None = Field(default=None, max_length=12)
    door: str = Field(sa_column=Column(PrivateText, nullable=False), default="")
    contact_name: str | None = Field(sa_column=Column(PrivateText), default=None)
    contact_phone: str | None = Field(sa_column=Column(PrivateText), default=None)
    caller_name: str | None = Field(sa_column=Column(PrivateText), default=None)
    caller_phone: str | None = Field(sa_column=Column(PrivateText), default=None)
    relation: str | None = Field(default=None, max_length=20)
    wishes: str | None = Field(sa_column=Column(PrivateText), default=None)
    frail: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    visit_group: int | None = Field(sa_column=Column(BigInteger), default=None)
    window_start: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    window_end: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    expected_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)  # told while many waited
    provider: str | None = Field(default=None, foreign_key="provider.code", max_length=60, index=True)
    price_cents: int | None = None
    price_lines: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False), default_factory=list)
    rework: bool = False
    outcome: str | None = Field(default=None, max_length=20)
    created_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    closed_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    facts: int = 0
    head: str = Field(default="", sa_column=Column(String(64), nullable=False))


class Visit(SQLModel, table=True):
    """An appointment of a technician at a home, beginning inside a window of two hours."""

    __tablename__ = "visit"
    __table_args__ = (
        of_request("visit"),
        one_of("status", VisitStatus),
        CheckConstraint("window_end > window_start", name="window_forward"),
        Index(
            "uq_visit_current",
            "request_id",
            "district",
            unique=True,
            sqlite_where=text(_CURRENT_VISIT),
            postgresql_where=text(_CURRENT_VISIT),
        ),
        Index("ix_visit_request", "request_id"),
        Index("ix_visit_window", "window_start"),
        Index(
            "ix_visit_finished",
            "finished_at",
            sqlite_where=text("finished_at IS NOT NULL"),
            postgresql_where=text("finished_at IS NOT NULL"),
        ),
        Index("ix_visit_provider_window", "provider", "window_start"),
        Index("ix_visit_technician_window", "technician", "window_start"),
    )

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(primary_key=True, max_length=20)
    request_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    provider: str = Field(foreign_key="provider.code", max_length=60)
    technician: str | None = Field(default=None, foreign_key="technician.code", max_length=60)
    status: str = Field(default=VisitStatus.PLANNED, max_length=20)
    window_start: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    window_end: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    set_out_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    travel_minutes: int | None = None
    arrived_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    finished_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    note: str = Field(sa_column=Column(PrivateText, nullable=False), default="")


class Rating(SQLModel, table=True):
    """What the resident thinks of it: the newest rating of a request; since `again_at` another one is due."""

    __tablename__ = "rating"
    __table_args__ = (
        of_request("rating"),
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars_1_to_5"),
        Index("ix_rating_at", "at"),
    )

    request_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(primary_key=True, max_length=20)
    stars: int
    comment: str = Field(sa_column=Column(PrivateText, nullable=False), default="")
    at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    reasons: list[str] = Field(sa_column=Column(JSON, nullable=False, server_default="[]"), default_factory=list)
    round: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    again_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)


class PastRating(SQLModel, table=True):
    """What a rating said before it was changed or given anew; `version` counts from 1."""

    __tablename__ = "past_rating"
    __table_args__ = (of_request("past_rating"), CheckConstraint("stars BETWEEN 1 AND 5", name="stars_1_to_5"))

    request_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    district: str = Field(primary_key=True, max_length=20)
    round: int
    stars: int
    reasons: list[str] = Field(sa_column=Column(JSON, nullable=False), default_factory=list)
    comment: str = Field(sa_column=Column(PrivateText, nullable=False), default="")
    at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    until: datetime = Field(sa_column=Column(UtcTime, nullable=False))


class Photo(SQLModel, table=True):
    """A photo of a request, kept on disk under its content hash."""

    __tablename__ = "photo"
    __table_args__ = (of_request("photo"), one_of("phase", Phase))

    request_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    hash: str = Field(primary_key=True, max_length=64)
    district: str = Field(primary_key=True, max_length=20)
    at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    phase: str = Field(default=Phase.BEFORE, max_length=6)


class SolvedAlone(SQLModel, table=True):
    """A problem that went away without a visit: which help before it did, and what was told."""

    __tablename__ = "solved_alone"
    __table_args__ = (one_of("category", Category), Index("ix_solved_alone_at", "at"))

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(primary_key=True, max_length=20)
    tip: str = Field(max_length=40)
    category: str = Field(max_length=20)
    words: str = Field(sa_column=Column(PrivateText, nullable=False))
    at: datetime = Field(sa_column=Column(UtcTime, nullable=False))


class Fact(SQLModel, table=True):
    """One line of a request's append-only log; `hash` covers the line and the hash before it."""

    __tablename__ = "fact"
    __table_args__ = (
        of_request("fact"),
        CheckConstraint("seq > 0", name="seq_positive"),
        Index(
            "ix_fact_firm_absent",
            "request_id",
            sqlite_where=text("kind = 'firm_absent'"),
            postgresql_where=text("kind = 'firm_absent'"),
        ),
        Index(
            "ix_fact_at", "at", postgresql_using="brin", postgresql_with={"pages_per_range": 16, "autosummarize": "on"}
        ),
    )

    request_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    seq: int = Field(primary_key=True)
    district: str = Field(primary_key=True, max_length=20)
    kind: str = Field(max_length=40)
    at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    actor: str = Field(max_length=100)
    data: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False), default_factory=dict)
    prev: str = Field(sa_column=Column(String(64), nullable=False))
    hash: str = Field(sa_column=Column(String(64), nullable=False))


class Seal(SQLModel, table=True):
    """A sealing of the chain heads that grew since the seal before; seals form a chain themselves."""

    __tablename__ = "seal"

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    heads: int
    prev: str = Field(sa_column=Column(String(64), nullable=False))
    root: str = Field(sa_column=Column(String(64), nullable=False))


class SealedHead(SQLModel, table=True):
    """The head of one request's chain as a seal covered it."""

    __tablename__ = "sealed_head"
    __table_args__ = (Index("ix_sealed_head_request", "request_id"),)

    seal_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    request_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(primary_key=True, max_length=20)
    seq: int
    head: str = Field(sa_column=Column(String(64), nullable=False))
