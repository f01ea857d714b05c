"""Reads and locks the rows of repair requests."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from booking.entities import Fact, Photo, Rating, Request, Visit
from booking.lifecycle import CURRENT_VISIT, VisitStatus


class UnknownRequestError(LookupError):
    """No request has this id; the caller's mistake or a forged button."""


# statements are built once: building one costs more than running it
_REQUEST = select(Request).where(Request.id == bindparam("id"))
_LOCKED = _REQUEST.with_for_update().execution_options(populate_existing=True)
_OF_RESIDENT = (
    select(Request)
    .where(Request.resident == bindparam("resident"))
    .order_by(col(Request.id).desc())
    .limit(bindparam("most"))
)
_OF_REQUEST = (Visit.request_id == bindparam("id")) & (Visit.district == bindparam("district"))
# it may have been read before its request was locked
_CURRENT_VISIT = (
    select(Visit).where(_OF_REQUEST, col(Visit.status).in_(CURRENT_VISIT)).execution_options(populate_existing=True)
)
_LAST_VISIT = select(Visit).where(_OF_REQUEST).order_by(col(Visit.id).desc()).limit(1)


def find_request(session: Session, request_id: int) -> Request | None:
    """The request as it stands, not locked."""
    return session.exec(_REQUEST, params={"id": request_id}).first()


def lock_request(session: Session, request_id: int) -> Request:
    """The request, locked against other transactions until this one ends. Raises UnknownRequestError."""
    found = session.exec(_LOCKED, params={"id": request_id}).first()
    if found is None:
        raise UnknownRequestError(f"no request {request_id}")
    return found


def requests_of(session: Session, resident: str, *, limit: int = 20) -> Sequence[Request]:
    """A resident's requests, the newest first."""
    return session.exec(_OF_RESIDENT, params={"resident": resident, "most": limit}).all()


def current_visit(session: Session, request: Request) -> Visit | None:
    """The appointment of this request that is still ahead or under way."""
    return session.exec(_CURRENT_VISIT, params={"id": request.id, "district": request.district}).first()


def last_visit(session: Session, request: Request) -> Visit | None:
    """The latest appointment of this request, whatever became of it."""
    return session.exec(_LAST_VISIT, params={"id": request.id, "district": request.district}).first()


def visits_between(
    session: Session,
    start: datetime,
    end: datetime,
    *,
    provider: str | None = None,
    technician: str | None = None,
) -> Sequence[tuple[Visit, Request]]:
    """Visits whose window begins in [start, end), with their requests, in order of time."""
    query = (
        select(Visit, Request)
        .join(Request, (col(Request.id) == Visit.request_id) & (col(Request.district) == Visit.district))
        .where(Visit.window_start >= start, Visit.window_start < end)
        .order_by(col(Visit.window_start), col(Visit.id))
    )
    if provider is not None:
        query = query.where(Visit.provider == provider)
    if technician is not None:
        query = query.where(Visit.technician == technician)
    return session.exec(query).all()


def rating_of(session: Session, request: Request) -> Rating | None:
    """The resident's rating of this request."""
    return session.get(Rating, (request.id, request.district))


def photos_of(session: Session, request: Request) -> Sequence[Photo]:
    """The photos of a request, oldest first."""
    query = select(Photo).where(Photo.request_id == request.id, Photo.district == request.district)
    return session.exec(query.order_by(col(Photo.at), col(Photo.hash))).all()


def facts_of(session: Session, request: Request) -> Sequence[Fact]:
    """The request's log, oldest first."""
    return session.exec(
        select(Fact).where(Fact.request_id == request.id, Fact.district == request.district).order_by(col(Fact.seq))
    ).all()


def wants_stars(session: Session, request: Request) -> bool:
    """Whether the resident has yet to give stars, or to give them anew."""
    rating = rating_of(session, request)
    return rating is None or rating.again_at is not None


def finished_visits(session: Session, request: Request) -> Sequence[Visit]:
    """The visits of this request that were brought to an end, oldest first."""
    done = select(Visit).where(
        Visit.request_id == request.id, Visit.district == request.district, Visit.status == VisitStatus.DONE
    )
    return session.exec(done.order_by(col(Visit.id))).all()
