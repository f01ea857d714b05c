"""Commands that firms, technicians, duty officers and supervisors type instead of pressing a button."""

import re
from enum import StrEnum
from functools import cache

from bot.understanding.lexicon import tables_of
from bot.understanding.plain import plain

#: A longer message is told, not commanded.
_LONGEST = 60


class Command(StrEnum):
    """What a member of staff wants done."""

    ACCEPT = "accept"
    DECLINE = "decline"
    ASSIGN = "assign"
    PROPOSE = "propose"
    SET_OUT = "set_out"
    ARRIVED = "arrived"
    FINISHED = "finished"
    ABSENT = "absent"
    LIST = "list"
    ALERTS = "alerts"
    TALKS = "talks"
    HAND_BACK = "hand_back"
    CALLBACKS = "callbacks"


@cache
def _patterns() -> tuple[tuple[Command, re.Pattern[str]], ...]:
    return tuple(
        (Command(name), re.compile("|".join(patterns), re.IGNORECASE))
        for name, patterns in tables_of("staff.toml").items()
    )


def read_command(text: str) -> Command | None:
    """The command in a short message, or None."""
    if len(text) > _LONGEST:
        return None
    told = plain(text).strip()
    return next((command for command, pattern in _patterns() if pattern.search(told)), None)
