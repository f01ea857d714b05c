"""Tells a resident how an act went, and goes on from there."""

from collections.abc import Sequence

from booking.lifecycle import Status
from booking.terms import Urgency
from bot.dialogue import afterwards, booking_flow, emergencies, filing, linked, proposals, rating, rework, surge
from bot.dialogue.events import Refused
from bot.dialogue.onward import back_to_question
from bot.dialogue.says import Choice
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term, status_term, when_of
from locales.args import Lines, Moment, Phrase, Term
from locales.keys import Key


def on_submitted(step: Step, request: RequestView, also: Sequence[RequestView] = ()) -> None:
    """The request is stored: say its number, who is asked, and by when there is an answer."""
    if request.urgency is Urgency.EMERGENCY and request.danger is not None:
        booking_flow.remember(step)
        emergencies.on_sent(step, request)
        return
    if also:
        _tell_several(step, [request, *also])
    elif request.status is Status.OFFERING:
        step.say(
            "submitted",
            number=request.number,
            provider=request.provider_name or Term("nothing-yet"),
            window=when_of(request, step.world.now),
            due=Moment(request.due_at or step.world.now, step.world.now),
        )
    else:
        step.say("submitted-unplaced", number=request.number)
    surge.tell_expected(step, request)
    booking_flow.booked(step, [request.id, *(one.id for one in also)])
    if step.talk.ask is Ask.NOTHING:
        filing.ask(step)  # what was told beside the repair, and not answered yet


def _tell_several(step: Step, requests: Sequence[RequestView]) -> None:
    """One line for each visit, with the numbers of its problems."""
    step.say(
        "submitted-several", lines=Lines(tuple(_submitted_line(step, visit) for visit in linked.by_visit(requests)))
    )


def _submitted_line(step: Step, visit: Sequence[RequestView]) -> Phrase:
    first, now = visit[0], step.world.now
    return Phrase(
        "submitted-line",
        (
            ("number", linked.numbers(visit)),
            ("category", linked.names(visit)),
            ("window", when_of(first, now)),
            ("provider", first.provider_name or Term("nothing-yet")),
            ("due", Moment(first.due_at or now, now)),
        ),
    )


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
        case "agree" | "stay":
            proposals.on_answered(step, request)
            back_to_question(step)
        case "works":
            step.say("works-thanks", number=request.number)
            if rating.wants_stars(request):
                rating.ask_rating(step, request)
        case "not_fixed":
            sorry: Key = "not-fixed-sorry" if request.danger is None else "not-fixed-danger"
            step.say(sorry, number=request.number)
            afterwards.ask_move(step, None, request)
        case "rate":
            rating.ask_details(step, request)
        case "reason":
            rating.note_reason(step, request)
        case "comment":
            rating.thank(step, request)
            _go_on(step)
        case "unrated":
            step.say("rating-skipped")
            _go_on(step)
        case "words":
            step.say("words-added", number=request.number)
        case "escalate":
            emergencies.on_sent(step, request)
        case "note":
            step.say("note-passed", number=request.number)
            _go_on(step)
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
            number=linked.numbers(linked.same_visit(step, request)),
            window=when_of(request, now),
            provider=request.provider_name or Term("nothing-yet"),
            due=Moment(request.due_at or now, now),
        )
        surge.tell_expected(step, request)


def _go_on(step: Step) -> None:
    """A booking that was interrupted goes on."""
    if step.talk.draft is not None:
        back_to_question(step)


def on_refused(step: Step, refused: Refused) -> None:
    """An act did not work: say why in plain words and where things stand."""
    if refused.what == "answerproposal":
        step.say("proposal-over", Choice("button-progress", "progress"))
        back_to_question(step)
        return
    step.settle()
    if step.talk.pick is not None and step.talk.pick.request is not None:
        step.talk.pick = None
    request = refused.request
    if request is None:
        step.say("stale-button")
    elif refused.what in ("rate", "givereason", "comment"):
        rating.ask_other_stars(step, request)
    elif refused.why == "warranty":
        rework.refuse(step, request)
    else:
        step.say("act-too-late", Choice("button-progress", "progress"), status=status_term(request.status))
    _go_on(step)
