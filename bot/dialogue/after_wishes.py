"""What a resident asks for after a visit, in words or by button: other stars, the receipt, rework."""

from collections.abc import Callable, Sequence

from booking.lifecycle import Status
from bot.dialogue import afterwards, rating, receipts, rework
from bot.dialogue.onward import back_to_question
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term
from bot.understanding.meaning import Meaning

#: So many requests are shown to choose from.
_SHOWN = 4
#: A wish has at most so many characters.
_SHORT = {"zh": 12, "en": 36}


def hear(step: Step, meaning: Meaning) -> bool:
    """Do what is asked for; False where the words ask for nothing of this kind, or nothing was ever booked."""
    wish = meaning.answer.wish
    if wish is None or _is_comment(step, meaning):
        return False
    requests = step.world.my_requests()
    if not requests:
        return False
    able = [request for request in requests if _ABLE[wish](step, request)]
    if meaning.issues:  # a thing is named: it is about that, or a problem of its own
        named = {issue.category for issue in meaning.issues}
        able = [request for request in able if request.category in named]
        if not able:
            return False
    if len(able) > 1:
        _ask_which(step, wish, able[:_SHOWN])
        return True
    _do(step, wish, able[0] if able else requests[0], meaning)
    return True


def _is_comment(step: Step, meaning: Meaning) -> bool:
    """Asked for words beside the stars, people may tell of a receipt; a wish for one is short."""
    return step.talk.ask is Ask.COMMENT and len(meaning.text) > _SHORT[meaning.lang]


def press(step: Step, wish: str, request: RequestView) -> None:
    """Do what a button asks for."""
    _DEEDS[wish](step, request)
    _go_on(step, wish, request)


def _do(step: Step, wish: str, request: RequestView, meaning: Meaning) -> None:
    stars = meaning.answer.stars
    if wish == "rerate" and stars is not None and rating.can_change(step, request):
        rating.rate(step, request.id, stars)
        return
    _DEEDS[wish](step, request)
    _go_on(step, wish, request)


def _go_on(step: Step, wish: str, request: RequestView) -> None:
    """A receipt is an aside, and whether it works stays open; the others open a question of their own."""
    if wish != "receipt":
        return
    if request.status is Status.DONE and step.talk.ask is Ask.NOTHING and step.talk.draft is None:
        afterwards.ask_verdict(step, request)
    else:
        back_to_question(step)


def _ask_which(step: Step, wish: str, requests: Sequence[RequestView]) -> None:
    buttons = [
        Choice(
            "button-request",
            f"{wish}:{request.id}",
            {"number": request.number, "category": category_term(request.category)},
        )
        for request in requests
    ]
    step.say("which-request", *buttons, expects=Expects.CONFIRM)


def _has_receipt(step: Step, request: RequestView) -> bool:
    return step.world.receipt(request.id) is not None


_ABLE: dict[str, Callable[[Step, RequestView], bool]] = {
    "rerate": rating.can_change,
    "receipt": _has_receipt,
    "rework": lambda step, request: rework.is_due(request, step.world.now),
}
_DEEDS: dict[str, Callable[[Step, RequestView], None]] = {
    "rerate": rating.ask_other_stars,
    "receipt": receipts.tell,
    "rework": rework.ask_for,
}
