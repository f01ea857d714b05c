"""Takes back what the last message changed in a draft, and says in one line what that was."""

from collections.abc import Iterator
from datetime import datetime

from bot.dialogue import afterwards, booking_flow, questions
from bot.dialogue.acts import HoldWindow
from bot.dialogue.drafting import drop_hold, wish_of
from bot.dialogue.events import ContactSent, Event, LocationSent, PhotosSent, Pressed, Said, VoiceSent
from bot.dialogue.onward import back_to_question
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Before, Draft, Pick, Talk
from bot.dialogue.wording import address, issue_term
from bot.understanding.meaning import When
from locales.args import Arg, Joined, Phrase, Term

#: So many messages can be taken back, one after the other.
_MOST = 5
#: What people send, other than what comes of an act.
BY_PEOPLE = (Said, Pressed, PhotosSent, VoiceSent, LocationSent, ContactSent)
#: Questions to which "go back" is an answer about something else than the draft.
_OTHER_MATTERS = frozenset({Ask.DANGER, Ask.CANCEL_SURE, Ask.WHICH, Ask.RATING, Ask.COMMENT, Ask.PRICE})


def remember(step: Step, before: Talk, event: Event) -> None:
    """Keep how the talk stood before a message that changed the draft or chose a time."""
    talk = step.talk
    if not isinstance(event, BY_PEOPLE) or len(talk.undo) != len(before.undo):
        return  # what was taken back, booked or solved is not kept again
    if _is_new(step, before):
        kept = Before(ask=before.ask, draft=before.draft, pick=before.pick, later=before.later)
        fresh = before.pick is None and (before.draft is None or before.draft.is_idle())
        talk.undo = [*([] if fresh else talk.undo), kept][-_MOST:]  # nobody changes the talk that was before


def _is_new(step: Step, before: Talk) -> bool:
    talk = step.talk
    moves = (before.pick.request if before.pick else None) != (talk.pick.request if talk.pick else None)
    chosen = any(isinstance(act, HoldWindow) for act in step.acts)
    return moves or chosen or _facts(before.draft) != _facts(talk.draft) or before.later != talk.later


def _facts(draft: Draft | None) -> object:
    """What people told of a draft; idle drafts that hold nothing are none."""
    facts = (
        (draft.issue, draft.words, draft.where, draft.who, draft.when, draft.photos, draft.relation) if draft else None
    )
    return None if facts is not None and not any(facts) else facts


def undo(step: Step) -> bool:
    """Take the last message back and ask again what was asked then; False where "go back" means something else."""
    talk = step.talk
    if talk.ask is Ask.CANCEL_SURE:
        booking_flow.keep(step)
        return True
    draft = talk.draft
    if talk.ask in _OTHER_MATTERS or (draft is not None and (draft.danger or draft.doubt)):
        return False
    if not talk.undo:
        _nothing(step)
        return True
    kept, talk.undo = talk.undo[-1], talk.undo[:-1]
    taken = list(_taken_back(talk, kept))
    _restore(step, kept)
    step.say("undone", what=Joined(tuple(taken)) if taken else Term("undo-choice"))
    _go_on(step)
    return True


def _nothing(step: Step) -> None:
    """What is booked is not taken back by the way, but moved or cancelled."""
    if afterwards.open_requests(step) and step.talk.draft is None:
        step.say("undo-booked", Choice("button-progress", "progress"))
    else:
        step.say("undo-nothing")
    back_to_question(step)


def _restore(step: Step, kept: Before) -> None:
    """The talk as it stood; a time that was kept then was given back since, so it is wished for again."""
    drop_hold(step)
    talk = step.talk
    talk.draft, talk.pick, talk.ask = kept.draft, kept.pick, kept.ask
    talk.later = kept.later
    pick = talk.pick
    if pick is not None and pick.request is None and pick.window is not None:
        if talk.draft is not None and talk.draft.when is None:
            talk.draft.when = wish_of(pick.window)
        talk.pick, talk.ask = None, Ask.NOTHING
    elif pick is not None:
        pick.hold = pick.window = None
        pick.further = []


def _go_on(step: Step) -> None:
    talk = step.talk
    if talk.draft is None and talk.pick is None:
        step.settle()
        if not afterwards.open_requests(step):
            step.ask(Ask.PROBLEM, "ask-problem", *questions.CATEGORY_CHOICES, expects=Expects.PROBLEM)
    else:
        back_to_question(step)


def _taken_back(talk: Talk, kept: Before) -> Iterator[Arg]:
    """What differs between now and then, in words."""
    new, old = talk.draft or Draft(), kept.draft or Draft()
    if talk.draft is None and kept.draft is not None:
        yield Term("undo-dropped")
        return
    if new.issue != old.issue and new.issue is not None:
        yield Phrase("undo-problem", (("category", issue_term(new.issue)),))
    elif new.words != old.words:
        yield Term("undo-words")
    if new.where != old.where:
        yield Phrase("undo-address", (("address", address(new.where)),))
    yield from _of_person(new, old)
    if len(new.photos) > len(old.photos):
        yield Term("undo-photo")
    if _time(talk.pick, new) != _time(kept.pick, old):
        yield Term("undo-time")
    more = [waiting.issue for waiting in talk.later[len(kept.later) :] if waiting.issue != old.issue]
    yield from (Phrase("undo-problem", (("category", issue_term(issue)),)) for issue in more)


def _of_person(new: Draft, old: Draft) -> Iterator[Arg]:
    phone, known = (draft.who.phone if draft.who else None for draft in (new, old))
    name, called = (draft.who.name if draft.who else None for draft in (new, old))
    if phone != known:
        yield Phrase("undo-phone", (("phone", phone or Term("no-phone")),))
    if name != called:
        yield Phrase("undo-name", (("name", name or Term("nothing-yet")),))


def _time(pick: Pick | None, draft: Draft) -> tuple[datetime | None, When | None, int | None]:
    """The time that is chosen or wished for, and the visit that is being moved."""
    return (pick.window if pick else None, draft.when, pick.request if pick else None)
