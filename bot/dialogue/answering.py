"""Takes a message as the answer to the question that is open, or says that it is none."""

from collections.abc import Callable

from bot.dialogue import booking_answers, filing, proposals, visit_answers, whole
from bot.dialogue.booking_flow import begin_chosen
from bot.dialogue.drafting import begin_draft
from bot.dialogue.numbered import press_by_number
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.understanding.case_words import wants_filed
from bot.understanding.meaning import Meaning


def answer_open_question(step: Step, meaning: Meaning) -> bool:
    """Take the message as the answer to what was asked; False when it is none."""
    if proposals.asked_last(step) and proposals.hear(step, meaning):
        return True
    if _nothing_under_way(step) and (
        visit_answers.answer_to_news(step, meaning) or visit_answers.about_booked(step, meaning)
    ):
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
    return press_by_number(step, meaning)


def _nothing_under_way(step: Step) -> bool:
    """Whether a message may answer what was told since: no question is open, or only what is broken."""
    draft = step.talk.draft
    return step.talk.ask in (Ask.NOTHING, Ask.PROBLEM, Ask.CATEGORY) and (draft is None or draft.is_idle())


_HANDLERS: dict[Ask, Callable[[Step, Meaning], bool]] = {
    Ask.PROBLEM: booking_answers.on_problem,
    Ask.CATEGORY: booking_answers.on_problem,
    Ask.DANGER: booking_answers.on_doubt,
    Ask.ADDRESS: booking_answers.on_address,
    Ask.ROOM: booking_answers.on_address,
    Ask.NEARBY: booking_answers.on_nearby,
    Ask.CONTACT: booking_answers.on_contact,
    Ask.WINDOW: booking_answers.on_window,
    Ask.CONFIRM: booking_answers.on_confirm,
    Ask.CHANGE_WHAT: booking_answers.on_change_what,
    Ask.NEXT_PROBLEM: booking_answers.on_next_problem,
    Ask.WHICH: visit_answers.on_which,
    Ask.WHOLE_VISIT: whole.answer,
    Ask.CANCEL_SURE: visit_answers.on_cancel_sure,
    Ask.RATING: visit_answers.on_rating,
    Ask.COMMENT: visit_answers.on_comment,
    Ask.PRICE: booking_answers.on_price,
    Ask.REWORK: booking_answers.on_rework,
    Ask.FILE: filing.answer,
    Ask.FILE_PLACE: filing.answer_place,
}
