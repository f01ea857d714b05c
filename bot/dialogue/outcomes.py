"""Tells a resident how an act went, and goes on from there."""

from booking.lifecycle import Status
from booking.terms import Urgency
from bot.dialogue import afterwards, booking_flow, emergencies
from bot.dialogue.events import Refused
from bot.dialogue.onward import back_to_question
from bot.dialogue.says import Choice
from bot.dialogue.step import Step
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term, status_term, when_of
from locales.args import Moment, Term
from locales.keys import Key


def on_submitted(step: Step, request: RequestView) -> None:
    """The request is stored: say its number, who is asked, and by when there is an answer."""
    if request.urgency is Urgency.EMERGENCY and request.danger is not None:
        booking_flow.remember(step)
        emergencies.on_sent(step, request)
        return
    if request.status is Status.OFFERING:
        step.say(
            "submitted",
            number=request.number,
            provider=request.provider_name or Term("nothing-yet"),
            window=when_of(request, step.world.now),
            due=Moment(request.due_at or step.world.now, step.world.now),
        )
    else:
        step.say("submitted-unplaced", number=request.number)
    booking_flow.booked(step, request.id)


def on_changed(step: Step, what: str, request: RequestView) -> None:
    """An act on a request worked."""
    match what:
        case "cancel":
            step.say("cancelled", number=request.number, category=category_term(request.category))
            _go_on(step)
        case "move":
            step.talk.pick = None
            _tell_moved(step, request)
            _go_on(step)
        case "works":
            step.say("works-thanks", number=request.number)
            if request.stars is None:
                afterwards.ask_rating(step, request)
        case "not_fixed":
            sorry: Key = "not-fixed-sorry" if request.danger is None else "not-fixed-danger"
            step.say(sorry, number=request.number)
            afterwards.ask_move(step, None, request)
        case "rate":
            afterwards.ask_comment(step, request)
        case "comment":
            step.say("rated-thanks" if (request.stars or 5) > 2 else "rated-sorry")
            _go_on(step)
        case "words":
            step.say("words-added", number=request.number)
        case "escalate":
            emergencies.on_sent(step, request)
        case "contact":
            emergency = request.urgency is Urgency.EMERGENCY
            key: Key = "emergency-phone-thanks" if emergency else "contact-thanks"
            step.say(key, number=request.number, phone=request.contact_phone or "")
            if emergencies.lacks_phone(step):
                step.talk.purpose = ""
                step.settle()
            _go_on(step)


def _tell_moved(step: Step, request: RequestView) -> None:
    now = step.world.now
    step.settle()
    if request.status is Status.OFFERING:
        step.say(
            "moved",
            number=request.number,
            window=when_of(request, now),
            provider=request.provider_name or Term("nothing-yet"),
            due=Moment(request.due_at or now, now),
        )


def _go_on(step: Step) -> None:
    """A booking that was interrupted goes on."""
    if step.talk.draft is not None:
        back_to_question(step)


def on_refused(step: Step, refused: Refused) -> None:
    """An act did not work: say why in plain words and where things stand."""
    step.settle()
    if step.talk.pick is not None and step.talk.pick.request is not None:
        step.talk.pick = None
    request = refused.request
    if request is None:
        step.say("stale-button")
    elif refused.what == "rate":
        step.say("rating-refused", status=status_term(request.status))
    else:
        step.say("act-too-late", Choice("button-progress", "progress"), status=status_term(request.status))
    _go_on(step)
