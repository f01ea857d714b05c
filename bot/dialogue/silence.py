"""Picks a talk up again after a silence: what was said so far, what has expired, and the open question."""

from collections.abc import Iterator
from datetime import timedelta

from booking.terms import Intent, Route
from booking.windows import Window
from bot.dialogue import afterwards, emergencies
from bot.dialogue.drafting import drop_hold, wait_for, wish_again
from bot.dialogue.onward import ask_next, back_to_question
from bot.dialogue.people import contact_of, speaker
from bot.dialogue.picking import remind_card
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft, Waiting
from bot.dialogue.wording import address, issue_term, span
from bot.understanding.meaning import Meaning
from locales.args import Arg, Joined

#: After so long someone who asks whether we are there wants to know how things stand.
AWAY = timedelta(hours=1)
#: After so long another problem is what the talk is about now; the one before waits.
LONG_AWAY = timedelta(hours=12)


def how_long(step: Step) -> timedelta:
    """How long the person has said nothing."""
    heard_at = step.talk.heard_at
    return timedelta() if heard_at is None else step.world.now - heard_at


def hear(step: Step, meaning: Meaning) -> bool:
    """Answer "are you there?" and a mere greeting; False when there is nothing to come back to."""
    talk = step.talk
    silent_only = meaning.answer.presence and meaning.intent in (Intent.OTHER, Intent.PROGRESS, Intent.HUMAN)
    if not silent_only or meaning.issues or talk.ask in (Ask.DANGER, Ask.COMMENT):
        return False
    if emergencies.lacks_phone(step):
        emergencies.still_coming(step)
    elif talk.draft is not None and not talk.draft.is_idle():
        _recap(step, talk.draft)
    elif talk.ask not in (Ask.NOTHING, Ask.PROBLEM, Ask.CATEGORY):
        step.say("here")
        back_to_question(step)
    elif how_long(step) >= AWAY and afterwards.open_requests(step):
        step.say("here")
        afterwards.tell_progress(step)
    else:
        return False
    return True


def _recap(step: Step, draft: Draft) -> None:
    """One line of what was said, one of what has expired, then the open question."""
    kept = step.talk.ask is Ask.CONFIRM and not _has_expired(step)
    if kept:
        step.say("here")
        remind_card(step)  # it says all there is
        return
    facts = tuple(_told(step, draft))
    if facts:
        step.say("so-far", facts=Joined(facts))
    else:
        step.say("here")
    if _tell_expired(step, draft):
        ask_next(step)
    else:
        back_to_question(step)


def _told(step: Step, draft: Draft) -> Iterator[Arg]:
    if draft.issue is not None:
        yield issue_term(draft.issue)
    if draft.where is not None:
        yield address(draft.where)
    if draft.who is not None and (draft.who.phone or draft.who.name):
        yield contact_of(draft.who, draft.relation, speaker(step.talk))
    pick = step.talk.pick
    if pick is not None and pick.request is None and pick.window is not None and not _has_expired(step):
        yield span(Window(pick.window), step.world.now)


def _has_expired(step: Step) -> bool:
    """Whether the time that was kept for the draft is over or was given back."""
    pick, now = step.talk.pick, step.world.now
    if pick is None or pick.request is not None or pick.window is None:
        return False
    return pick.window <= now or (pick.until is not None and pick.until <= now)


def _tell_expired(step: Step, draft: Draft) -> bool:
    pick = step.talk.pick
    if pick is None or pick.window is None or not _has_expired(step):
        return False
    if pick.window <= step.world.now:
        step.say("time-passed")
        drop_hold(step)
        step.talk.pick = None
    else:
        step.say("hold-lapsed", window=span(Window(pick.window), step.world.now))
        wish_again(step, draft)
    return True


def put_aside(step: Step, meaning: Meaning) -> bool:
    """Make room for another problem told after a long silence: the unfinished one is booked with it.

    False where the message is about the same kind of work, or nothing unfinished is there.
    """
    talk, draft = step.talk, step.talk.draft
    first = next((issue for issue in meaning.issues if issue.route is Route.IN_HOME), None)
    if draft is None or draft.issue is None or draft.danger is not None or draft.doubt is not None:
        return False
    if first is None or meaning.intent is not Intent.REPORT or meaning.answer.correction:
        return False
    if first.category == draft.issue.category or how_long(step) < LONG_AWAY:
        return False
    waiting = Waiting(issue=draft.issue, words=draft.words, told=draft.told, photos=draft.photos)
    if not wait_for(step, waiting):
        return False
    step.say("put-aside", category=issue_term(draft.issue))
    drop_hold(step)
    talk.pick = None
    talk.draft = Draft(where=draft.where, who=draft.who, room_asked=draft.room_asked, bad_phone=draft.bad_phone)
    step.settle()
    return True
