"""A contact shared from an address book is whom to call on site, whoever it is."""

from bot.dialogue import afterwards, emergencies
from bot.dialogue.drafting import begin_draft
from bot.dialogue.onward import ask_next, back_to_question
from bot.dialogue.people import contact_of, merged, speaker
from bot.dialogue.step import Step
from bot.understanding.meaning import Who


def on_contact(step: Step, who: Who) -> None:
    """Take phone and name for what is being booked, else for the newest open request."""
    if emergencies.lacks_phone(step):
        emergencies.take_phone(step, who)
    elif who.phone is None:
        step.say("contact-unusable", given=who.bad_phone or "")
        back_to_question(step)
    elif step.talk.draft is None and afterwards.give_contact(step, who):
        return
    else:
        draft = begin_draft(step)
        draft.who, draft.bad_phone = merged(draft.who, who), None
        step.say("contact-kept", contact=contact_of(draft.who, draft.relation, speaker(step.talk)))
        ask_next(step)
