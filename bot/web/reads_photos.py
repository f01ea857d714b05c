"""The photos of requests, those of the problem and those of the work done."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from booking.entities import Photo, Request
from booking.terms import CITY, Phase, Role
from vendors import parties, store


@dataclass(frozen=True, slots=True)
class Photos:
    """Content hashes, in the order in which they came."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def photos_of(session: Session, request_ids: Iterable[int]) -> dict[int, Photos]:
    """The photos of each of these requests that has any."""
    query = select(Photo).where(col(Photo.request_id).in_(list(request_ids)))
    found: dict[int, dict[str, list[str]]] = {}
    for photo in session.exec(query.order_by(col(Photo.at), col(Photo.hash))):
        found.setdefault(photo.request_id, {}).setdefault(photo.phase, []).append(photo.hash)
    return {
        request: Photos(tuple(some.get(Phase.BEFORE, ())), tuple(some.get(Phase.AFTER, ())))
        for request, some in found.items()
    }


def may_see_photo(session: Session, party: str, district: str, request_id: int, photo: str) -> bool:
    """Whether a party may see a photo of a request now: its resident, who comes or came, supervisors of the district.

    A firm that was only asked may not: it has no visit yet. The centre, which cannot decline, may.
    """
    row = session.exec(select(Photo).where(Photo.request_id == request_id, Photo.hash == photo)).first()
    request = session.get(Request, (request_id, row.district)) if row is not None else None
    if request is None or district not in (CITY, request.district):
        return False
    return parties.may_see(session, party, request) or _is_asked_centre(session, party, request)


def _is_asked_centre(session: Session, party: str, request: Request) -> bool:
    if not party.startswith(f"{Role.CENTRE}:"):
        return False
    offer = store.live_offer(session, request)
    return offer is not None and offer.provider == parties.provider_code(session, party)
