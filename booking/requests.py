"""What can be done to a repair request: every change goes through the table and leaves a fact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from booking import store
from booking.entities import Photo, Request, Visit
from booking.facts import record
from booking.lifecycle import ENDED, Event, IllegalChangeError, Status, VisitStatus, next_status, next_visit_status
from booking.terms import Category, Danger, District, Phase, Relation, Route, Urgency
from booking.windows import Window
from booking.work import Work

#: Photos of one request that are kept of each phase.
MOST_PHOTOS = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go; `door` (unit and room) identifies the household and is kept encrypted."""

    district: District
    estate: str | None = None
    subdistrict: str | None = None
    road: str | None = None
    lane: str | None = None
    building: str | None = None
    door: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """All that a new request is made from. An emergency needs neither window nor phone."""

    resident: str
    route: Route
    category: Category | None
    urgency: Urgency
    problem: str
    place: Place
    contact_name: str | None = None
    contact_phone: str | None = None
    window: Window | None = None
    hold: int | None = None
    danger: Danger | None = None
    #: who reports, where that is not whom to call, and what the one to call is to them
    caller_name: str | None = None
    caller_phone: str | None = None
    relation: Relation | None = None
    #: requests of one booking share this
    group: int | None = None

    tried: tuple[str, ...] = ()  # codes of the help that was tried before
    frail: bool = False  # somebody there is old, ill, disabled, pregnant or very young, as the resident told


def submit(work: Work, order: Order, *, more: bool = False) -> Request:
    """Store a new request; whoever reacts to `submitted` takes it from there.

    `more` says that another problem of the same visit follows, with which this one is told of.
    """
    place, window = order.place, order.window
    request = Request(
        id=work.ids.next(),
        district=place.district,
        number=work.numbers.next(work.session),
        resident=order.resident,
        status=Status.SUBMITTED,
        route=order.route,
        category=order.category,
        urgency=order.urgency,
        danger=order.danger,
        problem=order.problem,
        estate=_fit(place.estate, 60),
        subdistrict=_fit(place.subdistrict, 30),
        road=_fit(place.road, 60),
        lane=_fit(place.lane, 12),
        building=_fit(place.building, 12),
        door=place.door,
        contact_name=order.contact_name,
        contact_phone=order.contact_phone,
        caller_name=order.caller_name,
        caller_phone=order.caller_phone,
        relation=order.relation,
        frail=order.frail,
        visit_group=order.group,
        window_start=window.start if window else None,
        window_end=window.end if window else None,
        tried=list(order.tried),
        created_at=work.now,
    )
    work.session.add(request)
    work.session.flush()
    data: dict[str, Any] = {
        "route": order.route,
        "category": order.category,
        "urgency": order.urgency,
        "danger": order.danger,
        "window": window.start.isoformat() if window else None,
        "hold": str(order.hold) if order.hold else None,
    } | _more(more)
    if order.tried:
        data["tried"] = list(order.tried)
    if order.frail:
        data["frail"] = True
    record(work, request, "submitted", order.resident, data)
    return request


def _more(more: bool) -> dict[str, Any]:
    return {"more": True} if more else {}


def _fit(text: str | None, longest: int) -> str | None:
    """Names are cut to their columns: what someone typed must not make the database refuse the request."""
    return None if text is None else text[:longest]


def change(work: Work, request: Request, event: Event, actor: str, data: Mapping[str, Any] | None = None) -> None:
    """Apply an event to a locked request, and to its current visit where the event concerns it.

    Raises IllegalChangeError, with nothing changed, where the table does not allow it.
    """
    status = next_status(Status(request.status), event)
    visit = store.current_visit(work.session, request) if event in _TOUCHES_VISIT else None
    if visit is not None:
        visit.status = next_visit_status(VisitStatus(visit.status), event)
        _stamp(visit, event, work)
    request.status = status
    if status in ENDED:
        request.closed_at = work.now
    facts = dict(data or {})
    if visit is not None:
        facts["visit"] = str(visit.id)
    record(work, request, event.value, actor, facts)


_TOUCHES_VISIT = frozenset(
    {
        Event.SET_OUT,
        Event.ARRIVED,
        Event.FINISHED,
        Event.ABSENT,
        Event.FIRM_ABSENT,
        Event.MOVED,
        Event.ESCALATED,
        Event.CANCELLED,
        Event.REASSIGNED,
    }
)


def _stamp(visit: Visit, event: Event, work: Work) -> None:
    """When it happened; nobody arrives before setting out, even where a clock was set back in between."""
    at = max(filter(None, (visit.set_out_at, visit.arrived_at, work.now)))
    if event is Event.SET_OUT:
        visit.set_out_at = at
    elif event is Event.ARRIVED:
        visit.arrived_at = at
    elif event is Event.FINISHED:
        visit.finished_at = at
    work.session.add(visit)


def schedule(
    work: Work,
    request: Request,
    *,
    provider: str,
    technician: str | None,
    window: Window,
    actor: str,
    more: bool = False,
) -> Visit:
    """A provider takes the request: the visit stands from now on; `more` as in submit."""
    visit = Visit(
        id=work.ids.next(),
        district=request.district,
        request_id=request.id,
        provider=provider,
        technician=technician,
        window_start=window.start,
        window_end=window.end,
    )
    work.session.add(visit)
    work.session.flush()
    request.provider = provider
    request.window_start, request.window_end = window.start, window.end
    change(
        work,
        request,
        Event.ACCEPTED,
        actor,
        {
            "provider": provider,
            "technician": technician,
            "visit": str(visit.id),
            "window": window.start.isoformat(),
        }
        | _more(more),
    )
    return visit


def finish(
    work: Work,
    request: Request,
    actor: str,
    *,
    note: str,
    lines: Sequence[Mapping[str, Any]],
    price_cents: int,
) -> None:
    """The technician says it is done, with a note and the price lines; the resident has not spoken yet."""
    visit = store.current_visit(work.session, request)
    if visit is not None:
        visit.note = note
    if not request.rework:  # what the first visit cost stays on the bill
        request.price_lines = [dict(line) for line in lines]
        request.price_cents = price_cents
    change(work, request, Event.FINISHED, actor, {"price_cents": price_cents, "lines": [dict(line) for line in lines]})


def not_fixed(work: Work, request: Request, actor: str, words: str) -> None:
    """The resident says it does not work: the next visit is rework, free under warranty."""
    request.rework = True
    add_words(work, request, words)
    change(work, request, Event.NOT_FIXED, actor)


def reopen(work: Work, request: Request, actor: str, words: str) -> None:
    """What was repaired fails after the request was closed: the next visit is rework. Raises IllegalChangeError.

    Whether the warranty still runs is for the caller to know.
    """
    request.rework = True
    add_words(work, request, words)
    change(work, request, Event.REOPENED, actor, {"outcome": request.outcome})
    request.closed_at = request.outcome = None
    work.session.add(request)


def set_out(work: Work, request: Request, actor: str, travel_minutes: int | None = None, *, more: bool = False) -> None:
    """A technician sets out, perhaps saying how long it takes to get there; with `more` to follow for this visit.

    Raises IllegalChangeError.
    """
    next_status(Status(request.status), Event.SET_OUT)
    visit = store.current_visit(work.session, request)
    if visit is not None:
        visit.travel_minutes = travel_minutes
    told = {"travel_minutes": travel_minutes} if travel_minutes else {}
    change(work, request, Event.SET_OUT, actor, {**told, **({"more": True} if more else {})} or None)


def tell_travel(work: Work, request: Request, actor: str, minutes: int) -> None:
    """A technician on the way says how long it still takes. Raises IllegalChangeError where nobody is on the way."""
    visit = store.current_visit(work.session, request)
    if request.status != Status.ON_THE_WAY or visit is None or visit.set_out_at is None:
        raise IllegalChangeError(f"nobody is on the way of a request that is {request.status}")
    visit.travel_minutes = minutes + int((work.now - visit.set_out_at).total_seconds()) // 60
    work.session.add(visit)
    record(work, request, "travel_told", actor, {"travel_minutes": visit.travel_minutes})


def firm_absent(work: Work, request: Request, actor: str) -> None:
    """Nobody came: the visit is off, and the firm that let the resident down sees the request no longer."""
    request.provider = None
    change(work, request, Event.FIRM_ABSENT, actor)


def reassign(work: Work, request: Request, actor: str, *, provider: str, reason: str) -> None:
    """A supervisor takes the request from its firm, for the same window; the firm sees it no longer.

    Raises IllegalChangeError, with nothing changed, once somebody arrived.
    """
    next_status(Status(request.status), Event.REASSIGNED)
    request.provider = None
    change(work, request, Event.REASSIGNED, actor, {"provider": provider, "reason": reason})


def rebook(
    work: Work,
    request: Request,
    event: Event,
    actor: str,
    *,
    window: Window,
    hold: int | None,
    reason: str,
    more: bool = False,
) -> None:
    """Ask anew for a visit in another window: `event` is MOVED or REBOOKED; `more` as in submit.

    Raises IllegalChangeError.
    """
    if request.urgency == Urgency.EMERGENCY:
        raise IllegalChangeError("an emergency waits for no window: escalate it again")
    request.window_start, request.window_end = window.start, window.end
    request.provider = None  # who came before sees it no longer
    change(
        work,
        request,
        event,
        actor,
        {"window": window.start.isoformat(), "hold": str(hold) if hold else None, "reason": reason} | _more(more),
    )


def escalate(work: Work, request: Request, actor: str, *, danger: Danger, words: str = "") -> None:
    """Danger was told about an existing request: it becomes an emergency and is sent out at once."""
    request.urgency = Urgency.EMERGENCY
    request.danger = danger
    add_words(work, request, words)
    request.window_start = request.window_end = None
    request.provider = None
    change(work, request, Event.ESCALATED, actor, {"danger": danger})


def close(work: Work, request: Request, actor: str, *, outcome: str) -> None:
    """End a request; outcome is confirmed or unconfirmed."""
    request.outcome = outcome
    change(work, request, Event.CLOSED, actor, {"outcome": outcome})


def add_contact(
    work: Work, request: Request, actor: str, *, name: str | None, phone: str, relation: Relation | None = None
) -> None:
    """Set or correct whom to call; the number itself is not written into the log.

    With a relation it is someone else than who reports: whom to call until now is kept as that one.
    """
    if relation is not None and request.relation is None:
        request.caller_name, request.caller_phone = request.contact_name, request.contact_phone
        request.contact_name = None
    request.relation = relation or request.relation
    request.contact_phone = phone
    request.contact_name = name or request.contact_name
    record(work, request, "contact_changed", actor)


def add_note(work: Work, request: Request, actor: str, words: str) -> None:
    """Add what the technician should know or bring; only who comes may read it, so the log holds no words."""
    told = request.wishes or ""
    if words not in told:
        request.wishes = f"{told}\n{words}".strip()[-1000:]
    record(work, request, "note_added", actor)


def add_words(work: Work, request: Request, words: str) -> None:
    """Add what the resident told later to the description of the problem."""
    if words and words not in request.problem:
        request.problem = f"{request.problem} / {words}"[:2000]
        work.session.add(request)


def tell_wait(work: Work, request: Request, expected_at: datetime | None, why: Mapping[str, Any]) -> None:
    """Keep when the resident is told to expect someone while many wait, and why; None where that no longer holds."""
    request.expected_at = expected_at
    work.session.add(request)
    if expected_at is not None:
        minutes = round((expected_at - work.now).total_seconds() / 60)
        record(work, request, "told_wait", "system:waits", {"minutes": minutes, **why})


def tell_more(work: Work, request: Request, actor: str, words: str) -> None:
    """What the resident says of the problem after booking; whoever comes reads it. Raises IllegalChangeError."""
    if request.status in ENDED:
        raise IllegalChangeError("what has ended is told nothing more")
    add_words(work, request, words)
    record(work, request, "words_added", actor)


def attach_photo(work: Work, request: Request, photo: str, actor: str, phase: Phase = Phase.BEFORE) -> None:
    """Attach a photo by its content hash; the same photo twice counts once, and MOST_PHOTOS of a phase are enough."""
    known = store.photos_of(work.session, request)
    if photo not in {one.hash for one in known} and sum(one.phase == phase for one in known) < MOST_PHOTOS:
        made = Photo(request_id=request.id, hash=photo, district=request.district, at=work.now, phase=phase)
        work.session.add(made)
        record(work, request, "photo_added", actor, {"photo": photo, "phase": phase})


def place_of(request: Request) -> Place:
    """The place of a stored request."""
    return Place(
        district=District(request.district),
        estate=request.estate,
        subdistrict=request.subdistrict,
        road=request.road,
        lane=request.lane,
        building=request.building,
        door=request.door,
    )
