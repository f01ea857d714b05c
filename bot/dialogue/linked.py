"""Requests that were booked together: which they are, and the question whether all of them are meant."""

from collections.abc import Sequence

from booking.lifecycle import ENDED, LOST, Status
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term, when_of
from locales.args import Arg, Joined, Lines, Phrase
from locales.keys import Key

#: What can be called off, and what can be moved.
CANCELLABLE = frozenset(
    {
        Status.SUBMITTED,
        Status.OFFERING,
        Status.SCHEDULED,
        Status.ON_THE_WAY,
        *LOST,
    }
)
MOVABLE = frozenset({Status.OFFERING, Status.SCHEDULED, *LOST})


def booked_with(step: Step, request: RequestView) -> list[RequestView]:
    """The request and those that were booked with it and have not ended, the oldest first."""
    if request.group is None:
        return [request]
    found = [one for one in step.world.my_requests() if one.group == request.group and one.status not in ENDED]
    return sorted({one.id: one for one in [*found, request]}.values(), key=lambda one: one.id)


def by_visit(requests: Sequence[RequestView]) -> list[list[RequestView]]:
    """These requests shared out over the visits in which they are looked after, in their order."""
    visits: list[list[RequestView]] = []
    for request in requests:
        known = next((visit for visit in visits if visit[0].shares_visit(request)), None)
        if known is None:
            visits.append([request])
        else:
            known.append(request)
    return visits


def same_visit(step: Step, request: RequestView) -> list[RequestView]:
    """The request and those for which the same technician comes at the same time, the oldest first."""
    return [one for one in booked_with(step, request) if one.id == request.id or one.shares_visit(request)]


def are_one_booking(requests: Sequence[RequestView]) -> bool:
    """Whether these were all booked together."""
    return len(requests) > 1 and requests[0].group is not None and len({one.group for one in requests}) == 1


def ask_whole(step: Step, requests: Sequence[RequestView], purpose: str) -> None:
    """Ask whether all of these are to be cancelled or moved, or which one."""
    step.talk.about, step.talk.purpose = requests[0].id, purpose
    key: Key = "whole-cancel" if purpose == "cancel" else "whole-move"
    step.ask(
        Ask.WHOLE_VISIT,
        "ask-whole-cancel" if purpose == "cancel" else "ask-whole-move",
        Choice(key, "whole:all"),
        *[_only(request) for request in requests],
        Choice("button-keep" if purpose == "cancel" else "button-keep-time", "keep"),
        expects=Expects.CONFIRM,
        lines=Lines(tuple(_line(step, request) for request in requests)),
        number=numbers(requests),
    )


def _only(request: RequestView) -> Choice:
    told: dict[str, Arg] = {"number": request.number, "category": category_term(request.category)}
    return Choice("button-only", f"whole:{request.id}", told)


def _line(step: Step, request: RequestView) -> Phrase:
    return Phrase(
        "whole-line",
        (
            ("number", request.number),
            ("category", category_term(request.category)),
            ("window", when_of(request, step.world.now)),
        ),
    )


def numbers(requests: Sequence[RequestView]) -> Joined:
    """The numbers people read out."""
    return Joined(tuple(str(request.number) for request in requests))


def names(requests: Sequence[RequestView]) -> Joined:
    """The kinds of work."""
    return Joined(tuple(category_term(request.category) for request in requests))


def asked(step: Step) -> list[RequestView]:
    """The requests that the open question is about, as far as it still makes sense."""
    about = step.world.request(step.talk.about) if step.talk.about is not None else None
    if about is None:
        return []
    if step.talk.purpose == "cancel":
        return [one for one in booked_with(step, about) if one.status in CANCELLABLE]
    return [one for one in same_visit(step, about) if one.status in MOVABLE]


def ask_whole_again(step: Step) -> None:
    """The question is still open."""
    requests = asked(step)
    if len(requests) > 1:
        ask_whole(step, requests, step.talk.purpose)
    else:
        step.settle()
