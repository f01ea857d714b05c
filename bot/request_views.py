"""Requests as their people see them, read for many at once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import BindParameter, bindparam
from sqlmodel import Session, col, select

from booking.entities import Rating, Request, Visit
from booking.lifecycle import Status
from booking.terms import Category, Danger, District, Route, Urgency
from booking.windows import Window
from booking.work import Work
from bot.dialogue.views import RequestView
from bot.understanding.meaning import Where
from locales.args import Named
from vendors.entities import Offer, Provider, Technician
from vendors.offer_life import OfferStatus

_Row = TypeVar("_Row", Visit, Offer)


_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_VISITS = select(Visit).where(col(Visit.request_id).in_(_IDS)).order_by(col(Visit.id))
_OFFERS = (
    select(Offer)
    .where(col(Offer.request_id).in_(_IDS), col(Offer.status).in_((OfferStatus.OPEN, OfferStatus.ACCEPTED)))
    .order_by(col(Offer.id))
)
_RATINGS = select(Rating).where(col(Rating.request_id).in_(_IDS))
_PROVIDERS = select(Provider).where(col(Provider.code).in_(bindparam("codes", expanding=True)))
_TECHNICIANS = select(Technician).where(col(Technician.code).in_(bindparam("codes", expanding=True)))


def view_of(work: Work, request: Request) -> RequestView:
    """The view of one request, read once as long as no fact is added to it."""
    key = ("view", request.id, request.facts)
    found = work.read.get(key)
    if not isinstance(found, RequestView):
        work.session.flush()
        found = work.read[key] = views(work.session, [request])[0]
    return found


def views(session: Session, requests: Sequence[Request]) -> list[RequestView]:
    """The views of these requests, in the same order; a fixed number of queries for any number of them."""
    if not requests:
        return []
    ids = {"ids": [request.id for request in requests]}
    visits = _latest(session.exec(_VISITS, params=ids))
    offers = _latest(session.exec(_OFFERS, params=ids))
    ratings = {rating.request_id: rating.stars for rating in session.exec(_RATINGS, params=ids)}
    providers = _providers(session, requests, offers.values())
    technicians = _technicians(session, visits.values())
    return [
        _view(request, visits.get(request.id), offers.get(request.id), ratings.get(request.id), providers, technicians)
        for request in requests
    ]


def _latest(rows: Iterable[_Row]) -> dict[int, _Row]:
    return {row.request_id: row for row in rows}


def _providers(session: Session, requests: Iterable[Request], offers: Iterable[Offer]) -> dict[str, Provider]:
    codes = {r.provider for r in requests if r.provider} | {o.provider for o in offers}
    if not codes:
        return {}
    return {p.code: p for p in session.exec(_PROVIDERS, params={"codes": sorted(codes)})}


def _technicians(session: Session, visits: Iterable[Visit]) -> dict[str, Technician]:
    codes = {v.technician for v in visits if v.technician}
    if not codes:
        return {}
    return {t.code: t for t in session.exec(_TECHNICIANS, params={"codes": sorted(codes)})}


def where_of(request: Request) -> Where:
    """The address of a stored request."""
    unit, _, room = request.door.rpartition("-")
    return Where(
        district=District(request.district),
        subdistrict=request.subdistrict,
        estate=request.estate,
        road=request.road,
        lane=request.lane,
        building=request.building,
        unit=unit or None,
        room=room or None,
    )


def _view(
    request: Request,
    visit: Visit | None,
    offer: Offer | None,
    stars: int | None,
    providers: Mapping[str, Provider],
    technicians: Mapping[str, Technician],
) -> RequestView:
    open_offer = offer if offer is not None and offer.status == OfferStatus.OPEN else None
    provider = providers.get(open_offer.provider if open_offer else request.provider or "")
    current = visit if visit is not None and open_offer is None else None
    technician = technicians.get(current.technician or "") if current else None
    start = current.window_start if current else request.window_start
    end = current.window_end if current else request.window_end
    return RequestView(
        id=request.id,
        number=request.number,
        status=Status(request.status),
        route=Route(request.route),
        category=Category(request.category) if request.category else None,
        urgency=Urgency(request.urgency),
        danger=Danger(request.danger) if request.danger else None,
        problem=request.problem,
        where=where_of(request),
        contact_name=request.contact_name,
        contact_phone=request.contact_phone,
        window=Window(start) if start and not _at_once(request) else None,
        window_end=end,
        provider=provider.code if provider else None,
        provider_name=Named(provider.name_zh, provider.name_en) if provider else None,
        provider_phone=provider.phone if provider else None,
        technician=technician.code if technician else None,
        technician_name=Named(technician.name_zh, technician.name_en) if technician else None,
        due_at=open_offer.due_at if open_offer else None,
        price_cents=request.price_cents,
        price_lines=tuple(
            (Named(line["name_zh"], line["name_en"]), line["quantity"], line["unit_cents"])
            for line in request.price_lines
        ),
        stars=stars,
        note=visit.note if visit else "",
        warranty_days=provider.warranty_days if provider else 0,
    )


def _at_once(request: Request) -> bool:
    return request.urgency == Urgency.EMERGENCY
