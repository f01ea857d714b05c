"""Problems that went away without a visit, kept for statistics."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, func, select

from booking.entities import SolvedAlone
from booking.terms import CITY, Category, District
from booking.work import Work


def solved_alone(work: Work, *, tip: str, category: Category, district: District | None, words: str) -> SolvedAlone:
    """Keep that a resident solved a problem with this help; `words` are what was told, kept encrypted."""
    row = SolvedAlone(
        id=work.ids.next(), district=district or CITY, tip=tip, category=category, words=words[:2000], at=work.now
    )
    work.session.add(row)
    return row


def count_solved(session: Session, *, district: str | None, since: datetime | None) -> Mapping[str, int]:
    """How often each help solved a problem, by its code: in a district (or all) since an instant (or ever)."""
    query = select(SolvedAlone.tip, func.count())
    if district is not None:
        query = query.where(SolvedAlone.district == district)
    if since is not None:
        query = query.where(col(SolvedAlone.at) >= since)
    return dict(session.exec(query.group_by(SolvedAlone.tip)).all())
