"""Someone came by the link of a building's poster: the house is known before the first word."""

from bot.dialogue.drafting import begin_draft
from bot.dialogue.onward import ask_next, back_to_question
from bot.dialogue.questions import CATEGORY_CHOICES, place_is_known
from bot.dialogue.says import Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft
from bot.dialogue.wording import address
from bot.places.house_codes import read_house_code
from bot.understanding.meaning import Where


def arrive(step: Step, code: str) -> bool:
    """Take over the house that a link names; False for a house that is not known.

    An address told by the person goes before the one of a wall that was walked by.
    """
    read = read_house_code(code)
    house = step.world.house(*read) if read else None
    if house is None:
        return False
    if _is_booking(step):
        back_to_question(step)
    else:
        _begin_at(step, begin_draft(step), house)
    return True


def _is_booking(step: Step) -> bool:
    draft = step.talk.draft
    placed = draft is not None and not draft.is_idle() and place_is_known(draft)
    return placed or step.talk.pick is not None


def _begin_at(step: Step, draft: Draft, house: Where) -> None:
    if not _is_home(draft.where, house):
        draft.where, draft.room_asked = house, False
    if draft.is_idle():
        step.talk.greeted = True
        place = address(draft.where)
        step.ask(Ask.PROBLEM, "arrival-greeting", *CATEGORY_CHOICES, expects=Expects.PROBLEM, address=place)
    else:
        ask_next(step)  # the question for the door, or the word that a crew is coming, says the address back


def _is_home(known: Where | None, house: Where) -> bool:
    """Whether the known address, with its door, is in this house."""
    return known is not None and (known.estate, known.building) == (house.estate, house.building)
