"""The questions of a booking, one for each fact, and what counts as known."""

from booking.terms import Category, Danger, Route, Urgency
from bot.dialogue.people import relation_term
from bot.dialogue.places import place_choices
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft
from bot.dialogue.wording import address, category_term, danger_key, issue_term
from bot.understanding.meaning import Guess, Where
from bot.understanding.place_words import HOME, key_of_name
from bot.understanding.where import missing
from locales.args import Joined
from locales.keys import Key


def _category_choice(category: Category) -> Choice:
    return Choice("button-category", f"cat:{category}", {"category": category_term(category)})


CATEGORY_CHOICES = tuple(_category_choice(category) for category in Category)


def ask_danger(step: Step, danger: Danger) -> None:
    """Advice that harms nobody, and the question that settles whether there is danger."""
    step.ask(
        Ask.DANGER,
        danger_key("doubt", danger),
        Choice("button-danger-yes", "danger:yes"),
        Choice("button-danger-no", "danger:no"),
        expects=Expects.CONFIRM,
        urgent=True,
    )


def ask_detail(step: Step) -> None:
    """Ask what is the matter: the kind of work alone tells a technician too little."""
    step.ask(Ask.PROBLEM, "ask-detail", expects=Expects.PROBLEM)


def ask_room(step: Step, draft: Draft) -> None:
    """Ask for the door, once; not every house has numbers on its doors."""
    draft.room_asked = True
    no_room = Choice("button-no-room", "noroom")
    step.ask(Ask.ROOM, "ask-room", no_room, expects=Expects.ADDRESS, address=address(draft.where))


def ask_contact(step: Step, draft: Draft) -> None:
    """Ask for a phone, saying what was wrong with the one that was given."""
    given, draft.bad_phone = draft.bad_phone, None
    name = draft.who.name if draft.who else None
    if given is None and draft.relation is not None:
        step.ask(Ask.CONTACT, "ask-contact-other", expects=Expects.CONTACT, relation=relation_term(draft.relation))
    elif given is not None:
        step.ask(Ask.CONTACT, "phone-wrong", expects=Expects.CONTACT, given=given)
    elif name is not None:
        step.ask(Ask.CONTACT, "ask-phone", expects=Expects.CONTACT, name=name)
    else:
        step.ask(Ask.CONTACT, "ask-contact", expects=Expects.CONTACT)


def ask_problem(step: Step, draft: Draft) -> None:
    """Ask what is broken, or which kind of work it is when words were said but not understood."""
    if draft.words:
        step.ask(Ask.CATEGORY, "ask-category", *CATEGORY_CHOICES, expects=Expects.CATEGORY)
    else:
        step.ask(Ask.PROBLEM, "ask-problem", *CATEGORY_CHOICES, expects=Expects.PROBLEM)


def ask_guess(step: Step, guesses: tuple[Guess, ...]) -> None:
    """Say that it was not understood, with the three best guesses (what was mended last first) and a person."""
    last = next((r.category for r in step.world.my_requests() if r.category), None)
    likely = [guess.category for guess in guesses if guess.route is Route.IN_HOME and guess.category]
    offered = dict.fromkeys([*([last] if last else []), *likely])
    buttons = [_category_choice(category) for category in offered][:3] or list(CATEGORY_CHOICES[:3])
    person = Choice("button-person", "human")
    step.ask(Ask.CATEGORY, "not-understood", *buttons, person, expects=Expects.CATEGORY)


def ask_address(step: Step, draft: Draft) -> None:
    """Ask for the part of the address that is missing, repeating what is known."""
    urgent = draft.issue is not None and draft.issue.urgency is Urgency.EMERGENCY
    key = _address_key(draft.where)
    if urgent and draft.where is None:
        key = "ask-address-urgent"
    known = place_choices(step) if draft.where is None and draft.place_name is None else []
    if draft.where is None and _names_other_place(draft) and not urgent:
        step.ask(Ask.ADDRESS, "ask-address-of", expects=Expects.ADDRESS, name=draft.place_name or "")
        return
    if known and not urgent:
        key = "ask-which-place"
    step.ask(Ask.ADDRESS, key, *known, expects=Expects.ADDRESS, urgent=urgent, address=address(draft.where))


def _names_other_place(draft: Draft) -> bool:
    """Whether a place was named by more than that it is one's own home."""
    return draft.place_name is not None and key_of_name(draft.place_name) != HOME


def _address_key(where: Where | None) -> Key:
    lacking = missing(where) if where else ()
    if not lacking:
        return "ask-address"
    if lacking == ("building",):
        return "ask-building-only"
    return _ADDRESS_KEYS[lacking[0]]


_ADDRESS_KEYS: dict[str, Key] = {
    "district": "ask-district",
    "place": "ask-place",
    "building": "ask-building",
    "room": "ask-room",
}


def ask_change(step: Step) -> None:
    """Ask what should be different."""
    step.ask(
        Ask.CHANGE_WHAT,
        "change-what",
        Choice("button-change-time", "chg:time"),
        Choice("button-change-address", "chg:address"),
        Choice("button-change-contact", "chg:contact"),
        Choice("button-change-problem", "chg:problem"),
        Choice("button-drop", "drop"),
        expects=Expects.CONFIRM,
    )


def offer_next_problem(step: Step) -> None:
    """Ask whether to book the other problems that were told, if there are any."""
    if not step.talk.later:
        step.settle()
        return
    step.ask(
        Ask.NEXT_PROBLEM,
        "next-problem",
        Choice("button-yes", "next:yes"),
        Choice("button-no", "next:no"),
        expects=Expects.CONFIRM,
        category=Joined(tuple(issue_term(waiting.issue) for waiting in step.talk.later)),
    )


def place_is_known(draft: Draft) -> bool:
    """Whether a technician finds the house: everything but the room."""
    if draft.where is None:
        return False
    return not set(missing(draft.where)) - {"room"}


def place_is_known_enough(draft: Draft) -> bool:
    """Whether an emergency crew can be sent: district and estate, or road."""
    return draft.where is not None and not set(missing(draft.where)) & {"district", "place"}


def room_is_missing(draft: Draft) -> bool:
    """Whether the door has yet to be asked for."""
    return draft.where is not None and "room" in missing(draft.where) and not draft.room_asked
