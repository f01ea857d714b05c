"""A supervisor's callbacks: whom to contact by when, and what came of it."""

from bot.dialogue.people import contact_told
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.dialogue.views import CallbackView
from bot.dialogue.wording import category_term
from locales.args import Joined, Moment, Named, Term

_LISTED = 5


def list_all(made: Step) -> None:
    """The most pressing callbacks, each with its button."""
    owed = made.world.callbacks()
    if not owed:
        made.say("callbacks-none")
    for callback in owed[:_LISTED]:
        _tell(made, callback)


def ask_note(made: Step, rest: str) -> None:
    """Someone says that the resident was contacted: ask what came of it."""
    callback = next((owed for owed in made.world.callbacks() if str(owed.id) == rest), None)
    if callback is None:
        made.say("callback-refused")
        return
    made.talk.about, made.talk.purpose = callback.id, ""
    made.ask(Ask.NOTE, "ask-callback-note", expects=Expects.COMMENT, number=callback.request.number)


def _tell(made: Step, callback: CallbackView) -> None:
    request = callback.request
    made.say(
        "callback-card",
        Choice("button-called-back", f"called:{callback.id}"),
        urgent=callback.due_at < made.world.now,
        number=request.number,
        category=category_term(request.category),
        stars=request.stars or 0,
        due=Moment(callback.due_at, made.world.now),
        contact=contact_told(request),
        reasons=Joined(tuple(Named(zh, en) for zh, en in callback.reasons)) if callback.reasons else Term("no-note"),
        words=callback.words or Term("no-note"),
    )
