"""A number alone as an answer: it stands for the button at that place."""

from bot.dialogue import buttons
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.understanding.meaning import Meaning

#: Questions in whose answers a number is a fact, not the place of a button.
_OWN_NUMBERS = frozenset({Ask.ADDRESS, Ask.ROOM, Ask.FILE_PLACE, Ask.CONTACT, Ask.RATING, Ask.COMMENT})


def press_by_number(step: Step, meaning: Meaning) -> bool:
    """Press the button at that place, where numbers mean nothing else; False where that is not meant."""
    action = meaning.answer.nth(step.talk.shown)
    if action is None or step.talk.ask in _OWN_NUMBERS or meaning.issues or meaning.where or meaning.when:
        return False
    buttons.press(step, action)
    return True
