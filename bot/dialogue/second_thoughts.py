"""A change of mind after booking: another time moves the visit, other words about the problem reach the firm."""

from booking.lifecycle import Status
from booking.terms import Intent, Route, Urgency
from bot.dialogue import afterwards
from bot.dialogue.acts import AddWords
from bot.dialogue.says import Choice
from bot.dialogue.step import Step
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term
from bot.understanding.meaning import Meaning

#: A time in so few characters tells nothing else.
_SHORT = 24
_BEFORE_VISIT = frozenset({Status.SUBMITTED, Status.OFFERING, Status.SCHEDULED, Status.ON_THE_WAY})


def hear_time(step: Step, meaning: Meaning) -> bool:
    """A time put right, or told alone, when nothing is being booked moves the visit; False when it is not that."""
    alone = len(meaning.text) <= _SHORT and meaning.intent is Intent.OTHER  # what else could it be about?
    corrected = meaning.answer.correction or meaning.answer.yes is False or alone
    if not corrected or meaning.when is None or meaning.where is not None or meaning.issues:
        return False
    if meaning.intent not in (Intent.OTHER, Intent.REPORT) or not afterwards.open_requests(step):
        return False
    afterwards.ask_move(step, meaning)
    return True


def hear_problem(step: Step, meaning: Meaning) -> bool:
    """What is broken, put right after booking. The same kind of work: the firm is told, and nothing else is asked.

    Another kind becomes a request of its own: False, so that it is booked, after saying what becomes of the first.
    """
    booked = _booked(step)
    named = [issue for issue in meaning.issues if issue.route is Route.IN_HOME]
    if booked is None or not named or not meaning.answer.correction or meaning.intent is not Intent.REPORT:
        return False
    if any(issue.category is booked.category for issue in named):
        step.act(AddWords(booked.id, meaning.problem[:300]))
        return True
    step.say(
        "other-kind",
        Choice("button-cancel", f"cancel:{booked.id}"),
        number=booked.number,
        category=category_term(booked.category),
    )
    return False


def _booked(step: Step) -> RequestView | None:
    """The newest request that awaits its visit, unless it is an emergency."""
    waiting = (request for request in afterwards.open_requests(step) if request.status in _BEFORE_VISIT)
    found = next(waiting, None)
    return found if found is not None and found.urgency is not Urgency.EMERGENCY else None
