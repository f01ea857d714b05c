"""The resident's saved places: chosen by name or button, listed, renamed and forgotten by words."""

from booking.terms import Relation
from bot.dialogue.acts import ForgetPlace, RenamePlace, SavePlace
from bot.dialogue.says import Choice
from bot.dialogue.step import Step
from bot.dialogue.talk import Draft
from bot.dialogue.views import PlaceView
from bot.dialogue.wording import address
from bot.understanding.meaning import Meaning, Where
from bot.understanding.people_words import read_relation, their_home
from bot.understanding.place_words import PlaceName, PlaceWish, key_of_name, read_place_name, read_wish
from locales.args import Arg, Lines, Phrase

#: So many places are offered as buttons.
SHOWN = 6
_LONGEST_NAME = 20
#: People who live with the one who reports as often as not: their home is no other place for certain.
_SAME_HOME = frozenset({Relation.PARTNER, Relation.CHILD})


def remembered(step: Step) -> Where | None:
    """The place that a new booking is for unless another is told; None where several are known."""
    places = step.world.places()
    if len(places) > 1:
        return None
    return step.talk.where or (places[0].where if places else None)


def hear_place(step: Step, draft: Draft, meaning: Meaning) -> bool:
    """Choose a saved place by the name in the words, or keep the name for a new one; True when a place was chosen."""
    if draft.where is None and meaning.where is None and meaning.answer.same_place and step.talk.where is not None:
        draft.where, draft.room_asked = step.talk.where, True
        return True
    name = read_place_name(meaning.text) or _home_of_other(meaning.text)
    relation = read_relation(meaning.text)
    if name is None and relation is None:
        return False
    saved = _saved(step, name, relation)
    if meaning.where is not None:
        draft.place_name = name.words[:_LONGEST_NAME] if name else draft.place_name
        return False
    if saved is not None:
        return _use(draft, saved)
    if name is not None:
        draft.place_name = name.words[:_LONGEST_NAME]
    if _is_elsewhere(step, draft, name, relation):
        draft.where, draft.room_asked = None, False
    return False


def _home_of_other(text: str) -> PlaceName | None:
    words = their_home(text)
    return PlaceName(key_of_name(words), words) if words else None


def _saved(step: Step, name: PlaceName | None, relation: Relation | None) -> PlaceView | None:
    places = step.world.places()
    if name is not None:
        return next((place for place in places if place.name and key_of_name(place.name) == name.key), None)
    return next((place for place in places if place.relation is relation), None)


def _use(draft: Draft, place: PlaceView) -> bool:
    changed = draft.where != place.where
    draft.where, draft.room_asked, draft.place_name = place.where, True, place.name
    if place.relation is not None and place.who is not None and draft.relation is None:
        draft.caller, draft.who, draft.relation = draft.who, place.who, place.relation
    return changed


def _is_elsewhere(step: Step, draft: Draft, name: PlaceName | None, relation: Relation | None) -> bool:
    """Whether the place that was remembered cannot be the one that is spoken of."""
    if draft.where is None or draft.where != remembered(step):
        return False
    known = next((place.name for place in step.world.places() if place.where == draft.where), None)
    if name is None:
        return relation is not None and relation not in _SAME_HOME
    return name.key != "home" if known is None else key_of_name(known) != name.key


def place_choices(step: Step) -> list[Choice]:
    """A button for each saved place."""
    places = step.world.places()
    return [Choice("button-place", f"place:{place.id}", {"place": label(place)}) for place in places[:SHOWN]]


def label(place: PlaceView) -> Arg:
    """A place by its name and address."""
    if place.name is None:
        return address(place.where)
    return Phrase("place-named", (("name", place.name), ("address", address(place.where))))


def choose(step: Step, place_id: str) -> bool:
    """A saved place was picked for the draft; False where it is not one, or nothing is being booked."""
    draft = step.talk.draft
    place = next((one for one in step.world.places() if str(one.id) == place_id), None)
    if draft is None or place is None:
        return False
    _use(draft, place)
    return True


def choose_by_number(step: Step, meaning: Meaning) -> bool:
    """The second, the last: one of the places that are shown as buttons."""
    action = meaning.answer.nth([action for action in step.talk.shown if action.startswith("place:")])
    return action is not None and choose(step, action.removeprefix("place:"))


def keep_place(step: Step) -> None:
    """Keep the place of the draft that was booked."""
    draft = step.talk.draft
    if draft is not None and draft.where is not None and draft.where.district is not None:
        who = draft.who if draft.relation is not None else None
        step.act(SavePlace(PlaceView(0, draft.place_name, draft.where, who, draft.relation)))


def hear_wish(step: Step, meaning: Meaning) -> bool:
    """List, rename or forget saved places, as the words ask; False where they are about something else."""
    wish = read_wish(meaning.text)
    if wish is None or meaning.issues or (meaning.where is not None and wish.kind == "list"):
        return False
    if wish.kind == "list":
        tell_places(step)
    elif wish.kind == "forget_all":
        step.act(ForgetPlace(None))
        step.talk.where = None
        step.say("places-forgotten")
    else:
        return _on_one(step, wish)
    return True


def _on_one(step: Step, wish: PlaceWish) -> bool:
    place = _named(step, wish.what)
    if place is None:
        return False
    if wish.kind == "forget":
        forget(step, place)
    elif wish.name:
        name = wish.name[:_LONGEST_NAME]
        step.act(RenamePlace(place.id, name))
        step.say("place-renamed", name=name, address=address(place.where))
    return True


def _named(step: Step, words: str) -> PlaceView | None:
    """The place of this name, or whose estate or road the words name."""
    key, places = key_of_name(words), step.world.places()
    found = next((place for place in places if place.name and key_of_name(place.name) == key), None)
    if found is not None or not words:
        return found
    parts = ((place, (place.where.estate, place.where.road)) for place in places)
    return next((place for place, names in parts if any(name and name in words for name in names)), None)


def forget(step: Step, place: PlaceView) -> None:
    """Forget one place."""
    step.act(ForgetPlace(place.id))
    if step.talk.where == place.where:
        step.talk.where = None
    step.say("place-forgotten", place=label(place))


def forget_by_button(step: Step, place_id: str) -> bool:
    """A button asked to forget a place; False where it is none of this person."""
    place = next((one for one in step.world.places() if str(one.id) == place_id), None)
    if place is None:
        return False
    forget(step, place)
    return True


def tell_places(step: Step) -> None:
    """Show the saved places, each with a button to forget it."""
    places = step.world.places()
    if not places:
        step.say("places-none")
        return
    buttons = [Choice("button-forget-place", f"pforget:{one.id}", {"place": _short(one)}) for one in places[:SHOWN]]
    step.say("places-list", *buttons, lines=Lines(tuple(label(place) for place in places)))


def _short(place: PlaceView) -> Arg:
    return place.name or address(place.where)
