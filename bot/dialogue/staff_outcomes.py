"""What firms, technicians and duty officers hear once what they asked for was done or refused."""

from booking.lifecycle import Status
from bot.dialogue import assigning, proposing, staff_cards, travel
from bot.dialogue.events import Refused
from bot.dialogue.reporting import ask_charge
from bot.dialogue.says import Choice
from bot.dialogue.step import Step
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term, status_term


def on_changed(made: Step, what: str, request: RequestView) -> None:
    """It was done: say so, with the next buttons."""
    match what:
        case "assign" | "assign_same":
            assigning.on_changed(made, request, changed=what == "assign")
        case "accept":
            made.say("offer-accepted", number=request.number)
            staff_cards.tell_visit(made, request)
        case "propose":
            proposing.on_proposed(made, request)
        case "decline":
            made.say("offer-declined", number=request.number)
        case "set_out":
            travel.note_set_out(made, request, staff_cards.visit_choices(request))
        case "travel":
            made.say(
                "noted-travel",
                *staff_cards.visit_choices(request),
                number=request.number,
                minutes=request.travel_minutes or 0,
            )
        case "arrived":
            made.talk.photographed = None
            made.say("noted-arrived", *staff_cards.visit_choices(request), number=request.number)
        case "absent":
            made.say("noted-absent", number=request.number)
        case "finish":
            made.talk.work, made.talk.photographed = None, request.id
            made.settle()
            made.say("noted-finished", *_still_to_finish(made, request), number=request.number)


def _still_to_finish(made: Step, request: RequestView) -> list[Choice]:
    """A button for each other problem of the visit that is still being worked on."""
    return [
        Choice("button-finish-next", f"fin:{one.id}", {"number": one.number, "category": category_term(one.category)})
        for one in made.world.visits_today()
        if one.status is Status.IN_PROGRESS and one.id != request.id and one.shares_visit(request)
    ]


def on_refused(made: Step, refused: Refused) -> None:
    """It could not be done: say why, and how to go on."""
    request = refused.request
    if proposing.on_refused(made, refused):
        return
    match refused.why:
        case "price":
            made.say("price-refused")
            if request is not None:
                ask_charge(made, request)
        case "gone" if request is not None:
            made.say("offer-gone-because", number=request.number, status=status_term(request.status))
        case "not_yours":
            made.say("not-yours")
        case "no_longer_yours":
            made.say("not-yours-any-more")
        case "not_free" if request is not None:
            assigning.on_not_free(made, request)
        case _ if request is not None:
            made.say("step-refused", number=request.number, status=status_term(request.status))
        case _:
            made.say("offer-gone")
