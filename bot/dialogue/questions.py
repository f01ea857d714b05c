"""Asks for the next fact that a draft lacks: one question at a time, nothing twice."""

from booking.terms import Category, Route, Urgency
from bot.dialogue import picking
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft
from bot.dialogue.wording import address, category_term
from bot.understanding.meaning import Guess
from bot.understanding.where import missing
from locales.keys import Key

CATEGORY_CHOICES = tuple(
    Choice("button-category", f"cat:{category}", {"category": category_term(category)}) for category in Category
)


def ask_next(step: Step) -> None:
    """Ask what is missing, or go on to choosing a window when nothing is."""
    draft = step.talk.draft
    if draft is None:
        step.settle()
    elif draft.issue is None:
        ask_problem(step, draft)
    elif not place_is_known(draft):
        ask_address(step, draft)
    elif _room_is_missing(draft):
        draft.room_asked = True
        no_room = Choice("button-no-room", "noroom")
        step.ask(Ask.ROOM, "ask-room", no_room, expects=Expects.ADDRESS, address=address(draft.where))
    elif draft.who is None or draft.who.phone is None:
        step.ask(Ask.CONTACT, "ask-contact", expects=Expects.CONTACT)
    else:
        picking.find_window(step)


def ask_problem(step: Step, draft: Draft) -> None:
    """Ask what is broken, or which kind of work it is when words were said but not understood."""
    if draft.words:
        step.ask(Ask.CATEGORY, "ask-category", *CATEGORY_CHOICES, expects=Expects.CATEGORY)
    else:
        step.ask(Ask.PROBLEM, "ask-problem", *CATEGORY_CHOICES, expects=Expects.PROBLEM)


def ask_guess(step: Step, guesses: tuple[Guess, ...]) -> None:
    """Say that it was not understood, with the three best guesses and a person."""
    offered = [
        Choice("button-category", f"cat:{guess.category}", {"category": category_term(guess.category)})
        for guess in guesses[:3]
        if guess.route is Route.IN_HOME and guess.category
    ]
    buttons = offered or list(CATEGORY_CHOICES[:3])
    person = Choice("button-person", "human")
    step.ask(Ask.CATEGORY, "not-understood", *buttons, person, expects=Expects.CATEGORY)


def ask_address(step: Step, draft: Draft) -> None:
    """Ask for the part of the address that is missing, repeating what is known."""
    lacking = missing(draft.where) if draft.where else ("district", "place", "building")
    urgent = draft.issue is not None and draft.issue.urgency is Urgency.EMERGENCY
    key: Key = _ADDRESS_KEYS[lacking[0]] if draft.where and lacking else "ask-address"
    if urgent and draft.where is None:
        key = "ask-address-urgent"
    step.ask(Ask.ADDRESS, key, expects=Expects.ADDRESS, urgent=urgent, address=address(draft.where))


_ADDRESS_KEYS: dict[str, Key] = {
    "district": "ask-district",
    "place": "ask-place",
    "building": "ask-building",
    "room": "ask-room",
}


def place_is_known(draft: Draft) -> bool:
    """Whether a technician finds the house: everything but the room."""
    if draft.where is None:
        return False
    return not set(missing(draft.where)) - {"room"}


def place_is_known_enough(draft: Draft) -> bool:
    """Whether an emergency crew can be sent: district and estate, or road."""
    return draft.where is not None and not set(missing(draft.where)) & {"district", "place"}


def _room_is_missing(draft: Draft) -> bool:
    return draft.where is not None and "room" in missing(draft.where) and not draft.room_asked
