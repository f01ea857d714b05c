"""Facts that are told beside something else: an aside to the bot, or words to a person."""

from dataclasses import replace

from booking.terms import Intent
from bot.dialogue import questions
from bot.dialogue.drafting import absorb
from bot.dialogue.step import Step
from bot.understanding.meaning import Meaning


def learn_lacking(step: Step, meaning: Meaning) -> None:
    """Take the facts that the draft lacks, so that they need not be asked again; nothing known is changed by it."""
    draft = step.talk.draft
    if draft is None:
        return
    known = draft.who is not None and draft.who.phone is not None
    lacks_time = draft.when is None and step.talk.pick is None
    missing = replace(
        meaning,
        intent=Intent.OTHER,
        issues=(),
        where=None if questions.place_is_known(draft) else meaning.where,
        who=None if known else meaning.who,
        when=meaning.when if lacks_time else None,
    )
    people = (draft.who, draft.caller, draft.relation)
    absorb(step, missing)
    if known:
        draft.who, draft.caller, draft.relation = people
