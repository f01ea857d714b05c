"""How long a technician needs to get there: only as the technician says, when setting out or on the way."""

from collections.abc import Sequence
from datetime import timedelta

from booking.aftercare_rules import rules
from booking.lifecycle import Status
from bot.dialogue.acts import Progress, TellTravel
from bot.dialogue.says import Choice
from bot.dialogue.step import Step
from bot.dialogue.views import RequestView
from bot.understanding.staff_words import Command
from bot.understanding.travel_words import read_minutes

#: Minutes to tap after setting out.
_TAPS = (10, 20, 30, 45)


def hear(made: Step, text: str, command: Command | None, number: int | None) -> bool:
    """A time in words; False where none is named, or nobody sets out or is on the way."""
    minutes = read_minutes(text)
    if minutes is None or not _is_likely(minutes) or command not in (None, Command.SET_OUT):
        return False
    visits = [visit for visit in made.world.visits_today() if number in (None, visit.number)]
    if command is Command.SET_OUT:
        setting_out = next((visit for visit in visits if visit.status is Status.SCHEDULED), None)
        if setting_out is not None:
            made.act(Progress(setting_out.id, "set_out", minutes))
            return True
    on_the_way = next((visit for visit in visits if visit.status is Status.ON_THE_WAY), None)
    if on_the_way is None:
        return False
    made.act(TellTravel(on_the_way.id, minutes))
    return True


def press(made: Step, rest: str) -> None:
    """A time by button."""
    number, _, minutes = rest.partition(":")
    visit = next((visit for visit in made.world.visits_today() if str(visit.id) == number), None)
    if visit is None or visit.status is not Status.ON_THE_WAY or minutes not in map(str, _TAPS):
        made.say("stale-button")
    else:
        made.act(TellTravel(visit.id, int(minutes)))


def note_set_out(made: Step, visit: RequestView, choices: Sequence[Choice]) -> None:
    """The resident knows; where the technician has not said how long it takes, it can be tapped."""
    if visit.travel_minutes is not None:
        made.say("noted-set-out-travel", *choices, number=visit.number, minutes=visit.travel_minutes)
        return
    taps = [Choice("button-travel", f"eta:{visit.id}:{minutes}", {"minutes": minutes}) for minutes in _TAPS]
    made.say("noted-set-out", *choices, *taps, number=visit.number)


def _is_likely(minutes: int) -> bool:
    return timedelta(minutes=minutes) <= rules().longest_travel
