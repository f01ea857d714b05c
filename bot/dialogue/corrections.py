"""Repeats back a fact that was told anew without being asked for, where no card will show it."""

from bot.dialogue.acts import HoldWindow, Submit
from bot.dialogue.says import Say
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft, Talk
from bot.dialogue.wording import address
from bot.understanding.meaning import Where

_PARTS = ("district", "estate", "road", "lane", "building", "unit", "room")


def acknowledge(step: Step, before: Talk) -> None:
    """Put what was corrected since `before` at the front of what is said."""
    draft, known = step.talk.draft, before.draft
    shown = step.talk.ask is Ask.CONFIRM or any(isinstance(act, HoldWindow | Submit) for act in step.acts)
    taken_back = any(say.key == "undone" for say in step.says)
    if draft is None or known is None or shown or taken_back:
        return
    same_person = draft.relation == known.relation
    if same_person and before.ask is not Ask.CONTACT and _phone(known) not in (None, _phone(draft)):
        step.says.insert(0, Say("noted-phone", {"phone": _phone(draft) or ""}))
    if before.ask not in (Ask.ADDRESS, Ask.ROOM) and _is_replaced(known.where, draft.where):
        step.says.insert(0, Say("noted-address", {"address": address(draft.where)}))


def _phone(draft: Draft) -> str | None:
    return draft.who.phone if draft.who else None


def _is_replaced(old: Where | None, new: Where | None) -> bool:
    if old is None or new is None:
        return False
    return any(getattr(old, part) not in (None, getattr(new, part)) for part in _PARTS)
