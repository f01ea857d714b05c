"""What came of the help before a visit: solved ends the draft without one, anything else goes on."""

from bot.dialogue import booking_flow, bundle, questions
from bot.dialogue.acts import SolveAlone
from bot.dialogue.drafting import drop_hold
from bot.dialogue.onward import ask_next, back_to_question
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft
from bot.dialogue.tips import Tip, tip_of
from bot.dialogue.wording import issue_term
from bot.understanding.meaning import Meaning

#: Questions to which "fine now" is no answer, so that it can only be about what was tried.
_NO_YES = frozenset({Ask.ADDRESS, Ask.ROOM, Ask.CONTACT})


def hear(step: Step, meaning: Meaning) -> bool:
    """Take words about what was tried; True when the message says nothing else.

    Solved ends the draft. Not solved is noted for the technician, and what else was said still counts.
    """
    draft, answer = step.talk.draft, meaning.answer
    tip = _offered(draft)
    if draft is None or tip is None:
        return False
    facts = bool(meaning.issues or meaning.where or meaning.who or meaning.when)
    if answer.solved and not facts and (_is_plain(step) or answer.yes is None):
        _solve(step, draft, tip, meaning.text.strip()[:200])
        return True
    if not answer.failed or not (_is_plain(step) or answer.stars is None):
        return False
    _note(draft, tip)
    if facts:
        return False
    step.say("self-help-noted")
    back_to_question(step)
    return True


def _is_plain(step: Step) -> bool:
    """Whether words such as "fine now" or "no good" can only be about what was tried."""
    return step.talk.ask in _NO_YES or (step.talk.tip_shown and step.talk.ask is Ask.WINDOW)


def press(step: Step, action: str) -> bool:
    """A button under the steps, as ok:CODE or no:CODE; False where it belongs to something that is over."""
    outcome, _, code = action.partition(":")
    draft = step.talk.draft
    tip = _offered(draft)
    if draft is None or tip is None or tip.code != code or outcome not in ("ok", "no"):
        return False
    if outcome == "ok":
        _solve(step, draft, tip, "")
    else:
        _note(draft, tip)
        step.say("self-help-noted")
        back_to_question(step)
    return True


def _offered(draft: Draft | None) -> Tip | None:
    """The help that was offered for the problem in hand, unless danger came between."""
    if draft is None or draft.tip is None or draft.danger is not None or draft.doubt is not None:
        return None
    tip = tip_of(draft.tip)
    return tip if tip is not None and draft.issue is not None and draft.issue.category is tip.category else None


def _note(draft: Draft, tip: Tip) -> None:
    draft.tried = list(dict.fromkeys([*draft.tried, tip.code]))


def _solve(step: Step, draft: Draft, tip: Tip, words: str) -> None:
    """It works again: no visit is needed; which help did it is kept, with what was told."""
    talk = step.talk
    told = " / ".join([*draft.words, *([words] if words else [])])
    step.act(SolveAlone(tip.code, tip.category, draft.where.district if draft.where else None, told))
    if bundle.leave_out(step, tip.category):
        step.say("self-help-solved")
        step.say("go-on-with", category=issue_term(bundle.problems(step)[0].issue))
        ask_next(step)
        return
    drop_hold(step)
    if questions.place_is_known(draft):
        booking_flow.remember(step)
    talk.draft = talk.pick = talk.priced = None
    talk.undo = []
    step.settle()
    step.say("self-help-solved")
    questions.offer_next_problem(step)
