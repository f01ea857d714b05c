"""Who is told that somebody else comes: the one who comes now, the one who does not, and the resident."""

from collections.abc import Mapping

from booking.entities import Fact
from booking.terms import Role
from bot.dialogue.says import Say
from locales.args import Arg


def told(fact: Fact, resident: str, values: Mapping[str, Arg], card: Say) -> list[tuple[str, Say]]:
    """The messages of a change of technicians; `card` is what a technician is told of a new visit."""
    brief = {name: values[name] for name in ("number", "category", "window")}
    made = [
        (resident, Say("technician-changed", {**brief, "technician": values["technician"]})),
        (f"{Role.TECHNICIAN}:{fact.data['technician']}", card),
    ]
    if fact.data.get("before"):
        made.append((f"{Role.TECHNICIAN}:{fact.data['before']}", Say("visit-taken-off", brief, urgent=True)))
    return made
