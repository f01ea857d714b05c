"""Finds requests by their place: by the columns that stand in clear, and among those by the encrypted door."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, or_, select

from booking.entities import Request
from bot.dialogue.views import FoundView
from bot.understanding.meaning import Where
from bot.views.place_names import estate_or_road, is_named
from bot.views.requests import views, where_of

#: So many are shown.
MOST = 5
#: Doors are compared in memory; more rows than this are not opened for one question.
MOST_DOORS = 400


def requests_at(session: Session, scope: str | None, where: Where) -> FoundView:
    """The newest requests at a place; with a unit or room only those of that door."""
    conditions = [*_in_scope(scope), *_at(session, where)]
    if where.room is None and where.unit is None:
        return _newest(session, conditions)
    rows = session.exec(select(Request).where(*conditions).order_by(col(Request.id).desc()).limit(MOST_DOORS)).all()
    fitting = [row for row in rows if _has_door(row, where)]
    return FoundView(tuple(views(session, fitting[:MOST])), len(fitting), bounded=len(rows) == MOST_DOORS)


def requests_named(session: Session, scope: str | None, words: str) -> FoundView:
    """The newest requests at an estate or road in whose name these words are."""
    if not words.strip():
        return FoundView((), 0)
    return _newest(session, [*_in_scope(scope), estate_or_road(session, words.strip())])


def _newest(session: Session, conditions: Sequence[ColumnElement[bool]]) -> FoundView:
    total = session.exec(select(func.count()).select_from(Request).where(*conditions)).one()
    rows = session.exec(select(Request).where(*conditions).order_by(col(Request.id).desc()).limit(MOST)).all()
    return FoundView(tuple(views(session, rows)), total)


def _in_scope(scope: str | None) -> list[ColumnElement[bool]]:
    return [] if scope is None else [col(Request.district) == scope]


def _at(session: Session, where: Where) -> list[ColumnElement[bool]]:
    """The conditions that a place makes; an estate is also what lies at its road and lane."""
    wanted: list[ColumnElement[bool]] = []
    if where.district is not None:
        wanted.append(col(Request.district) == where.district)
    if where.building is not None:
        wanted.append(col(Request.building) == where.building)
    if where.estate is not None:
        named = is_named(session, col(Request.estate), where.estate)
        street = and_(col(Request.road) == where.road, col(Request.lane) == where.lane)
        wanted.append(or_(named, street) if where.road and where.lane else named)
    elif where.road is not None:
        wanted.append(is_named(session, col(Request.road), where.road))
        if where.lane is not None:
            wanted.append(col(Request.lane) == where.lane)
    elif where.subdistrict is not None:
        wanted.append(col(Request.subdistrict) == where.subdistrict)
    return wanted


def _has_door(row: Request, where: Where) -> bool:
    at = where_of(row)
    return where.room in (None, at.room) and where.unit in (None, at.unit)
