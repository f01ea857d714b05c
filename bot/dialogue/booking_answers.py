"""Answers to what is asked while a repair is being booked; each handler is False where the words are no answer."""

from dataclasses import replace

from booking.terms import Intent, Route
from bot.dialogue import asides, emergencies, nearby, picking, places, questions, repeats
from bot.dialogue.asides import ASIDES
from bot.dialogue.booking_flow import drop, greet_problem, leave_out, next_problem, settle_doubt, submit
from bot.dialogue.doors import number_alone
from bot.dialogue.drafting import absorb, begin_draft, keep_words
from bot.dialogue.numbered import press_by_number
from bot.dialogue.onward import ask_next
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.understanding.meaning import Answer, Meaning, Who

_LONGEST_NAME = 20


def _on_facts(step: Step, meaning: Meaning) -> bool:
    """Facts answer any question of the booking, asked for or not."""
    if meaning.intent in ASIDES and meaning.intent is not Intent.RESCHEDULE:
        return False
    if step.talk.draft is None or (meaning.intent is Intent.REPORT and _adds_problem(step, meaning)):
        return False
    if not absorb(step, meaning):
        return False
    if meaning.outside is not None and meaning.where is None:
        return False
    ask_next(step)
    return True


def _tells_problem(meaning: Meaning) -> bool:
    return any(issue.route is Route.IN_HOME for issue in meaning.issues)


def _adds_problem(step: Step, meaning: Meaning) -> bool:
    return bool(meaning.issues) and step.talk.ask not in (Ask.PROBLEM, Ask.CATEGORY, Ask.CHANGE_WHAT)


def on_problem(step: Step, meaning: Meaning) -> bool:
    """What is broken, or more of it."""
    if meaning.intent in ASIDES or any(i.route is not Route.IN_HOME for i in meaning.issues):
        return False
    if meaning.answer.ordinal is not None and not meaning.issues:
        return False
    draft = begin_draft(step)
    detail = draft.issue is not None
    heard = absorb(step, meaning)
    if detail and not meaning.issues and not meaning.answer.skip:
        keep_words(draft, meaning)
    elif draft.issue is not None:
        greet_problem(step, fresh=True)
    if heard or draft.issue is not None:
        ask_next(step)
        return True
    return False


def on_doubt(step: Step, meaning: Meaning) -> bool:
    """Whether it is danger; an unclear answer counts as yes."""
    draft = step.talk.draft
    if draft is None or draft.doubt is None:
        return False
    if press_by_number(step, meaning):
        return True
    absorb(step, meaning)
    if meaning.answer.yes is not None:
        settle_doubt(step, real=meaning.answer.yes, meaning=meaning)
        return True
    if meaning.intent is Intent.REPORT and not meaning.danger_doubt and meaning.issues:
        settle_doubt(step, real=False, meaning=meaning)
        return True
    # an unclear answer about danger counts as danger
    settle_doubt(step, real=True, meaning=meaning)
    return True


def on_address(step: Step, meaning: Meaning) -> bool:
    """Where it is: a whole address, a part of one, or a place known from before."""
    draft = step.talk.draft
    if draft is None or meaning.intent in ASIDES:
        return False
    if meaning.answer.same_place and step.talk.where is not None:
        draft.where, draft.room_asked = step.talk.where, True
        ask_next(step)
        return True
    if draft.where is None and meaning.where is None and places.choose_by_number(step, meaning):
        ask_next(step)
        return True
    number = number_alone(meaning.text, draft.where)
    if number is not None:
        meaning = replace(meaning, where=number, when=None)
    if meaning.where is None:
        if meaning.outside is not None:
            step.say("outside-city", place=meaning.outside)
            questions.ask_address(step, draft)
            return True
        if step.talk.ask is Ask.ROOM and (meaning.answer.yes is False or meaning.answer.skip):
            ask_next(step)
            return True
        return _on_facts(step, meaning)
    absorb(step, meaning)
    if meaning.outside is not None and (draft.where is None or draft.where.district is None):
        draft.where = None
        step.say("outside-city", place=meaning.outside)
    ask_next(step)
    return True


def on_nearby(step: Step, meaning: Meaning) -> bool:
    """Which of the estates around a shared position: by yes or no, by name, or by place in the list (as a button)."""
    if meaning.where is None and meaning.answer.yes is not None and meaning.answer.ordinal is None:
        return nearby.answer(step, yes=meaning.answer.yes)
    if meaning.where is None and meaning.answer.ordinal is not None:
        return False
    return on_address(step, meaning)


def on_contact(step: Step, meaning: Meaning) -> bool:
    """Whom to call: a phone, a name, or both."""
    if emergencies.lacks_phone(step):
        return _on_emergency_phone(step, meaning)
    if meaning.intent is Intent.HUMAN and meaning.who is not None and meaning.who.name and absorb(step, meaning):
        ask_next(step)  # "call me Peter" answers the question whom to call
        return True
    if meaning.who is not None and meaning.who.phone and not _tells_problem(meaning) and absorb(step, meaning):
        ask_next(step)  # whatever else the words may mean, a phone is what was asked for
        return True
    if _is_name_alone(meaning):
        draft = begin_draft(step)
        draft.who = Who(name=meaning.text.strip(), phone=draft.who.phone if draft.who else None)
        ask_next(step)
        return True
    return _on_facts(step, meaning)


def _on_emergency_phone(step: Step, meaning: Meaning) -> bool:
    if meaning.issues or meaning.intent is Intent.CANCEL:
        return False
    if emergencies.hear_phone(step, meaning):
        return True
    if meaning.intent in ASIDES:
        return False
    emergencies.still_coming(step)
    return True


def _is_name_alone(meaning: Meaning) -> bool:
    """Asked whom to call, someone may answer with a name that nothing marks as one."""
    words = meaning.text.strip()
    plain = words.replace(" ", "").isalpha() and len(words) <= _LONGEST_NAME
    silent = meaning.who is None and meaning.where is None and meaning.when is None and not meaning.issues
    return plain and silent and meaning.intent is Intent.OTHER and meaning.answer == Answer()


def on_window(step: Step, meaning: Meaning) -> bool:
    """When someone may come: a time in words, or one of those shown."""
    pick = step.talk.pick
    if pick is None or meaning.intent in ASIDES - {Intent.RESCHEDULE}:
        return False
    if meaning.when is not None:
        absorb(step, meaning)
        pick.when = meaning.when
        picking.find(step)
        return True
    if pick.request is None and _on_facts(step, meaning):
        return True
    return picking.choose(step, meaning.answer)


def on_confirm(step: Step, meaning: Meaning) -> bool:
    """Whether what was understood is right: the word to book, a change, or no."""
    answer = meaning.answer
    if meaning.intent in ASIDES - {Intent.RESCHEDULE, Intent.CANCEL}:
        return False
    if answer.shift is not None:
        return picking.choose(step, answer)
    if _on_facts(step, meaning):
        return True
    if meaning.intent is Intent.REPORT and meaning.issues:
        return False
    if answer.yes:
        submit(step)
        return True
    if meaning.intent is Intent.CANCEL:
        named = {issue.category for issue in meaning.issues if issue.category is not None}
        if len(named) != 1 or not leave_out(step, named.pop()):
            drop(step)
        return True
    if answer.yes is False or answer.undo:
        questions.ask_change(step)
        return True
    return False


def on_change_what(step: Step, meaning: Meaning) -> bool:
    """What is to be changed, or that all may stay."""
    if _on_facts(step, meaning):
        return True
    if meaning.answer.shift is not None:
        return picking.choose(step, meaning.answer)
    if meaning.intent is Intent.CANCEL:
        drop(step)
        return True
    if meaning.answer.yes is not None or meaning.answer.skip:
        ask_next(step)
        return True
    return False


def on_next_problem(step: Step, meaning: Meaning) -> bool:
    """Whether the further problem is booked too."""
    if meaning.intent in ASIDES or (meaning.intent is Intent.REPORT and meaning.issues):
        return False
    if meaning.answer.yes is None and meaning.when is None and not meaning.answer.skip:
        return False
    next_problem(step, wanted=meaning.answer.yes is not False and not meaning.answer.skip, meaning=meaning)
    return True


def on_rework(step: Step, meaning: Meaning) -> bool:
    """Whether it is the same trouble as before; facts are taken and the question stays."""
    same = repeats.answer(meaning)
    if same is None:
        return _on_facts(step, meaning)
    absorb(step, meaning)
    if same:
        repeats.do_again(step)
    else:
        repeats.book_anew(step)
        ask_next(step)
    return True


def on_price(step: Step, meaning: Meaning) -> bool:
    """The kind of work whose prices are asked for."""
    category = next((issue.category for issue in meaning.issues if issue.category), None)
    step.settle()
    if category is None or meaning.intent in ASIDES - {Intent.PRICE}:
        return False
    asides.tell_prices(step, category, meaning.problem if meaning.intent is Intent.REPORT else "")
    return True
