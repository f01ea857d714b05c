"""Answers to what is asked about booked and finished visits; each is False where the words are no answer."""

from booking.terms import Intent
from bot.dialogue import afterwards, proposals, rating, second_thoughts
from bot.dialogue.asides import ASIDES
from bot.dialogue.booking_flow import keep
from bot.dialogue.step import Step
from bot.dialogue.views import RequestView
from bot.understanding.meaning import Answer, Meaning


def answer_to_news(step: Step, meaning: Meaning) -> bool:
    """A visit may have left a question: another window, does it work, how many stars, when to come again."""
    if meaning.intent in ASIDES - {Intent.COMPLAINT, Intent.RESCHEDULE}:
        return False
    waiting = afterwards.awaiting_verdict(step)
    if proposals.comes_before(step, waiting) and proposals.hear(step, meaning):
        return True
    if waiting is not None:
        return _answer_whether_it_works(step, meaning, waiting)
    rated = rating.awaiting_rating(step)
    if rated is not None and meaning.answer.stars is not None:
        rating.rate(step, rated.id, meaning.answer.stars)
        return True
    lost = afterwards.awaiting_new_time(step)
    if lost is not None and not meaning.issues and (meaning.when is not None or meaning.answer.yes):
        afterwards.ask_move(step, meaning, lost)
        return True
    return False


def _answer_whether_it_works(step: Step, meaning: Meaning, waiting: RequestView) -> bool:
    works = _works(meaning.answer)
    if works is not None:
        afterwards.give_verdict(step, waiting.id, works=works, words=meaning.problem)
    elif meaning.answer.stars is not None:
        rating.rate(step, waiting.id, meaning.answer.stars)
    else:
        return False
    return True


def _works(answer: Answer) -> bool | None:
    """Whether it works, as far as that was said."""
    if answer.yes is not None:
        return answer.yes
    return True if answer.solved else False if answer.failed else None


def about_booked(step: Step, meaning: Meaning) -> bool:
    """A fact alone, told when nothing is being booked, is about the request that is under way."""
    if second_thoughts.hear_time(step, meaning) or second_thoughts.hear_problem(step, meaning):
        return True
    if meaning.intent not in (Intent.OTHER, Intent.REPORT) or meaning.issues:
        return False
    if afterwards.hear_contact(step, meaning) or afterwards.hear_address(step, meaning):
        return True
    lone_time = meaning.intent is Intent.OTHER and meaning.when is not None and meaning.where is None
    if not lone_time or not afterwards.open_requests(step):
        return False
    afterwards.tell_progress(step)
    return True


def on_cancel_sure(step: Step, meaning: Meaning) -> bool:
    """Whether a booked visit is really cancelled."""
    if step.talk.about is None:
        return False
    if meaning.answer.keep:
        keep(step)
        return True
    if meaning.answer.yes or meaning.intent is Intent.CANCEL:
        afterwards.cancel(step, step.talk.about)
        return True
    if meaning.intent is Intent.RESCHEDULE or (meaning.when is not None and meaning.intent is Intent.OTHER):
        step.settle()
        afterwards.ask_move(step, meaning)
        return True
    if meaning.answer.yes is False:
        keep(step)
        return True
    return False


def on_which(step: Step, meaning: Meaning) -> bool:
    """Which request: by place in the list, by number, or by the kind of work."""
    active = afterwards.open_requests(step)
    chosen = next((r for r in active if str(r.number) in meaning.text), None) or meaning.answer.nth(active)
    if chosen is None:
        named = {i.category for i in meaning.issues}
        chosen = next((r for r in active if r.category in named), None)
    if chosen is None:
        return False
    purpose, step.talk.purpose = step.talk.purpose, ""
    step.settle()
    if purpose == "cancel":
        afterwards.ask_cancel(step, chosen)
    else:
        afterwards.ask_move(step, meaning, chosen)
    return True


def on_rating(step: Step, meaning: Meaning) -> bool:
    """How many stars, or none."""
    stars = meaning.answer.stars or meaning.answer.ordinal
    if step.talk.about is None or meaning.intent in ASIDES - {Intent.COMPLAINT}:
        return False
    if stars is not None and 1 <= stars <= 5:
        rating.rate(step, step.talk.about, stars, meaning.text)
        return True
    if meaning.answer.skip or meaning.answer.yes is False:
        rating.skip_rating(step, step.talk.about)
        return True
    return False


def on_comment(step: Step, meaning: Meaning) -> bool:
    """Words beside the stars, or none."""
    others = [r for r in afterwards.open_requests(step) if r.id != step.talk.about]
    if others and meaning.intent in (Intent.PROGRESS, Intent.CANCEL, Intent.RESCHEDULE):
        return False
    if meaning.intent is Intent.PRICE or (meaning.intent is Intent.REPORT and meaning.issues and meaning.when):
        return False
    skipped = meaning.answer.skip or (meaning.answer.yes is False and len(meaning.text) < 12)
    rating.comment(step, "" if skipped else meaning.text)
    return True
