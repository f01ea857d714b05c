"""What residents are told while a surge lasts: danger first, then how long it takes as things stand."""

from datetime import datetime, timedelta

from booking.terms import Danger, Urgency
from bot.dialogue import bundle
from bot.dialogue.drafting import absorb, drop_hold
from bot.dialogue.step import Step
from bot.dialogue.talk import Draft
from bot.dialogue.views import RequestView
from bot.dialogue.wording import district_term, span
from bot.understanding.frail_words import tells_of_frail
from bot.understanding.meaning import Meaning
from locales.args import Arg, Phrase, Term

#: The concept of people who need help; a clause that tells nothing else is not about being shut in.
_FRAIL = frozenset({"vulnerable"})
_MINUTES_UNTIL = timedelta(minutes=90)
_HOURS_UNTIL = timedelta(hours=36)


def tell(step: Step, draft: Draft) -> None:
    """Once for each problem, as soon as its district is known: what goes first, and the soonest time that is free."""
    where, issue = draft.where, draft.issue
    if draft.surge_told or issue is None or where is None or where.district is None:
        return
    draft.surge_told = True
    if step.world.surge(where.district) is None:
        return
    told, waits = bundle.categories(step), bundle.can_wait(step)
    main = told[0] if told else None
    found = step.world.windows(where.district, main, bundle.urgency(step), also=told[1:], waits=waits)
    soonest: Arg = (
        Phrase("surge-soonest", (("window", span(found[0], step.world.now)),)) if found else Term("surge-nobody")
    )
    turn = Term("surge-turn-later" if waits else "surge-turn-first")
    step.say("surge-wait", district=district_term(where.district), soonest=soonest, turn=turn)


def hear_frail(step: Step, meaning: Meaning) -> bool:
    """Words that somebody at home is frail, as was asked for: nearer times are offered. False where more is told."""
    draft = step.talk.draft
    if draft is None or not draft.surge_told or draft.frail or meaning.issues or meaning.danger is not None:
        return False
    told_more = any(clause - _FRAIL for clause in meaning.told) or meaning.danger_doubt not in (None, Danger.LOCKED_IN)
    if told_more or draft.issue is None or not tells_of_frail(meaning.text):
        return False
    absorb(step, meaning)
    drop_hold(step)
    step.talk.pick = None
    step.say("surge-turn-first")
    return True


def tell_expected(step: Step, request: RequestView) -> None:
    """How long it takes until the visit that was just booked, where that was reckoned because many wait."""
    if request.expected_at is not None and request.urgency is not Urgency.EMERGENCY:
        step.say("surge-expected", number=request.number, wait=wait_told(request, step.world.now))


def wait_told(request: RequestView, now: datetime) -> Arg:
    """How long it takes from now on, as roughly as it is known."""
    wait = max((request.expected_at or now) - now, timedelta(minutes=10))
    if wait < _MINUTES_UNTIL:
        return Phrase("surge-minutes", (("count", 10 * round(wait / timedelta(minutes=10))),))
    if wait < _HOURS_UNTIL:
        return Phrase("surge-hours", (("count", round(wait / timedelta(hours=1))),))
    return Phrase("surge-days", (("count", round(wait / timedelta(days=1))),))
