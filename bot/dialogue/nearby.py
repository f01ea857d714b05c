"""A shared map position: the known estates around it to choose from, else its district; the door is still asked."""

from dataclasses import replace

from bot.dialogue.drafting import begin_draft, wish_again
from bot.dialogue.near_question import NONE, ask_nearby, tells_place
from bot.dialogue.onward import ask_next, open_question
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.dialogue.views import EstateView, Spot
from bot.dialogue.wording import address, district_term
from bot.understanding.meaning import Where


def on_location(step: Step, latitude: float, longitude: float) -> None:
    """Use what is known of the point; an address that was told in words counts until another one is chosen."""
    spot = step.world.spot(latitude, longitude)
    if spot.district is None:
        step.say("location-outside")
        open_question(step)
        return
    draft = begin_draft(step)
    told = draft.where if tells_place(draft.where) else None
    if told is None or told.district is None:
        if draft.where is not None and draft.where.district != spot.district:
            wish_again(step, draft)
        draft.where = replace(draft.where or Where(), district=spot.district)  # house and room stay, if told
    if spot.estates and (told is None or told.estate not in [estate.where.estate for estate in spot.estates]):
        step.talk.near = [estate.code for estate in spot.estates]
        ask_nearby(step)
        return
    _compare(step, told, spot)
    open_question(step)


def _compare(step: Step, told: Where | None, spot: Spot) -> None:
    """Say what the point tells beside an address that stays as it is."""
    if told is None and spot.district is not None:
        step.say("location-district", district=district_term(spot.district))
    elif told is not None and spot.district is not None and told.district not in (None, spot.district):
        step.say("location-differs", district=district_term(spot.district), address=address(told))
    else:
        step.say("location-fits", address=address(told))


def choose(step: Step, code: str) -> bool:
    """A button of the question; False where it is not open any more, or names no estate that was offered."""
    if step.talk.draft is None or step.talk.ask is not Ask.NEARBY:
        return False
    if code == NONE:
        _none(step)
        return True
    estate = step.world.estate(code) if code in step.talk.near else None
    if estate is None:
        return False
    _take(step, estate)
    return True


def answer(step: Step, *, yes: bool) -> bool:
    """Yes where one estate was offered, or no; False for a yes that may mean any of several."""
    if not yes:
        return choose(step, NONE)
    return len(step.talk.near) == 1 and choose(step, step.talk.near[0])


def _none(step: Step) -> None:
    step.talk.near = []
    step.settle()
    ask_next(step)


def _take(step: Step, estate: EstateView) -> None:
    """The home is in this estate; what was told of building and door stays unless it belongs to another place."""
    draft = begin_draft(step)
    old = draft.where
    if old is not None and old.district != estate.where.district:
        wish_again(step, draft)
    inside = old if old is not None and not tells_place(old) else Where()
    draft.where = replace(estate.where, building=inside.building, unit=inside.unit, room=inside.room)
    draft.room_asked = draft.where.room is not None
    step.talk.near = []
    step.settle()
    ask_next(step)
