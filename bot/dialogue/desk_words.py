"""A supervisor says what the buttons of alerts and requests do: with a number, or where only one can be meant."""

import re

from bot.dialogue import alert_desk, request_desk
from bot.dialogue.step import Step
from bot.dialogue.views import AlertView, RequestView
from bot.understanding.staff_words import Command
from bot.understanding.supervision_words import DeskWish, read_desk_wish

_NUMBER = re.compile(r"(?<!\d)\d{4,10}(?!\d)")


def hear(made: Step, text: str, command: Command | None) -> bool:
    """Do what is said; False where nothing of that kind is wished for."""
    wish, found = read_desk_wish(text), _NUMBER.search(text)
    if wish is None or (found is None and command is not None):  # "callbacks" are listed, "call back 1001" is called
        return False
    number = int(found.group()) if found else None
    alerts = [alert for alert in made.world.alerts() if number in (None, alert.number)]
    alert = alerts[0] if alerts and (number is not None or len(alerts) == 1) else None
    if wish is DeskWish.TAKE:
        _take(made, alert, number)
    else:
        _about_request(made, wish, alert, number)
    return True


def _take(made: Step, alert: AlertView | None, number: int | None) -> None:
    if alert is not None:
        alert_desk.acknowledge(made, alert.id)
    elif number is not None:
        made.say("no-alert-of", number=number)
    else:
        made.say("which-number")


def _about_request(made: Step, wish: DeskWish, alert: AlertView | None, number: int | None) -> None:
    request: RequestView | None = alert.request if alert is not None else None
    if request is None and number is not None:
        request = made.world.numbered(number)
    if request is None:
        if number is None:
            made.say("which-number")
        else:
            made.say("number-unknown", number=number)
    elif wish is DeskWish.CALL:
        request_desk.dial(made, request, alert)
    else:
        request_desk.want_reassign(made, request)
