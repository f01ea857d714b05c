"""Takes a message as the answer to the question that is open, or says that it is none."""

from collections.abc import Callable
from dataclasses import replace

from booking.terms import Intent, Route
from bot.dialogue import (
    afterwards,
    asides,
    buttons,
    emergencies,
    filing,
    nearby,
    picking,
    places,
    proposals,
    questions,
    rating,
    repeats,
    second_thoughts,
    whole,
)
from bot.dialogue.booking_flow import (
    begin_chosen,
    drop,
    greet_problem,
    keep,
    leave_out,
    next_problem,
    settle_doubt,
    submit,
)
from bot.dialogue.doors import number_alone
from bot.dialogue.drafting import absorb, begin_draft, keep_words
from bot.dialogue.onward import ask_next
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.dialogue.views import RequestView
from bot.understanding.case_words import wants_filed
from bot.understanding.meaning import Answer, Meaning, Who

_LONGEST_NAME = 20
_ASIDES = frozenset({Intent.PROGRESS, Intent.CANCEL, Intent.PRICE, Intent.HUMAN, Intent.COMPLAINT, Intent.RESCHEDULE})


def answer_open_question(step: Step, meaning: Meaning) -> bool:
    """Take the message as the answer to what was asked; False when it is none."""
    if proposals.asked_last(step) and proposals.hear(step, meaning):
        return True
    if _nothing_under_way(step) and (_answer_to_news(step, meaning) or _about_booked(step, meaning)):
        return True
    if step.talk.priced is not None and step.talk.ask is Ask.NOTHING and meaning.answer.yes:
        begin_chosen(step, begin_draft(step), step.talk.priced)
        return True
    if step.talk.matters and not meaning.issues and wants_filed(meaning.text):
        filing.agree(step)
        return True
    handler = _HANDLERS.get(step.talk.ask)
    if handler is not None and handler(step, meaning):
        return True
    return _press_by_number(step, meaning)


def _nothing_under_way(step: Step) -> bool:
    """Whether a message may answer what was told since: no question is open, or only what is broken."""
    draft = step.talk.draft
    return step.talk.ask in (Ask.NOTHING, Ask.PROBLEM, Ask.CATEGORY) and (draft is None or draft.is_idle())


def _press_by_number(step: Step, meaning: Meaning) -> bool:
    """A number alone stands for the button at that place, where numbers mean nothing else."""
    action = meaning.answer.nth(step.talk.shown)
    if action is None or step.talk.ask in _OWN_NUMBERS or meaning.issues or meaning.where or meaning.when:
        return False
    buttons.press(step, action)
    return True


def _answer_to_news(step: Step, meaning: Meaning) -> bool:
    """A visit may have left a question: another window, does it work, how many stars, when to come again."""
    if meaning.intent in _ASIDES - {Intent.COMPLAINT, Intent.RESCHEDULE}:
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


def _about_booked(step: Step, meaning: Meaning) -> bool:
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


def _on_facts(step: Step, meaning: Meaning) -> bool:
    """Facts answer any question of the booking, asked for or not."""
    if meaning.intent in _ASIDES and meaning.intent is not Intent.RESCHEDULE:
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


def _on_problem(step: Step, meaning: Meaning) -> bool:
    if meaning.intent in _ASIDES or any(i.route is not Route.IN_HOME for i in meaning.issues):
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


def _on_doubt(step: Step, meaning: Meaning) -> bool:
    draft = step.talk.draft
    if draft is None or draft.doubt is None:
        return False
    if _press_by_number(step, meaning):
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


def _on_address(step: Step, meaning: Meaning) -> bool:
    draft = step.talk.draft
    if draft is None or meaning.intent in _ASIDES:
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


def _on_nearby(step: Step, meaning: Meaning) -> bool:
    """Which of the estates around a shared position: by yes or no, by name, or by place in the list (as a button)."""
    if meaning.where is None and meaning.answer.yes is not None and meaning.answer.ordinal is None:
        return nearby.answer(step, yes=meaning.answer.yes)
    if meaning.where is None and meaning.answer.ordinal is not None:
        return False
    return _on_address(step, meaning)


def _on_contact(step: Step, meaning: Meaning) -> bool:
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
    if meaning.intent in _ASIDES:
        return False
    emergencies.still_coming(step)
    return True


def _is_name_alone(meaning: Meaning) -> bool:
    """Asked whom to call, someone may answer with a name that nothing marks as one."""
    words = meaning.text.strip()
    plain = words.replace(" ", "").isalpha() and len(words) <= _LONGEST_NAME
    silent = meaning.who is None and meaning.where is None and meaning.when is None and not meaning.issues
    return plain and silent and meaning.intent is Intent.OTHER and meaning.answer == Answer()


def _on_window(step: Step, meaning: Meaning) -> bool:
    pick = step.talk.pick
    if pick is None or meaning.intent in _ASIDES - {Intent.RESCHEDULE}:
        return False
    if meaning.when is not None:
        absorb(step, meaning)
        pick.when = meaning.when
        picking.find(step)
        return True
    if pick.request is None and _on_facts(step, meaning):
        return True
    return picking.choose(step, meaning.answer)


def _on_confirm(step: Step, meaning: Meaning) -> bool:
    answer = meaning.answer
    if meaning.intent in _ASIDES - {Intent.RESCHEDULE, Intent.CANCEL}:
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


def _on_change_what(step: Step, meaning: Meaning) -> bool:
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


def _on_next_problem(step: Step, meaning: Meaning) -> bool:
    if meaning.intent in _ASIDES or (meaning.intent is Intent.REPORT and meaning.issues):
        return False
    if meaning.answer.yes is None and meaning.when is None and not meaning.answer.skip:
        return False
    next_problem(step, wanted=meaning.answer.yes is not False and not meaning.answer.skip, meaning=meaning)
    return True


def _on_cancel_sure(step: Step, meaning: Meaning) -> bool:
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


def _on_which(step: Step, meaning: Meaning) -> bool:
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


def _on_rework(step: Step, meaning: Meaning) -> bool:
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


def _on_price(step: Step, meaning: Meaning) -> bool:
    """The kind of work whose prices are asked for."""
    category = next((issue.category for issue in meaning.issues if issue.category), None)
    step.settle()
    if category is None or meaning.intent in _ASIDES - {Intent.PRICE}:
        return False
    asides.tell_prices(step, category, meaning.problem if meaning.intent is Intent.REPORT else "")
    return True


def _on_rating(step: Step, meaning: Meaning) -> bool:
    stars = meaning.answer.stars or meaning.answer.ordinal
    if step.talk.about is None or meaning.intent in _ASIDES - {Intent.COMPLAINT}:
        return False
    if stars is not None and 1 <= stars <= 5:
        rating.rate(step, step.talk.about, stars)
        return True
    if meaning.answer.skip or meaning.answer.yes is False:
        rating.skip_rating(step, step.talk.about)
        return True
    return False


def _on_comment(step: Step, meaning: Meaning) -> bool:
    others = [r for r in afterwards.open_requests(step) if r.id != step.talk.about]
    if others and meaning.intent in (Intent.PROGRESS, Intent.CANCEL, Intent.RESCHEDULE):
        return False
    if meaning.intent is Intent.PRICE or (meaning.intent is Intent.REPORT and meaning.issues and meaning.when):
        return False
    skipped = meaning.answer.skip or (meaning.answer.yes is False and len(meaning.text) < 12)
    rating.comment(step, "" if skipped else meaning.text)
    return True


#: Questions in whose answers a number is a fact, not the place of a button.
_OWN_NUMBERS = frozenset({Ask.ADDRESS, Ask.ROOM, Ask.FILE_PLACE, Ask.CONTACT, Ask.RATING, Ask.COMMENT})
_HANDLERS: dict[Ask, Callable[[Step, Meaning], bool]] = {
    Ask.PROBLEM: _on_problem,
    Ask.CATEGORY: _on_problem,
    Ask.DANGER: _on_doubt,
    Ask.ADDRESS: _on_address,
    Ask.ROOM: _on_address,
    Ask.NEARBY: _on_nearby,
    Ask.CONTACT: _on_contact,
    Ask.WINDOW: _on_window,
    Ask.CONFIRM: _on_confirm,
    Ask.CHANGE_WHAT: _on_change_what,
    Ask.NEXT_PROBLEM: _on_next_problem,
    Ask.WHICH: _on_which,
    Ask.WHOLE_VISIT: whole.answer,
    Ask.CANCEL_SURE: _on_cancel_sure,
    Ask.RATING: _on_rating,
    Ask.COMMENT: _on_comment,
    Ask.PRICE: _on_price,
    Ask.REWORK: _on_rework,
    Ask.FILE: filing.answer,
    Ask.FILE_PLACE: filing.answer_place,
}
