"""After booking: progress, cancelling, moving, the verdict and the rating."""

from collections.abc import Sequence

from booking.lifecycle import ENDED, Status
from booking.terms import Urgency
from bot.dialogue import picking
from bot.dialogue.acts import Cancel, Comment, Escalate, Rate, Verdict
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Pick
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term, status_term, when_of
from bot.understanding.meaning import Meaning
from locales.args import Lines, Phrase, Term
from locales.keys import Key

_CANCELLABLE = frozenset(
    {
        Status.SUBMITTED,
        Status.OFFERING,
        Status.SCHEDULED,
        Status.ON_THE_WAY,
        Status.NO_SHOW,
        Status.UNRESOLVED,
    }
)
_MOVABLE = frozenset({Status.OFFERING, Status.SCHEDULED, Status.NO_SHOW, Status.UNRESOLVED})
_DETAILS: dict[Status, Key] = {
    Status.SUBMITTED: "progress-offering",
    Status.OFFERING: "progress-offering",
    Status.SCHEDULED: "progress-scheduled",
    Status.ON_THE_WAY: "progress-on-the-way",
    Status.IN_PROGRESS: "progress-in-progress",
    Status.DONE: "progress-done",
    Status.CONFIRMED: "progress-confirmed",
    Status.NO_SHOW: "progress-no-show",
    Status.UNRESOLVED: "progress-unresolved",
    Status.CLOSED: "progress-closed",
    Status.CANCELLED: "progress-cancelled",
}


def open_requests(step: Step) -> list[RequestView]:
    """The person's requests that have not ended, the newest first."""
    return [r for r in step.world.my_requests() if r.status not in ENDED]


def tell_progress(step: Step) -> None:
    """Say where everything stands; with one request in detail."""
    active = open_requests(step)
    if not active:
        last = step.world.my_requests()
        if last:
            tell_one(step, last[0])
        else:
            step.say("progress-none")
        return
    if len(active) == 1:
        tell_one(step, active[0])
        return
    step.say("progress-list", lines=Lines(tuple(_line(step, request) for request in active)))


def _line(step: Step, request: RequestView) -> Phrase:
    return Phrase(
        "progress-line",
        (
            ("number", request.number),
            ("category", category_term(request.category)),
            ("status", status_term(request.status)),
            ("window", when_of(request, step.world.now)),
        ),
    )


def tell_one(step: Step, request: RequestView) -> None:
    """Where one request stands, with what can be done about it."""
    step.say(
        _DETAILS[request.status],
        *_next_choices(request),
        number=request.number,
        category=category_term(request.category),
        window=when_of(request, step.world.now),
        provider=request.provider_name or Term("nothing-yet"),
        technician=request.technician_name or Term("someone"),
        phone=request.provider_phone or "",
    )


def _next_choices(request: RequestView) -> list[Choice]:
    made: list[Choice] = []
    if request.status is Status.DONE:
        made += verdict_choices(request.id)
    if request.status in _MOVABLE and request.urgency is not Urgency.EMERGENCY:
        made.append(Choice("button-move", f"move:{request.id}"))
    if request.status in _CANCELLABLE:
        made.append(Choice("button-cancel", f"cancel:{request.id}"))
    return made


def verdict_choices(request_id: int) -> list[Choice]:
    """Buttons for: does it work now?"""
    return [
        Choice("button-works", f"works:{request_id}"),
        Choice("button-not-fixed", f"bad:{request_id}"),
    ]


def rating_choices(request_id: int) -> list[Choice]:
    """Buttons for one to five stars."""
    return [Choice("button-stars", f"rate:{request_id}:{stars}", {"stars": stars}) for stars in (5, 4, 3, 2, 1)]


def ask_cancel(step: Step, request: RequestView | None = None) -> None:
    """Ask whether to cancel, and which one where there are several; the rule is told before."""
    active = [r for r in open_requests(step) if r.status in _CANCELLABLE]
    if request is None and len(active) > 1:
        _ask_which(step, active, "cancel")
        return
    chosen = request or (active[0] if active else None)
    if chosen is None:
        step.say("cancel-none")
        return
    if chosen.status not in _CANCELLABLE:
        tell_one(step, chosen)
        return
    step.talk.about = chosen.id
    step.ask(
        Ask.CANCEL_SURE,
        "cancel-sure",
        Choice("button-cancel-yes", f"cancelok:{chosen.id}"),
        Choice("button-keep", "keep"),
        expects=Expects.CONFIRM,
        number=chosen.number,
        category=category_term(chosen.category),
        window=when_of(chosen, step.world.now),
    )


def cancel(step: Step, request_id: int) -> None:
    """Cancel for good."""
    step.settle()
    step.act(Cancel(request_id))


def ask_move(step: Step, meaning: Meaning | None, request: RequestView | None = None) -> None:
    """Find another window for a booked visit, with the same firm first."""
    active = [r for r in open_requests(step) if r.status in _MOVABLE and r.urgency is not Urgency.EMERGENCY]
    if request is None and len(active) > 1:
        _ask_which(step, active, "move")
        return
    chosen = request or (active[0] if active else None)
    if chosen is not None and chosen.danger is not None and chosen.status in (Status.NO_SHOW, Status.UNRESOLVED):
        step.act(Escalate(chosen.id, chosen.danger, ""))  # an emergency waits for no window
        return
    if chosen is None or chosen not in active:
        if chosen is not None:
            tell_one(step, chosen)
        else:
            step.say("move-none")
        return
    rework = chosen.status in (Status.NO_SHOW, Status.UNRESOLVED)
    step.talk.pick = Pick(request=chosen.id, rework=rework, when=meaning.when if meaning else None)
    picking.find_window(step)


def _ask_which(step: Step, requests: Sequence[RequestView], purpose: str) -> None:
    step.talk.purpose = purpose
    step.ask(
        Ask.WHICH,
        "which-request",
        *[
            Choice(
                "button-request",
                f"{purpose}:{r.id}",
                {"number": r.number, "category": category_term(r.category)},
            )
            for r in requests
        ],
        expects=Expects.CONFIRM,
    )


def awaiting_verdict(step: Step) -> RequestView | None:
    """The newest request of which the person has yet to say whether it works."""
    return next((r for r in step.world.my_requests() if r.status is Status.DONE), None)


def awaiting_rating(step: Step) -> RequestView | None:
    """The newest request that works and has no stars yet."""
    return next((r for r in step.world.my_requests() if r.status is Status.CONFIRMED and r.stars is None), None)


def give_verdict(step: Step, request_id: int, *, works: bool, words: str = "") -> None:
    """The resident says whether it works now."""
    step.act(Verdict(request_id, works, words))


def ask_rating(step: Step, request: RequestView) -> None:
    """Ask for stars."""
    step.talk.about = request.id
    step.ask(Ask.RATING, "ask-rating", *rating_choices(request.id), expects=Expects.RATING)


def rate(step: Step, request_id: int, stars: int) -> None:
    """Give stars."""
    step.act(Rate(request_id, stars))


def ask_comment(step: Step, request: RequestView) -> None:
    """Thank for the stars and ask for words."""
    low = request.stars is not None and request.stars <= 2
    step.talk.about = request.id
    step.ask(
        Ask.COMMENT,
        "ask-comment-low" if low else "ask-comment",
        Choice("button-skip", f"skip:{request.id}"),
        expects=Expects.COMMENT,
    )


def comment(step: Step, words: str) -> None:
    """Give words, or none, and be done with it."""
    if step.talk.about is not None:
        step.act(Comment(step.talk.about, words[:1000]))
    step.settle()
