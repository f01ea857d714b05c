"""Answers to the question whether all that was booked together is meant, or one of it."""

from bot.dialogue import afterwards, linked
from bot.dialogue.acts import Cancel
from bot.dialogue.booking_flow import keep
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.dialogue.views import RequestView
from bot.understanding.meaning import Meaning
from bot.understanding.visit_words import means_all


def press(step: Step, rest: str) -> bool:
    """The button for all, or for one of them; False where it is stale or forged."""
    asked = linked.asked(step)
    chosen = asked if rest == "all" else [request for request in asked if str(request.id) == rest]
    if step.talk.ask is not Ask.WHOLE_VISIT or not chosen:
        return False
    _do(step, chosen)
    return True


def answer(step: Step, meaning: Meaning) -> bool:
    """All, only the second, the toilet, neither; False where the words are no answer, or nothing of it is left."""
    asked = linked.asked(step)
    if not asked:  # it has begun or ended meanwhile, and the person was told so
        step.talk.pick = None
        step.settle()
        return False
    chosen = _chosen(asked, meaning)
    if chosen:
        _do(step, chosen)
    elif meaning.answer.yes is False:
        step.talk.pick = None
        keep(step)
    elif meaning.answer.yes or (means_all(meaning.text) and not meaning.issues):
        _do(step, asked)
    else:
        return False
    return True


def _chosen(asked: list[RequestView], meaning: Meaning) -> list[RequestView]:
    """Those that are named by number, place or kind of work."""
    by_number = [one for one in asked if str(one.number) in meaning.text]
    if by_number:
        return by_number
    named = {issue.category for issue in meaning.issues}
    by_kind = [one for one in asked if one.category in named]
    by_place = meaning.answer.nth(asked)
    return by_kind or ([by_place] if by_place is not None else [])


def _do(step: Step, chosen: list[RequestView]) -> None:
    purpose, step.talk.purpose = step.talk.purpose, ""
    step.settle()
    if purpose == "cancel":
        step.act(*[Cancel(request.id) for request in chosen])
        return
    first, *others = chosen
    pick = step.talk.pick
    wished = pick.when if pick is not None and pick.request is not None else None
    afterwards.move(step, first, wished, [other.id for other in others])
