"""A contact shared from an address book is whom to call on site, whoever it is."""

from bot.dialogue import afterwards, emergencies
from bot.dialogue.drafting import begin_draft
from bot.dialogue.onward import ask_next, back_to_question
from bot.dialogue.people import contact_of, merged, speaker
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft
from bot.understanding.meaning import Who


def on_contact(step: Step, who: Who, *, own: bool = False) -> None:
    """Take phone and name for what is being booked, else for the newest open request.

    Who shares the `own` contact while booking for someone else is not at that home, but reports.
    """
    if emergencies.lacks_phone(step):
        emergencies.take_phone(step, who)
    elif who.phone is None:
        step.say("contact-unusable", given=who.bad_phone or "")
        back_to_question(step)
    elif step.talk.draft is None and afterwards.give_contact(step, who):
        return
    else:
        draft = begin_draft(step)
        _take(step, draft, who, own=own)
        draft.bad_phone = None
        step.say("contact-kept", contact=contact_of(draft.who, draft.relation, speaker(step.talk)))
        ask_next(step)


def _take(step: Step, draft: Draft, who: Who, *, own: bool) -> None:
    known = draft.who or Who()
    if not own:
        draft.who = merged(known, who)
    elif draft.relation is None:
        draft.who = _by_told_name(known, who)
    elif step.talk.ask is Ask.CONTACT and known.phone is None:  # asked whom to call at that home: oneself
        draft.who, draft.caller, draft.relation = _by_told_name(draft.caller, who), None, None
    else:
        draft.caller = _by_told_name(draft.caller, who)


def _by_told_name(known: Who | None, who: Who) -> Who:
    """The own phone with the name that was told; the one of the messenger only where none was."""
    return Who(name=(known.name if known is not None else None) or who.name, phone=who.phone)
