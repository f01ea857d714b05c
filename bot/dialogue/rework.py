"""Rework: one tap for a free second visit while the warranty runs."""

from datetime import datetime

from booking.lifecycle import Status
from booking.terms import SHANGHAI, Urgency
from bot.dialogue.acts import Rework
from bot.dialogue.says import Choice, Say
from bot.dialogue.step import Step
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term
from locales.args import Arg, Day

#: Work is finished, and nothing is under way about it.
FINISHED = frozenset({Status.DONE, Status.CONFIRMED, Status.CLOSED})


def is_due(request: RequestView, now: datetime) -> bool:
    """Whether the next visit is free. What a crew did in an emergency was help, no repair under warranty."""
    until = request.warranty_until
    return (
        request.status in FINISHED
        and request.urgency is not Urgency.EMERGENCY
        and until is not None
        and now.astimezone(SHANGHAI).date() <= until
    )


def choices_for(request: RequestView, now: datetime) -> list[Choice]:
    """The button for rework, where it is due and the resident has said whether it works."""
    open_verdict = request.status is Status.DONE
    return [Choice("button-rework", f"rework:{request.id}")] if is_due(request, now) and not open_verdict else []


def ask_for(step: Step, request: RequestView, words: str = "") -> None:
    """Arrange rework, or say why not and what else can be done."""
    if is_due(request, step.world.now):
        step.act(Rework(request.id, words))
    elif request.status not in FINISHED:
        step.say("rework-not-now", Choice("button-progress", "progress"), number=request.number)
    else:
        refuse(step, request)


def refuse(step: Step, request: RequestView) -> None:
    """The warranty is over, or there is none: it can be booked like any other repair."""
    book = (Choice("button-book-this", f"cat:{request.category}"),) if request.category else ()
    values: dict[str, Arg] = {"number": request.number, "category": category_term(request.category)}
    if request.warranty_until is None:
        step.put(Say("warranty-none", values, book))
    else:
        step.put(Say("warranty-over", values | {"day": Day(request.warranty_until)}, book))
