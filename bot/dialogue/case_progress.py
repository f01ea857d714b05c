"""Where a resident's cases and referrals stand, asked for in chat at any time."""

from collections.abc import Sequence

from booking.terms import Intent, Route
from bot.dialogue import afterwards
from bot.dialogue.case_wording import case_values, matter_name
from bot.dialogue.says import Expects
from bot.dialogue.step import Step
from bot.dialogue.views import CaseView
from bot.understanding.case_words import ROUTES, asks_where_it_stands, read_matters
from bot.understanding.meaning import Meaning
from locales.args import Moment
from locales.keys import Key
from oversight.case_rules import ENDS, Stage


def take(step: Step, meaning: Meaning) -> bool:
    """Answer a message that asks where cases stand; False when it asks nothing of them."""
    asked = meaning.intent is Intent.PROGRESS or asks_where_it_stands(meaning.text)
    if not asked or any(issue.route is Route.IN_HOME for issue in meaning.issues):
        return False
    cases = step.world.my_cases()
    meant = [case for case in cases if str(case.number) in meaning.text]
    named = {code for route in ROUTES for code in read_matters(meaning.text, route)}
    meant = meant or [case for case in cases if case.matter in named]
    if meant:
        _tell_each([case for case in meant if case.stage not in ENDS] or meant[:1], step)
        return True
    if _tell_referral(step, named):
        return True
    return not named and _tell_all(step, cases)


def _tell_all(step: Step, cases: Sequence[CaseView]) -> bool:
    """Nothing was named: everything that is open, else the last case where nothing else was asked for either."""
    still = [case for case in cases if case.stage not in ENDS]
    if step.world.my_requests():
        if not still:
            return False
        if afterwards.open_requests(step):
            afterwards.tell_progress(step)
    if not cases:
        return False
    _tell_each(still or cases[:1], step)
    return True


def tell_open(step: Step) -> None:
    """Where every open case stands."""
    _tell_each([case for case in step.world.my_cases() if case.stage not in ENDS], step)


def _tell_each(cases: Sequence[CaseView], step: Step) -> None:
    for case in cases[:3]:
        values = case_values(case, step.world.now)
        step.say(_KEYS.get(case.stage, "case-progress"), expects=Expects.NONE, urgent=False, **values)


_KEYS: dict[Stage, Key] = {Stage.CLOSED: "case-progress-closed", Stage.DISMISSED: "case-progress-dismissed"}


def _tell_referral(step: Step, named: set[str]) -> bool:
    """A utility has no stages: say again whom to call, and when it was told."""
    found = next((told for told in step.world.referrals() if told.matter in named), None)
    if found is None:
        return False
    told_at = Moment(found.at, step.world.now)
    step.say("referral-told", matter=matter_name(found.matter), number=found.number, at=told_at)
    return True
