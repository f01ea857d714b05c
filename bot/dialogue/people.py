"""Two people of one booking: who is at home and is called, and who reports and gets the messages."""

from booking.terms import Relation
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft, Talk
from bot.dialogue.views import RequestView
from bot.understanding.meaning import Meaning, Who
from bot.understanding.people_words import People, read_people
from locales.args import Arg, Phrase, Term


def hear_people(step: Step, draft: Draft, meaning: Meaning) -> bool:
    """Take whom to call and who reports out of a message; True when either is new."""
    people = read_people(meaning.text)
    before = (draft.who, draft.caller, draft.relation)
    if people.relation is not None and people.relation != draft.relation:
        if draft.relation is None:
            draft.caller, draft.who = draft.who, None  # who was to be called until now is the one who reports
        draft.relation = people.relation
    elif people.call_me and draft.relation is not None:
        draft.who, draft.caller, draft.relation = draft.caller or Who(), None, None
    _hear_numbers(step, draft, meaning, people)
    return (draft.who, draft.caller, draft.relation) != before or draft.bad_phone is not None


def _hear_numbers(step: Step, draft: Draft, meaning: Meaning, people: People) -> None:
    who = meaning.who
    if draft.relation is not None and people.caller is not None:
        draft.caller = merged(draft.caller, people.caller)
        who = people.on_site
        lacks_phone = draft.who is None or draft.who.phone is None
        if who is None and step.talk.ask is Ask.CONTACT and people.caller.phone is not None and lacks_phone:
            draft.who, draft.caller, draft.relation = draft.caller, None, None  # asked whom to call: oneself
    if who is None:
        return
    known = draft.who or Who()
    asked = step.talk.ask is Ask.CONTACT or known.phone is None or meaning.answer.correction
    draft.bad_phone = who.bad_phone if asked and who.phone is None else None
    if who.phone is not None or who.name is not None:
        draft.who = merged(known, who)


def merged(known: Who | None, told: Who) -> Who:
    """What is told now, with what was known where nothing new is told."""
    known = known or Who()
    return Who(name=told.name or known.name, phone=told.phone or known.phone)


def speaker(talk: Talk) -> Who | None:
    """The one who reports in this draft, to be remembered for the next."""
    draft = talk.draft
    if draft is None:
        return talk.who
    return draft.who if draft.relation is None else draft.caller or talk.who


def contact_of(who: Who | None, relation: Relation | None, caller: Who | None, *, no_phone: Arg = "") -> Arg:
    """Whom to call, in one piece; with who reports where that is someone else."""
    called = _named(who) or no_phone
    if relation is None:
        return called
    reports = _named(caller) or Term("caller-here")
    return Phrase("contact-two", (("relation", relation_term(relation)), ("contact", called), ("caller", reports)))


def contact_told(request: RequestView) -> Arg:
    """Whom to call, as who comes is told: with the relation, and who reports where that is someone else."""
    caller = Who(request.caller_name, request.caller_phone)
    who = Who(request.contact_name, request.contact_phone)
    if request.relation is None:
        return contact_of(who if request.contact_phone else None, None, None, no_phone=Term("no-phone"))
    return contact_of(who, request.relation, caller if caller != Who() else None, no_phone=Term("no-phone"))


def relation_term(relation: Relation) -> Term:
    """The word for what someone is to the one who reports."""
    return Term(f"relation-{relation}")


def _named(who: Who | None) -> str:
    return " ".join(part for part in (who.name, who.phone) if part) if who else ""
