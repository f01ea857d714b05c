"""Names of estates and roads that requests have, found by part of a name without reading all requests."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, func, select

from booking.entities import Request

#: A part of more names than this finds nothing by name: it would find almost everything.
MOST_NAMES = 2000


def is_named(session: Session, column: Mapped[Any], words: str) -> ColumnElement[bool]:
    """The condition that a column of requests, which has an index, holds a name with these words in it."""
    return column.in_(names_with(session, column, words))


def names_with(session: Session, column: Mapped[Any], words: str) -> Sequence[str]:
    """The different names with these words in them: one step in the index for each name, however many requests."""
    names = select(func.min(column).label("name")).cte("names", recursive=True)
    following = select(func.min(column)).where(column > names.c.name).scalar_subquery()
    names = names.union_all(select(following).where(names.c.name.is_not(None)))
    query = select(names.c.name).where(names.c.name.icontains(words, autoescape=True)).limit(MOST_NAMES)
    return list(session.exec(query))


def estate_or_road(session: Session, words: str) -> ColumnElement[bool]:
    """The condition that a request is at an estate or road in whose name these words are."""
    return is_named(session, col(Request.estate), words) | is_named(session, col(Request.road), words)
