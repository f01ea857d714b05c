"""The question which of the known estates around a shared position it is."""

from bot.dialogue.questions import ask_address
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.understanding.meaning import Where

#: What the button carries that says it is none of them.
NONE = "none"


def tells_place(where: Where | None) -> bool:
    """Whether an estate or a road is known."""
    return where is not None and (where.estate is not None or where.road is not None)


def ask_nearby(step: Step) -> None:
    """Offer the estates that were found; where they are not known any more, ask for the address in words."""
    draft = step.talk.draft
    estates = [estate for code in step.talk.near if (estate := step.world.estate(code)) is not None]
    if draft is None:
        step.settle()
        return
    if not estates:
        ask_address(step, draft)
        return
    step.ask(
        Ask.NEARBY,
        "ask-nearby",
        *[Choice("button-estate", f"near:{estate.code}", {"estate": estate.name}) for estate in estates],
        Choice("button-near-keep" if tells_place(draft.where) else "button-near-none", f"near:{NONE}"),
        expects=Expects.ADDRESS,
        urgent=draft.danger is not None,
    )
