"""Offers and visits as firms, technicians and duty officers read them, with the buttons of the next step."""

from booking.lifecycle import Status
from booking.terms import Phase
from bot.dialogue import assigning, day_plan, proposing
from bot.dialogue.linked import names, numbers
from bot.dialogue.map_links import map_link
from bot.dialogue.offered import (
    Visit,
    is_last_resort,
    is_proposed,
    offer_choices,
    offered_visits,
)
from bot.dialogue.people import contact_told
from bot.dialogue.says import Choice, Expects, Say
from bot.dialogue.step import Step
from bot.dialogue.views import RequestView
from bot.dialogue.wording import address, area, job, problem_told, status_term, when_of
from locales.args import Lines, Moment, Term

_LISTED = 5


def list_all(made: Step) -> None:
    """Show open offers and today's visits, with their buttons."""
    since, offers, visits = len(made.says), offered_visits(made.world), made.world.visits_today()
    for offer in offers[:_LISTED]:
        tell_offer(made, offer)
    for visit in visits[:10]:
        tell_visit(made, visit)
    if not offers and not visits:
        made.say("staff-nothing")
    day_plan.with_tomorrow(made, since)


def tell_offer(made: Step, visit: Visit) -> None:
    """An offer as a firm reads it before it accepts, with its buttons; what it proposed is told as waiting."""
    if is_proposed(visit):
        proposing.tell_waiting(made, visit[0].request, visit)
        return
    offer, requests = visit[0], [one.request for one in visit]
    made.say(
        "offer-card",
        *offer_choices(offer.id, last_resort=is_last_resort(made)),
        expects=Expects.CONFIRM,
        number=numbers(requests),
        category=names(requests) if len(requests) > 1 else job(offer.request),
        problem=Lines(tuple(problem_told(request, note=False) for request in requests)),
        area=area(offer.request.where),
        window=when_of(offer.request, made.world.now),
        due=Moment(offer.due_at, made.world.now),
    )


def tell_visit(made: Step, visit: RequestView) -> None:
    """One visit with door, phone and the next step."""
    made.say(
        "visit-card",
        *visit_choices(visit),
        *assigning.choices(made.world, visit),
        number=visit.number,
        category=job(visit),
        status=status_term(visit.status),
        problem=problem_told(visit),
        address=address(visit.where),
        map=map_link(visit.where, *made.world.gates([visit.where])),
        window=when_of(visit, made.world.now),
        contact=contact_told(visit),
        technician=visit.technician_name or Term("nobody-named"),
    )
    shown = tuple(made.world.photos(visit.id, Phase.BEFORE))
    if shown:
        made.put(Say("visit-photos", {"number": visit.number, "count": len(shown)}, photos=shown))


def visit_choices(visit: RequestView) -> list[Choice]:
    """Buttons for the next step of a visit."""
    match visit.status:
        case Status.SCHEDULED:
            keys = [("button-set-out", "go"), ("button-arrived", "arr")]
        case Status.ON_THE_WAY:
            keys = [("button-arrived", "arr"), ("button-absent", "absent")]
        case Status.IN_PROGRESS:
            keys = [("button-finished", "fin"), ("button-photos", "pho"), ("button-absent", "absent")]
        case _:
            return []
    return [Choice(key, f"{action}:{visit.id}") for key, action in keys]  # type: ignore[arg-type]
