"""Reads the rows of providers, technicians, offers and prices."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, case
from sqlmodel import Session, col, select

from booking.entities import Request
from booking.terms import Urgency
from vendors.entities import Coverage, Hold, Kind, Offer, PriceBook, PriceItem, Provider, Technician
from vendors.offer_life import LIVE, WAITING, OfferStatus

# statements are built once: building one costs more than running it
_OFFER = select(Offer).where(Offer.id == bindparam("id"))
_OFFERS = (
    select(Offer)
    .where(Offer.request_id == bindparam("request"), Offer.district == bindparam("district"))
    .order_by(col(Offer.id))
)
# it may have been read before its request was locked
_LIVE = _OFFERS.where(col(Offer.status).in_(LIVE)).execution_options(populate_existing=True)
_OF_HOLD = select(Offer).order_by(col(Offer.request_id)).execution_options(populate_existing=True)
_ON_HOLD = _OF_HOLD.where(
    Offer.hold_id == bindparam("hold"), col(Offer.status).in_(bindparam("statuses", expanding=True))
)
_PROPOSING = _OF_HOLD.where(Offer.proposed_hold_id == bindparam("hold"), Offer.status == OfferStatus.PROPOSED)


def provider(session: Session, code: str) -> Provider | None:
    """A firm or centre by its code."""
    return session.get(Provider, code)


def technician(session: Session, code: str) -> Technician | None:
    """A technician by code."""
    return session.get(Technician, code)


def centre_of(session: Session, district: str) -> Provider:
    """The district's emergency centre. Raises LookupError when the data lack one."""
    found = session.exec(
        select(Provider)
        .join(Coverage, col(Coverage.provider) == Provider.code)
        .where(Provider.kind == Kind.CENTRE, Coverage.district == district)
        .limit(1)
    ).first()
    if found is None:
        raise LookupError(f"district {district} has no emergency centre: complete the provider data")
    return found


def find_offer(session: Session, offer_id: int) -> Offer | None:
    """The offer with this id, not locked."""
    return session.exec(_OFFER, params={"id": offer_id}).first()


def live_offer(session: Session, request: Request) -> Offer | None:
    """The open, proposed or accepted offer of a request; the database allows one."""
    return session.exec(_LIVE, params=_key(request)).first()


def _key(request: Request) -> dict[str, Any]:
    return {"request": request.id, "district": request.district}


def offers_on(session: Session, hold_id: int | None, *statuses: OfferStatus) -> Sequence[Offer]:
    """The offers that share a hold, which are the problems of one visit, in order of their requests."""
    if hold_id is None:
        return []
    return session.exec(_ON_HOLD, params={"hold": hold_id, "statuses": statuses}).all()


def offers_proposing(session: Session, hold_id: int | None) -> Sequence[Offer]:
    """The offers for which the time of this hold is proposed, in order of their requests."""
    if hold_id is None:
        return []
    return session.exec(_PROPOSING, params={"hold": hold_id}).all()


def offers_of(session: Session, request: Request) -> Sequence[Offer]:
    """All offers of a request, oldest first."""
    return session.exec(_OFFERS, params=_key(request)).all()


_EMERGENCY = col(Request.urgency) == Urgency.EMERGENCY
_TURN = case((and_(_EMERGENCY, col(Request.frail)), 0), (_EMERGENCY, 1), else_=2)


def open_offers(session: Session, provider_code: str) -> Sequence[tuple[Offer, Request]]:
    """The offers that are not decided yet, those included for which another window is proposed.

    Emergencies come first, among them those of frail people; the others by their deadline.
    """
    return session.exec(
        select(Offer, Request)
        .join(Request, (col(Request.id) == Offer.request_id) & (col(Request.district) == Offer.district))
        .where(Offer.provider == provider_code, col(Offer.status).in_(WAITING))
        .order_by(_TURN, col(Offer.due_at), col(Offer.id))
    ).all()


def hold(session: Session, hold_id: int | None) -> Hold | None:
    """A hold by id."""
    return None if hold_id is None else session.get(Hold, hold_id)


_VERSION = (
    select(PriceBook.version)
    .where(PriceBook.effective_from <= bindparam("day"))
    .order_by(col(PriceBook.effective_from).desc(), col(PriceBook.version).desc())
    .limit(1)
)
_PRICES = select(PriceItem).where(PriceItem.version == _VERSION.scalar_subquery()).order_by(col(PriceItem.code))
_PRICES_OF = _PRICES.where(PriceItem.category == bindparam("category"))


def price_version(session: Session, day: date) -> str | None:
    """The version of the price book in force on a day."""
    return session.exec(_VERSION, params={"day": day}).first()


def price_items(session: Session, day: date, category: str | None) -> Sequence[PriceItem]:
    """The items in force on a day, of one category or all, by code."""
    known = {"day": day}
    if category is None:
        return session.exec(_PRICES, params=known).all()
    return session.exec(_PRICES_OF, params=known | {"category": str(category)}).all()
