"""How content residents are, by firm and by category, from ratings and outcomes."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from booking.entities import Rating, Request
from booking.identifiers import least_id
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
    stars: int = field(default=0, compare=False)  # the sum of them, from which means of several lines are made


def by_provider(
    session: Session, *, district: str | None = None, since: datetime | None = None, until: datetime | None = None
) -> list[Satisfaction]:
    """One line a provider that had a request, best known first."""
    return _by(session, col(Request.provider), district, since, until)


def by_category(
    session: Session, *, district: str | None = None, since: datetime | None = None, until: datetime | None = None
) -> list[Satisfaction]:
    """One line a category that was asked for."""
    return _by(session, col(Request.category), district, since, until)


def by_status(
    session: Session, *, district: str | None = None, since: datetime | None = None, until: datetime | None = None
) -> list[Satisfaction]:
    """One line a status that requests have now; together they are all requests."""
    return _by(session, col(Request.status), district, since, until)


def _by(
    session: Session, key: Mapped[Any], district: str | None, since: datetime | None, until: datetime | None
) -> list[Satisfaction]:
    same = and_(col(Rating.request_id) == col(Request.id), col(Rating.district) == Request.district)
    if since is not None:
        same = and_(same, col(Rating.request_id) >= least_id(since))
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
    if until is not None:
        query = query.where(col(Request.created_at) < until)
    return [
        Satisfaction(
            code or "", requests, ratings, round(stars / ratings, 2) if ratings else None, low, silent, stars or 0
        )
        for code, requests, ratings, stars, low, silent in session.connection().execute(query)
    ]
