"""Requests as their people see them, read for many at once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import BindParameter, bindparam
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from booking.aftercare_rules import rules
from booking.entities import Rating, Request, Visit
from booking.lifecycle import Status
from booking.terms import Category, Danger, District, Relation, Route, Urgency
from booking.windows import Window
from booking.work import Work
from bot.dialogue.views import Proposal, RequestView
from bot.understanding.meaning import Where
from bot.views.receipts import warranty_end
from locales.args import Named
from oversight.callback_entities import Callback
from vendors.entities import Offer, Provider, Technician
from vendors.offer_life import WAITING, OfferStatus

_Row = TypeVar("_Row", Visit, Offer, Rating, Callback)


_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_VISITS = select(Visit).where(col(Visit.request_id).in_(_IDS)).order_by(col(Visit.id))
_OFFERS = select(Offer).where(col(Offer.request_id).in_(_IDS), col(Offer.status).in_(WAITING))
_RATINGS = select(Rating).where(col(Rating.request_id).in_(_IDS))
_CALLBACKS = select(Callback).where(col(Callback.request_id).in_(_IDS), col(Callback.done_at).is_(None))


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
    visits = _latest(_rows(session, _VISITS, requests, _VISITED))
    offers = _latest(_rows(session, _OFFERS, requests, frozenset({Status.OFFERING})))
    ratings = _latest(_rows(session, _RATINGS, requests, _RATED))
    rated = [request for request in requests if request.id in ratings]
    callbacks = {found.request_id: found.due_at for found in _rows(session, _CALLBACKS, rated, _RATED)}
    return [
        _aftercare(
            _view(session, r, visits.get(r.id), offers.get(r.id)),
            visits.get(r.id),
            ratings.get(r.id),
            callbacks.get(r.id),
        )
        for r in requests
    ]


#: Statuses in which a request can have a visit, or a rating.
_VISITED = frozenset(Status) - {Status.SUBMITTED, Status.OFFERING}
_RATED = frozenset({Status.DONE, Status.CONFIRMED, Status.CLOSED, Status.UNRESOLVED})


def _rows(
    session: Session, query: SelectOfScalar[_Row], requests: Sequence[Request], statuses: frozenset[Status]
) -> Sequence[_Row]:
    """What belongs to those requests that can have it; no query where none can."""
    ids = [request.id for request in requests if request.status in statuses]
    return session.exec(query, params={"ids": ids}).all() if ids else ()


def _latest(rows: Iterable[_Row]) -> dict[int, _Row]:
    return {row.request_id: row for row in rows}


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


def _aftercare(
    view: RequestView, visit: Visit | None, rating: Rating | None, callback_due: datetime | None
) -> RequestView:
    """The view with what came after the visit."""
    finished = visit.finished_at if visit else None
    return replace(
        view,
        set_out_at=visit.set_out_at if visit else None,
        travel_minutes=visit.travel_minutes if visit else None,
        stars=rating.stars if rating else None,
        rate_again_until=rating.again_at + rules().editable if rating and rating.again_at else None,
        rating_until=rating.at + rules().editable if rating else None,
        reasons=tuple(rating.reasons) if rating else (),
        comment=rating.comment if rating else "",
        callback_due=callback_due,
        finished_at=finished,
        warranty_until=warranty_end(finished, view.warranty_days) if finished else None,
    )


def _view(session: Session, request: Request, visit: Visit | None, offer: Offer | None) -> RequestView:
    # few providers and technicians occur many times: the session reads each once
    code = offer.provider if offer else request.provider
    provider = session.get(Provider, code) if code else None
    technician = session.get(Technician, visit.technician) if visit and visit.technician else None
    start = visit.window_start if visit else request.window_start
    end = visit.window_end if visit else request.window_end
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
        due_at=offer.due_at if offer else None,
        price_cents=request.price_cents,
        price_lines=tuple(
            (Named(line["name_zh"], line["name_en"]), line["quantity"], line["unit_cents"])
            for line in request.price_lines
        ),
        stars=None,
        note=visit.note if visit else "",
        warranty_days=provider.warranty_days if provider else 0,
        group=request.visit_group,
        relation=Relation(request.relation) if request.relation else None,
        caller_name=request.caller_name,
        caller_phone=request.caller_phone,
        wishes=request.wishes or "",
        tried=tuple(request.tried),
        frail=request.frail,
        expected_at=request.expected_at,
        proposed=_proposal(offer) if offer else None,
        rework=request.rework,
    )


def _proposal(offer: Offer) -> Proposal | None:
    if offer.status != OfferStatus.PROPOSED or offer.proposed_start is None or offer.proposed_at is None:
        return None
    return Proposal(offer.id, Window(offer.proposed_start), offer.proposed_at, offer.due_at)


def _at_once(request: Request) -> bool:
    return request.urgency == Urgency.EMERGENCY
