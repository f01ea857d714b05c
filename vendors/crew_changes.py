"""Sends another technician of the same firm to a visit: the time of all its problems moves along, or nothing does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from booking.entities import Request, Visit
from booking.facts import record
from booking.lifecycle import IllegalChangeError, Status, VisitStatus
from booking.store import current_visit, facts_of, find_request, lock_request
from booking.terms import Category
from booking.windows import Window
from booking.work import Work
from vendors import calendar, cells, store, together
from vendors.entities import Hold, Kind, Offer, Technician
from vendors.offer_life import OfferStatus

#: The fact that somebody else comes: `technician` instead of `before`.
TECHNICIAN_CHANGED = "technician_changed"


class NotFreeError(Exception):
    """The technician cannot do all of the visit, or has no time for it any more."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A technician of the firm, as seen from one visit."""

    technician: Technician
    #: visits that day, this one too where it is theirs
    visits: int
    able: bool
    free: bool
    comes: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """A visit that somebody has promised: its time, and its problems."""

    hold: Hold
    offers: Sequence[Offer]
    requests: Sequence[Request]


def colleagues(work: Work, request: Request) -> list[Colleague]:
    """Every active technician of the firm whose visit this is, by code; none where nobody's time is kept for it."""
    plan = _plan_of(work, request)
    return [] if plan is None else _colleagues(work, plan)


def assign(work: Work, request_id: int, technician: str, actor: str) -> tuple[Request, bool]:
    """Let this technician make the visit of a request; the request, and whether that is a change.

    Whether the actor may is for the caller to know, who gives a technician of the same firm. Raises
    UnknownRequestError, IllegalChangeError once someone has set out, NotFreeError.
    """
    asked = _lock_whole(work, request_id)
    visit = current_visit(work.session, asked)
    if asked.status != Status.SCHEDULED or visit is None:
        raise IllegalChangeError(f"nobody else can be sent to a request that is {asked.status}")
    if visit.technician == technician:
        return asked, False
    plan = _plan_of(work, asked)
    if plan is not None and any(one.status != Status.SCHEDULED for one in plan.requests):
        raise IllegalChangeError("the work of this visit has begun")
    found = next((one for one in _colleagues(work, plan) if one.technician.code == technician), None) if plan else None
    if plan is None or found is None or not (found.able and found.free):
        raise NotFreeError(f"{technician} cannot take over request {request_id}")
    if not cells.hand_over(work.session, plan.hold, technician, _first_cell(plan.hold, work.now), work.now):
        raise NotFreeError(f"the time of {technician} was taken just now")
    _change(work, plan, technician, actor)
    return asked, True


def was_taken_off(session: Session, request: Request, technician: str) -> bool:
    """Whether the current visit was this technician's before it became somebody else's."""
    visit = current_visit(session, request)
    if visit is None:
        return False
    return any(
        fact.kind == TECHNICIAN_CHANGED
        and fact.data.get("visit") == str(visit.id)
        and fact.data.get("before") == technician
        for fact in facts_of(session, request)
    )


def _lock_whole(work: Work, request_id: int) -> Request:
    """The request, locked with all others of its visit; those that joined it meanwhile are newer and come last."""
    asked, known = together.lock_visit(work, request_id)
    offer = store.live_offer(work.session, asked)
    beside = store.offers_on(work.session, offer.hold_id if offer else None, OfferStatus.ACCEPTED)
    for other in beside:
        if other.request_id not in {request.id for request in known}:
            lock_request(work.session, other.request_id)
    return asked


def _plan_of(work: Work, request: Request) -> _Plan | None:
    offer = store.live_offer(work.session, request)
    if offer is None or offer.status != OfferStatus.ACCEPTED:
        return None
    hold = store.hold(work.session, offer.hold_id)
    if hold is None:
        return None
    work.session.refresh(hold)  # it may have been read before its request was locked
    offers = store.offers_on(work.session, hold.id, OfferStatus.ACCEPTED)
    found = [find_request(work.session, one.request_id) for one in offers]
    return _Plan(hold, offers, [one for one in found if one is not None])


def _colleagues(work: Work, plan: _Plan) -> list[Colleague]:
    hold, day = plan.hold, Window(plan.hold.window_start).day
    categories = [Category(one.category) if one.category else None for one in plan.requests]
    teams = (calendar.joint_team(work, hold.district, categories, kind) for kind in Kind)
    able = {crew.technician: crew for team in teams for crew in team if crew.provider == hold.provider}
    horizon = calendar.Horizon(work.session, list(able.values()), day, 2, work.now)
    first, loads = _first_cell(hold, work.now), _loads(work.session, hold.provider, Window(hold.window_start))
    return [
        Colleague(
            one,
            visits=loads.get(one.code, 0),
            able=one.code in able,
            free=one.code in able and horizon.is_free(able[one.code], first, hold.cells),
            comes=one.code == hold.technician,
        )
        for one in _technicians(work.session, hold.provider)
    ]


def _first_cell(hold: Hold, now: datetime) -> int:
    """Where the time of whoever comes instead begins: as planned, or from now where that has begun already."""
    return max(hold.first_cell, cells.cell_of(now - timedelta(seconds=1)) + 1)


def _technicians(session: Session, provider: str) -> Sequence[Technician]:
    query = select(Technician).where(Technician.provider == provider, col(Technician.active).is_(True))
    return session.exec(query.order_by(col(Technician.code))).all()


def _loads(session: Session, provider: str, window: Window) -> dict[str, int]:
    """How many visits each technician has that day; the problems of one visit count once."""
    begin, end = calendar.day_bounds(window.day)
    rows = session.exec(
        select(Visit.technician, Visit.window_start, Request.visit_group, Request.id)
        .join(Request, (col(Request.id) == Visit.request_id) & (col(Request.district) == Visit.district))
        .where(
            Visit.provider == provider,
            Visit.window_start >= begin,
            Visit.window_start < end,
            col(Visit.status).not_in((VisitStatus.CANCELLED, VisitStatus.MISSED)),
        )
    ).all()
    visits = {(code, start, group or request_id) for code, start, group, request_id in rows}
    found: dict[str, int] = {}
    for code, *_ in visits:
        if code is not None:
            found[code] = found.get(code, 0) + 1
    return found


def _change(work: Work, plan: _Plan, technician: str, actor: str) -> None:
    """Write it down for every problem of the visit; only the last fact is told, for all."""
    changed: list[tuple[Request, Visit, str | None]] = []
    for offer, request in zip(plan.offers, plan.requests, strict=True):
        visit = current_visit(work.session, request)
        if visit is None:
            continue
        changed.append((request, visit, visit.technician))
        visit.technician = offer.technician = technician
        work.session.add(visit)
        work.session.add(offer)
    work.session.flush()
    for place, (request, visit, before) in enumerate(changed, 1):
        data = {"visit": str(visit.id), "provider": visit.provider, "technician": technician, "before": before}
        more = {"more": True} if place < len(changed) else {}
        record(work, request, TECHNICIAN_CHANGED, actor, data | more)
