"""What a message asks about, told by its buttons, and which facts settle it: pure."""

from collections.abc import Sequence

from bot.dialogue.says import Choice, Expects, Say
from locales.keys import Key

#: The question of a talk, which the next answer settles.
QUESTION = "question"
#: What the first word of an action is about; the rest begins with its number.
_ABOUT = {
    "acc": "offer",
    "dec": "offer",
    "prop": "offer",
    "pw": "offer",
    "agree": "proposal",
    "stay": "proposal",
    "go": "visit",
    "arr": "visit",
    "absent": "visit",
    "fin": "visit",
    "pho": "visit",
    "eta": "visit",
    "swap": "visit",
    "asg": "visit",
    "move": "visit",
    "cancel": "visit",
    "works": "verdict",
    "bad": "verdict",
    "rate": "rating",
    "norate": "rating",
    "ack": "alert",
    "take": "talk",
}
#: Choices of the talk itself that are shown without asking for anything.
_MENUS = ("lang",)

#: Facts of a request after which cards about its visit are over, with the line that says why.
VISIT_OVER: dict[str, Key] = {
    "set_out": "telegram-over-set-out",
    "arrived": "telegram-over-arrived",
    "finished": "telegram-over-finished",
    "absent": "telegram-over-absent",
    "firm_absent": "telegram-over-absent",
    "moved": "telegram-over-moved",
    "rebooked": "telegram-over-moved",
    "escalated": "telegram-over-moved",
    "cancelled": "telegram-over-cancelled",
    "reassigned": "telegram-over-withdrawn",
    "technician_changed": "telegram-over-technician",
}
OFFER_OVER: dict[str, Key] = {
    "accepted": "telegram-over-accepted",
    "declined": "telegram-over-declined",
    "expired": "telegram-over-expired",
    "withdrawn": "telegram-over-withdrawn",
    "proposed": "telegram-over-proposed",
}
PROPOSAL_OVER: dict[str, Key] = {
    "proposal_agreed": "telegram-over-answered",
    "proposal_refused": "telegram-over-answered",
    "proposal_lapsed": "telegram-over-expired",
    "withdrawn": "telegram-over-withdrawn",
    "declined": "telegram-over-withdrawn",
}
VERDICT_OVER: dict[str, Key] = {
    "confirmed": "telegram-over-answered",
    "not_fixed": "telegram-over-answered",
    "reopened": "telegram-over-answered",
    "closed": "telegram-over-closed",
}
RATING_OVER: dict[str, Key] = {"rated": "telegram-over-answered", "rating_declined": "telegram-over-answered"}


def subject_of(say: Say) -> str | None:
    """What a message asks about; None where it may stay open for ever."""
    if not say.choices:
        return None
    found = {subject for choice in say.choices if (subject := _subject(choice.action)) is not None}
    if len(found) == 1:
        return found.pop()
    return QUESTION if not found and (say.expects is not Expects.NONE or _is_menu(say.choices)) else None


def settled_by(kind: str, request: int, offer: int | None) -> list[tuple[str, Key]]:
    """What a fact of a request settles, with the line that says so."""
    about = (
        (VISIT_OVER, f"visit:{request}"),
        (VERDICT_OVER, f"verdict:{request}"),
        (RATING_OVER, f"rating:{request}"),
        (OFFER_OVER, f"offer:{offer}"),
        (PROPOSAL_OVER, f"proposal:{offer}"),
    )
    return [(subject, lines[kind]) for lines, subject in about if kind in lines]


def _subject(action: str) -> str | None:
    name, _, rest = action.partition(":")
    number = rest.partition(":")[0]
    return f"{_ABOUT[name]}:{number}" if name in _ABOUT and number.isdecimal() else None


def _is_menu(choices: Sequence[Choice]) -> bool:
    return all(choice.action.partition(":")[0] in _MENUS for choice in choices)
