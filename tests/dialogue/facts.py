"""Which facts a draft held before a step and holds no more, though nobody took them back."""

from collections.abc import Iterator

from bot.dialogue.acts import Escalate, Rework
from bot.dialogue.events import Event, Pressed, Said, Submitted, VoiceSent
from bot.dialogue.step import Step
from bot.dialogue.talk import Draft, Talk

_PLACE = ("district", "estate", "road", "lane", "building", "room")


def lost_facts(before: Talk, event: Event, made: Step) -> list[str]:
    """The facts of the draft that a step lost."""
    old, new = before.draft, made.talk.draft
    if any(say.key == "undone" for say in made.says):
        return []  # that is what it is for
    if old is None:
        return []
    if new is None:
        return [] if _may_end(event, made) else ["the draft"]
    return [
        *_lost_of_person(old, new),
        *_lost_photos(old, made, new),
        *_lost_of_place(old, event, new),
        *_lost_of_problem(old, event, made, new),
    ]


def _may_end(event: Event, made: Step) -> bool:
    """A draft ends when it is stored, dropped, or becomes an emergency or a rework that is stored already."""
    escalated = any(isinstance(act, Escalate | Rework) for act in made.acts)
    dropped = any(say.key in ("dropped", "started-over", "emergency-sent", "self-help-solved") for say in made.says)
    return isinstance(event, Submitted) or escalated or dropped


def _lost_of_person(old: Draft, new: Draft) -> Iterator[str]:
    if old.who is not None:
        if old.who.phone is not None and (new.who is None or new.who.phone is None):
            yield "the phone"
        if old.who.name is not None and (new.who is None or new.who.name is None):
            yield "the name"


def _lost_photos(old: Draft, made: Step, new: Draft) -> Iterator[str]:
    put_off = [photo for waiting in made.talk.later for photo in waiting.photos]
    if not set(old.photos) <= {*new.photos, *put_off} and len(new.photos) < 10:
        yield "a photo"


def _lost_of_place(old: Draft, event: Event, new: Draft) -> Iterator[str]:
    """Another place, or one outside the city, replaces what was known."""
    said = event.heard if isinstance(event, VoiceSent) else event
    told = isinstance(said, Said) and (said.meaning.where is not None or said.meaning.answer.same_place)
    told = told or (isinstance(event, Pressed) and event.action.startswith(("at:", "near:")))
    if old.where is None or told:
        return
    for part in _PLACE:
        if getattr(old.where, part) is not None and (new.where is None or getattr(new.where, part) is None):
            yield part


def _lost_of_problem(old: Draft, event: Event, made: Step, new: Draft) -> Iterator[str]:
    """What is broken, and the words for it; pressing another kind of work asks for the words anew."""
    put_aside = any(waiting.issue == old.issue for waiting in made.talk.later)
    if old.issue is not None and new.issue is None and not put_aside:
        yield "the problem"
    put_off = [word for waiting in made.talk.later for word in waiting.words]
    said = event.heard if isinstance(event, VoiceSent) else event
    told_anew = isinstance(said, Said) and bool(said.meaning.issues)
    pressed = isinstance(event, Pressed) and event.action.startswith("cat:")
    if old.words and not (told_anew or pressed) and not set(old.words) & {*new.words, *put_off} and len(new.words) < 5:
        yield "the words"
