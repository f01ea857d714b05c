"""Offers one safe thing to try before a visit, beside the next question and never in its way."""

from booking.terms import Urgency
from bot.dialogue.says import Choice
from bot.dialogue.step import Step
from bot.dialogue.talk import Draft
from bot.dialogue.tips import Tip, find_tip, tip_of
from locales.args import Lines, Phrase


def offer(step: Step, draft: Draft) -> None:
    """Tell the steps that fit the draft's problem, once a problem; nothing where danger is or was possible."""
    tip = _fitting(draft)
    if tip is None:
        return
    draft.tip, step.talk.tip_shown = tip.code, True
    step.say(
        "self-help",
        Choice("button-solved", f"help:ok:{tip.code}"),
        Choice("button-no-help", f"help:no:{tip.code}"),
        steps=Lines(
            tuple(Phrase("self-help-step", (("number", n), ("words", words))) for n, words in enumerate(tip.steps, 1))
        ),
        never=tip.never,
    )


def _fitting(draft: Draft) -> Tip | None:
    issue = draft.issue
    if issue is None or issue.urgency is Urgency.EMERGENCY or draft.danger is not None or draft.doubt is not None:
        return None
    if draft.tip is not None:
        offered = tip_of(draft.tip)
        if offered is None or offered.category is issue.category:
            return None
    return find_tip(issue.category, draft.told, draft.words)
