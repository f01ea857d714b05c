"""Tables of the supply side: providers, technicians, their time, offers and prices."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, ForeignKey, Index, text
from sqlmodel import Field, SQLModel

from booking.columns import UtcTime, one_of
from booking.entities import of_request
from booking.terms import Category, District
from vendors.offer_life import OfferStatus

_LIVE_OFFER = "status IN ('open', 'proposed', 'accepted')"
_LAPSES = "expires_at IS NOT NULL"


class Kind(StrEnum):
    """Two kinds of provider: a contracted firm, or a district's emergency centre."""

    FIRM = "firm"
    CENTRE = "centre"


class Provider(SQLModel, table=True):
    """A contracted repair firm or a district's emergency centre."""

    __tablename__ = "provider"
    __table_args__ = (
        one_of("kind", Kind),
        CheckConstraint("accept_minutes > 0", name="accept_minutes_positive"),
        CheckConstraint("warranty_days >= 0", name="warranty_not_negative"),
    )

    code: str = Field(primary_key=True, max_length=60)
    kind: str = Field(max_length=10)
    name_zh: str = Field(max_length=80)
    name_en: str = Field(max_length=100)
    phone: str = Field(max_length=20)
    warranty_days: int = 90
    accept_minutes: int = 30
    active: bool = True


class Coverage(SQLModel, table=True):
    """A provider serves a category in a district."""

    __tablename__ = "coverage"
    __table_args__ = (
        one_of("district", District),
        one_of("category", Category),
        Index("ix_coverage_district_category", "district", "category"),
    )

    provider: str = Field(primary_key=True, foreign_key="provider.code", max_length=60)
    district: str = Field(primary_key=True, max_length=20)
    category: str = Field(primary_key=True, max_length=20)


class Technician(SQLModel, table=True):
    """Someone who goes to homes for a provider."""

    __tablename__ = "technician"

    code: str = Field(primary_key=True, max_length=60)
    provider: str = Field(foreign_key="provider.code", max_length=60, index=True)
    name_zh: str = Field(max_length=40)
    name_en: str = Field(max_length=60)
    active: bool = True


class Skill(SQLModel, table=True):
    """A technician can do work of a category."""

    __tablename__ = "skill"
    __table_args__ = (one_of("category", Category),)

    technician: str = Field(primary_key=True, foreign_key="technician.code", max_length=60)
    category: str = Field(primary_key=True, max_length=20)


class Shift(SQLModel, table=True):
    """Working hours on a weekday (1 is Monday), in minutes of the Shanghai day."""

    __tablename__ = "shift"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday_1_to_7"),
        CheckConstraint("start_minute >= 0 AND start_minute < end_minute AND end_minute <= 1440", name="hours"),
    )

    technician: str = Field(primary_key=True, foreign_key="technician.code", max_length=60)
    weekday: int = Field(primary_key=True)
    start_minute: int = Field(primary_key=True)
    end_minute: int


class Standing(SQLModel, table=True):
    """The sum of a provider's ratings, kept up to date so that matching need not add them up."""

    __tablename__ = "standing"
    __table_args__ = (CheckConstraint("ratings >= 0 AND stars >= ratings", name="stars_sum"),)

    provider: str = Field(primary_key=True, foreign_key="provider.code", max_length=60)
    ratings: int = 0
    stars: int = 0


class Absence(SQLModel, table=True):
    """A day on which a technician does not work."""

    __tablename__ = "absence"

    technician: str = Field(primary_key=True, foreign_key="technician.code", max_length=60)
    day: date = Field(primary_key=True)


class Hold(SQLModel, table=True):
    """A technician's time kept for someone: until `expires_at`, or for good once it is NULL."""

    __tablename__ = "hold"
    __table_args__ = (
        CheckConstraint("cells > 0", name="cells_positive"),
        one_of("district", District),
        Index("ix_hold_expires", "expires_at", sqlite_where=text(_LAPSES), postgresql_where=text(_LAPSES)),
    )

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(max_length=20)
    technician: str = Field(foreign_key="technician.code", max_length=60)
    provider: str = Field(foreign_key="provider.code", max_length=60)
    window_start: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    first_cell: int
    cells: int
    holder: str = Field(max_length=100)
    considered: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False), default_factory=list)
    expires_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)


class Cell(SQLModel, table=True):
    """Thirty minutes of a technician; the key forbids giving them away twice."""

    __tablename__ = "cell"
    __table_args__ = (
        Index("ix_cell_hold", "hold_id"),
        Index("ix_cell_expires", "expires_at", sqlite_where=text(_LAPSES), postgresql_where=text(_LAPSES)),
    )

    technician: str = Field(primary_key=True, foreign_key="technician.code", max_length=60)
    cell: int = Field(primary_key=True)
    district: str = Field(max_length=20)
    hold_id: int = Field(sa_column=Column(BigInteger, ForeignKey("hold.id", name="fk_cell_hold"), nullable=False))
    expires_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)


class Offer(SQLModel, table=True):
    """A request put before one provider, with a deadline."""

    __tablename__ = "offer"
    __table_args__ = (
        of_request("offer"),
        one_of("status", OfferStatus),
        CheckConstraint("window_end > window_start", name="window_forward"),
        Index(
            "uq_offer_live",
            "request_id",
            "district",
            unique=True,
            sqlite_where=text(_LIVE_OFFER),
            postgresql_where=text(_LIVE_OFFER),
        ),
        Index("ix_offer_request", "request_id"),
        Index("ix_offer_provider_status", "provider", "status"),
        Index("ix_offer_hold", "hold_id"),
        Index("ix_offer_proposed_hold", "proposed_hold_id"),
    )

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    district: str = Field(primary_key=True, max_length=20)
    request_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    provider: str = Field(foreign_key="provider.code", max_length=60)
    technician: str | None = Field(default=None, foreign_key="technician.code", max_length=60)
    hold_id: int | None = Field(
        default=None,
        sa_column=Column(BigInteger, ForeignKey("hold.id", name="fk_offer_hold", ondelete="SET NULL")),
    )
    status: str = Field(default=OfferStatus.OPEN, max_length=12)
    window_start: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    window_end: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    made_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    due_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    decided_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    reason: str = Field(default="", max_length=200)
    #: another window that the firm proposed, since when, and the time kept for it while the resident decides
    proposed_start: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    proposed_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    proposed_hold_id: int | None = Field(
        default=None,
        sa_column=Column(BigInteger, ForeignKey("hold.id", name="fk_offer_proposed_hold", ondelete="SET NULL")),
    )


class PriceBook(SQLModel, table=True):
    """A version of the price list, in force from a day on."""

    __tablename__ = "price_book"

    version: str = Field(primary_key=True, max_length=40)
    effective_from: date
    notice_zh: str = Field(max_length=300)
    notice_en: str = Field(max_length=300)


class PriceItem(SQLModel, table=True):
    """One line of a price book, in cents of a yuan."""

    __tablename__ = "price_item"
    __table_args__ = (
        one_of("category", Category),
        CheckConstraint("min_cents >= 0 AND max_cents >= min_cents", name="price_order"),
    )

    version: str = Field(primary_key=True, foreign_key="price_book.version", max_length=40)
    code: str = Field(primary_key=True, max_length=20)
    category: str | None = Field(default=None, max_length=20, index=True)
    name_zh: str = Field(max_length=80)
    name_en: str = Field(max_length=120)
    unit_zh: str = Field(max_length=20)
    unit_en: str = Field(max_length=40)
    way: str = Field(max_length=20)
    min_cents: int
    max_cents: int
    included_zh: str = Field(default="", max_length=200)
    included_en: str = Field(default="", max_length=300)
