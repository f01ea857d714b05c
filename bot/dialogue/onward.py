"""Goes on with whatever is open: danger first, then the next fact that a draft lacks, then the other questions."""

from collections.abc import Callable

from bot.dialogue import afterwards, emergencies, filing, linked, picking, questions, rating, repeats, self_help, surge
from bot.dialogue.near_question import ask_nearby
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft


def ask_next(step: Step) -> None:
    """Ask what is missing, one question at a time, or go on to choosing a window when nothing is."""
    draft = step.talk.draft
    if draft is None:
        step.settle()
    elif draft.doubt is not None:
        questions.ask_danger(step, draft.doubt)
    elif draft.danger is not None:
        emergencies.go_on(step)
    elif draft.issue is None:
        questions.ask_problem(step, draft)
    elif repeats.must_ask(step, draft):
        repeats.ask(step)
    else:
        surge.tell(step, draft)
        self_help.offer(step, draft)
        _ask_fact(step, draft)


def _ask_fact(step: Step, draft: Draft) -> None:
    if not questions.place_is_known(draft):
        questions.ask_address(step, draft)
    elif questions.room_is_missing(draft):
        questions.ask_room(step, draft)
    elif draft.bad_phone is not None or draft.who is None or draft.who.phone is None:
        questions.ask_contact(step, draft)
    else:
        picking.find_window(step)


def back_to_question(step: Step) -> None:
    """Come back to the open point after something else."""
    draft = step.talk.draft
    again = _AGAIN.get(step.talk.ask)
    if again is not None:
        again(step)
    elif emergencies.lacks_phone(step):
        emergencies.ask_phone(step)
    elif draft is not None and not draft.is_idle():
        ask_next(step)


def open_question(step: Step) -> None:
    """Ask again what is open, or the first thing that the draft lacks."""
    if step.talk.ask in filing.QUESTIONS:
        back_to_question(step)
    elif step.talk.ask is Ask.NOTHING or (step.talk.draft is not None and step.talk.draft.is_idle()):
        ask_next(step)
    else:
        back_to_question(step)


#: Questions that are not about the next fact of a draft, and how each is asked again.
_AGAIN: dict[Ask, Callable[[Step], None]] = {
    Ask.NEARBY: ask_nearby,
    Ask.WINDOW: picking.offer_again,
    Ask.CONFIRM: picking.remind_card,
    Ask.CHANGE_WHAT: questions.ask_change,
    Ask.NEXT_PROBLEM: questions.offer_next_problem,
    Ask.WHICH: afterwards.ask_which_again,
    Ask.WHOLE_VISIT: linked.ask_whole_again,
    Ask.CANCEL_SURE: afterwards.ask_cancel_again,
    Ask.RATING: rating.ask_rating_again,
    Ask.COMMENT: rating.ask_details_again,
    Ask.FILE: filing.ask_again,
    Ask.REWORK: repeats.ask,
    Ask.FILE_PLACE: filing.ask_place,
}
