"""What a vendor desk shows: offers to answer, visits ahead and under way, and the price book for the report."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from booking import store as bookings
from booking.entities import Visit
from booking.lifecycle import CURRENT_VISIT, Status
from booking.terms import SHANGHAI, Role, Urgency
from booking.windows import HORIZON_DAYS, Window, local
from bot.dialogue.map_links import map_link
from bot.dialogue.views import PriceView, RequestView
from bot.places import spots
from bot.understanding.meaning import Where
from bot.views.requests import views
from bot.web.reads_photos import Photos, photos_of
from locales.args import Named
from vendors import parties, store

UNDER_WAY = (Status.SCHEDULED, Status.ON_THE_WAY, Status.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer to answer; its request carries neither door nor phone."""

    id: int
    due_at: datetime
    window_start: datetime
    window_end: datetime
    request: RequestView
    last_resort: bool  # a centre cannot decline
    photos: Photos  # of the problem; none for a firm, which has not accepted yet
    proposed: Window | None = None  # the resident is asked whether it may take the place of the offered one


@dataclass(frozen=True, slots=True)
class Planned:
    """A visit ahead or under way, with door, phone and photos."""

    start: datetime
    end: datetime
    request: RequestView
    photos: Photos
    map: str = ""  # a link to its estate
    reassignable: bool = False  # this party may send another technician

    @property
    def day(self) -> date:
        """The day in Shanghai."""
        return self.start.astimezone(SHANGHAI).date()


@dataclass(frozen=True, slots=True)
class Desk:
    """One look at a desk."""

    offers: tuple[Offered, ...]
    visits: tuple[Planned, ...]
    finished_today: int

    @property
    def to_answer(self) -> int:
        """How many offers wait for this party."""
        return sum(offer.proposed is None for offer in self.offers)


def read_desk(session: Session, party: str, now: datetime) -> Desk:
    """Everything that this firm, centre or technician has to see to."""
    provider = parties.provider_code(session, party)
    if provider is None:
        return Desk((), (), 0)
    return Desk(
        tuple(_offers(session, provider)),
        tuple(_visits(session, party, provider, now)),
        _finished_today(session, provider, now),
    )


def price_choices(session: Session, request: RequestView, now: datetime) -> list[PriceView]:
    """The items that can be charged for this request: its category's, and those of no category."""
    day = now.astimezone(SHANGHAI).date()
    return [
        PriceView(
            item.code,
            Named(item.name_zh, item.name_en),
            Named(item.unit_zh, item.unit_en),
            item.min_cents,
            item.max_cents,
        )
        for item in store.price_items(session, day, None)
        if item.category in (None, request.category) or request.category is None
    ]


def _offers(session: Session, provider: str) -> Sequence[Offered]:
    pairs = store.open_offers(session, provider)
    found = store.provider(session, provider)
    last_resort = found is not None and found.kind == "centre"
    photos = photos_of(session, [request.id for _, request in pairs]) if last_resort else {}
    made = [
        Offered(
            offer.id,
            offer.due_at,
            offer.window_start,
            offer.window_end,
            _public(view),
            last_resort,
            photos.get(view.id, Photos()),
            view.proposed.window if view.proposed else None,
        )
        for (offer, _), view in zip(pairs, views(session, [request for _, request in pairs]), strict=True)
    ]
    return sorted(made, key=_pressing)


def _pressing(one: Offered) -> tuple[bool, bool, datetime, int]:
    """Emergencies first; last what waits for the resident."""
    return (one.request.urgency is not Urgency.EMERGENCY, one.proposed is not None, one.due_at, one.id)


def _public(view: RequestView) -> RequestView:
    """What may be seen before accepting: the estate and the problem."""
    seen = view.where
    where = Where(
        district=seen.district,
        subdistrict=seen.subdistrict,
        estate=seen.estate,
        road=seen.road,
        lane=seen.lane,
    )
    return replace(view, where=where, contact_name=None, contact_phone=None)


def _visits(session: Session, party: str, provider: str, now: datetime) -> list[Planned]:
    today = now.astimezone(SHANGHAI).date()
    start, end = local(today - timedelta(days=2), 0), local(today + timedelta(days=HORIZON_DAYS + 2), 0)
    role, _, code = party.partition(":")
    own = {"technician": code} if role == Role.TECHNICIAN else {"provider": provider}
    pairs = [
        (visit, request)
        for visit, request in bookings.visits_between(session, start, end, **own)
        if request.status in UNDER_WAY and visit.status in CURRENT_VISIT
    ]
    photos = photos_of(session, [request.id for _, request in pairs])
    seen = views(session, [request for _, request in pairs])
    gates = spots.gates(session, [view.where for view in seen])
    return [
        Planned(
            visit.window_start,
            visit.window_end,
            view,
            photos.get(request.id, Photos()),
            map_link(view.where, gate),
            reassignable=role != Role.TECHNICIAN and view.status is Status.SCHEDULED and view.window is not None,
        )
        for (visit, request), view, gate in zip(pairs, seen, gates, strict=True)
    ]


def _finished_today(session: Session, provider: str, now: datetime) -> int:
    since = local(now.astimezone(SHANGHAI).date(), 0)
    rows = session.exec(select(Visit.id).where(Visit.provider == provider, col(Visit.finished_at) >= since)).all()
    return len(rows)
