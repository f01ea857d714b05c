"""What a supervisor desk shows: found requests, one request in full, satisfaction."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, or_, select

from booking.archives import files_of
from booking.entities import Fact, Rating, Request
from booking.self_help import count_solved
from booking.store import facts_of, rating_of
from bot.dialogue.views import RequestView
from bot.views.place_names import estate_or_road
from bot.views.requests import views
from bot.web import rating_history, timeline
from bot.web.filters import Filters
from bot.web.rating_history import RatingHistory
from bot.web.reads_photos import Photos, photos_of
from bot.web.timeline import Names
from locales.args import Named
from oversight import satisfaction
from oversight.satisfaction import Satisfaction
from vendors.entities import Provider

PAGE = 25
#: A number by itself, perhaps with a sign before and a counting word after it.
_NUMBER = re.compile(r"\W*([0-9]{1,18})\D?")


@dataclass(frozen=True, slots=True)
class Found:
    """One page of found requests."""

    rows: Sequence[tuple[RequestView, datetime]]  # with when it was made
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, slots=True)
class Full:
    """Everything about one request."""

    view: RequestView
    request: Request
    rating: Rating | None
    facts: Sequence[Fact]
    names: Names
    photos: Photos
    history: RatingHistory
    archived: Sequence[tuple[str, int]]  # files with facts that are no longer here, and how many


@dataclass(frozen=True, slots=True)
class Figures:
    """Satisfaction by firm and by category, with the firms' names."""

    firms: Sequence[Satisfaction]
    categories: Sequence[Satisfaction]
    names: dict[str, Named]
    solved_alone: int  # problems that went away by help before a visit


def find(session: Session, filters: Filters, now: datetime) -> Found:
    """One page of the requests that fit, the newest first."""
    conditions = _conditions(session, filters, now)
    total = session.exec(select(func.count()).select_from(Request).where(*conditions)).one()
    rows = session.exec(
        select(Request)
        .where(*conditions)
        .order_by(col(Request.id).desc())
        .offset((filters.page - 1) * PAGE)
        .limit(PAGE)
    ).all()
    return Found([(view, row.created_at) for row, view in zip(rows, views(session, rows), strict=True)], total)


def _conditions(session: Session, filters: Filters, now: datetime) -> list[Any]:
    wanted: list[Any] = [
        column == value
        for column, value in (
            (col(Request.district), filters.district),
            (col(Request.category), filters.category),
            (col(Request.status), filters.status),
            (col(Request.urgency), filters.urgency),
        )
        if value
    ]
    since = filters.since(now)
    if since is not None:
        wanted.append(col(Request.created_at) >= since)
    if filters.text:
        wanted.append(_matches(session, filters.text))
    return wanted


def _matches(session: Session, text: str) -> ColumnElement[bool]:
    """A request number, or part of the name of estate, road or provider (words of residents are encrypted)."""
    if (number := _NUMBER.fullmatch(text)) is not None:
        return col(Request.number) == int(number.group(1))
    named = select(Provider.code).where(
        or_(
            col(Provider.name_zh).icontains(text, autoescape=True),
            col(Provider.name_en).icontains(text, autoescape=True),
        )
    )
    codes = session.exec(named).all()
    return or_(estate_or_road(session, text), col(Request.provider).in_(codes))


def full(session: Session, number: int, scope: str | None) -> Full | None:
    """A request by its number; None where there is none, or none in the supervisor's district."""
    query = select(Request).where(Request.number == number)
    if scope is not None:
        query = query.where(Request.district == scope)
    request = session.exec(query).first()
    if request is None:
        return None
    facts = facts_of(session, request)
    return Full(
        views(session, [request])[0],
        request,
        rating_of(session, request),
        facts,
        timeline.names_in(session, facts),
        photos_of(session, [request.id]).get(request.id, Photos()),
        rating_history.read(session, request),
        files_of(session, request),
    )


def figures(session: Session, district: str | None, since: datetime | None) -> Figures:
    """Satisfaction in a district (or all) since an instant (or ever)."""
    firms = satisfaction.by_provider(session, district=district, since=since)
    codes = [firm.key for firm in firms]
    names = session.exec(select(Provider).where(col(Provider.code).in_(codes)))
    return Figures(
        firms,
        satisfaction.by_category(session, district=district, since=since),
        {p.code: Named(p.name_zh, p.name_en) for p in names},
        sum(count_solved(session, district=district, since=since).values()),
    )
