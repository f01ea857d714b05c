"""The same kind of trouble again: within the warranty free rework is offered; where nobody came, another time."""

from datetime import datetime

from booking.lifecycle import Status
from booking.requests import MOST_PHOTOS
from booking.terms import Phase, Urgency
from bot.dialogue import afterwards, rework
from bot.dialogue.acts import AttachPhoto
from bot.dialogue.drafting import drop_hold
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft, Pick
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term
from bot.understanding.meaning import Meaning, Where
from locales.args import Day, Moment, Term
from locales.keys import Key

#: A visit that was done; one that waits for the verdict is asked about anyway.
_OVER = frozenset({Status.CONFIRMED, Status.CLOSED})
_PLACE = ("district", "estate", "road", "lane", "building", "room")


def earlier(step: Step, draft: Draft) -> RequestView | None:
    """The newest request for the same kind of work at the same place that this may be about.

    Its warranty still runs, or it waits for another time.
    """
    if draft.issue is None or draft.issue.category is None or draft.issue.urgency is Urgency.EMERGENCY:
        return None
    alike = [r for r in step.world.my_requests() if r.category is draft.issue.category]
    found = [r for r in alike if afterwards.lacks_time(r) or _runs(r, step.world.now)]
    return next((r for r in found if draft.where is None or _same_place(r.where, draft.where)), None)


def _runs(request: RequestView, now: datetime) -> bool:
    return request.status in _OVER and request.finished_at is not None and rework.is_due(request, now)


def _same_place(one: Where, other: Where) -> bool:
    pairs = [(getattr(one, part), getattr(other, part)) for part in _PLACE]
    return all(None in pair or pair[0] == pair[1] for pair in pairs)


def must_ask(step: Step, draft: Draft) -> bool:
    """Whether the person has yet to say if it is the same trouble again."""
    return not draft.rework_asked and earlier(step, draft) is not None


def ask(step: Step) -> None:
    """Ask whether it is the same trouble again, saying what then happens."""
    draft = step.talk.draft
    known = earlier(step, draft) if draft is not None else None
    if known is None:
        step.settle()
    elif afterwards.lacks_time(known):
        step.ask(
            Ask.REWORK,
            "ask-lost-again",
            *_answers("button-lost-yes", known),
            expects=Expects.CONFIRM,
            number=known.number,
            category=category_term(known.category),
        )
    else:
        _ask_rework(step, known)


def _ask_rework(step: Step, known: RequestView) -> None:
    if known.finished_at is None or known.warranty_until is None:
        step.settle()
        return
    step.ask(
        Ask.REWORK,
        "ask-rework",
        *_answers("button-rework-yes", known),
        expects=Expects.CONFIRM,
        number=known.number,
        category=category_term(known.category),
        provider=known.provider_name or Term("someone"),
        done=Moment(known.finished_at, step.world.now),
        until=Day(known.warranty_until),
    )


def _answers(yes: Key, known: RequestView) -> tuple[Choice, Choice]:
    return Choice(yes, f"again:{known.id}"), Choice("button-rework-no", "notagain")


def answer(meaning: Meaning) -> bool | None:
    """Whether it is the same trouble, from words; None where they do not say."""
    if meaning.answer.yes is None or meaning.issues:
        return None
    return meaning.answer.yes


def do_again(step: Step) -> None:
    """It is the same trouble: the earlier request goes on, with the words, photos and wish told now."""
    draft = step.talk.draft
    known = earlier(step, draft) if draft is not None else None
    if draft is None or known is None:
        step.settle()
        return
    drop_hold(step)
    step.settle()
    step.talk.draft, step.talk.pick = None, Pick(request=known.id, rework=True, when=draft.when)
    room = max(0, MOST_PHOTOS - step.world.photo_count(known.id, Phase.BEFORE))
    step.act(*[AttachPhoto(known.id, photo, Phase.BEFORE) for photo in draft.photos[:room]])
    if afterwards.lacks_time(known):
        afterwards.ask_move(step, None, known)
    else:
        rework.ask_for(step, known, " ".join(draft.words))


def book_anew(step: Step) -> None:
    """It is something else: an ordinary visit, not asked about again."""
    if step.talk.draft is not None:
        step.talk.draft.rework_asked = True
    step.settle()
