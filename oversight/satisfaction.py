"""How content residents are, by firm and by category, from ratings and outcomes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from booking.entities import Rating, Request
from booking.lifecycle import Status


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The figures of one firm or category."""

    key: str
    requests: int
    ratings: int
    mean_stars: float | None  # None where nobody has rated
    low: int  # ratings of 1 or 2 stars
    unconfirmed: int  # closed without a word from the resident


def by_provider(session: Session, *, district: str | None = None, since: datetime | None = None) -> list[Satisfaction]:
    """One line a provider that had a request, best known first."""
    return _by(session, col(Request.provider), district, since)


def by_category(session: Session, *, district: str | None = None, since: datetime | None = None) -> list[Satisfaction]:
    """One line a category that was asked for."""
    return _by(session, col(Request.category), district, since)


def _by(session: Session, key: Mapped[str | None], district: str | None, since: datetime | None) -> list[Satisfaction]:
    same = and_(col(Rating.request_id) == col(Request.id), col(Rating.district) == Request.district)
    unconfirmed = and_(col(Request.status) == Status.CLOSED, col(Request.outcome) == "unconfirmed")
    query = (
        select(
            key,
            func.count(),
            func.count(col(Rating.stars)),
            func.sum(col(Rating.stars)),
            func.count().filter(col(Rating.stars) <= 2),
            func.count().filter(unconfirmed),
        )
        .join_from(Request, Rating, same, isouter=True)
        .where(key.is_not(None))
        .group_by(key)
        .order_by(func.count().desc(), key)
    )
    if district is not None:
        query = query.where(col(Request.district) == district)
    if since is not None:
        query = query.where(col(Request.created_at) >= since)
    return [
        Satisfaction(code or "", requests, ratings, round(stars / ratings, 2) if ratings else None, low, silent)
        for code, requests, ratings, stars, low, silent in session.connection().execute(query)
    ]
