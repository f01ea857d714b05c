"""The same kind of trouble again within the warranty: offered as free rework before anything else is asked."""

from datetime import datetime

from booking.lifecycle import Status
from booking.requests import MOST_PHOTOS
from booking.terms import Phase, Urgency
from bot.dialogue import rework
from bot.dialogue.acts import AttachPhoto
from bot.dialogue.drafting import drop_hold
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft, Pick
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term
from bot.understanding.meaning import Meaning, Where
from locales.args import Day, Moment, Term

#: A visit that was done; one that waits for the verdict is asked about anyway.
_OVER = frozenset({Status.CONFIRMED, Status.CLOSED})
_PLACE = ("district", "estate", "road", "lane", "building", "room")


def warranted(step: Step, draft: Draft) -> RequestView | None:
    """The newest finished visit for the same kind of work at the same place whose warranty still runs."""
    if draft.issue is None or draft.issue.category is None or draft.issue.urgency is Urgency.EMERGENCY:
        return None
    done = [r for r in step.world.my_requests() if r.category is draft.issue.category and _runs(r, step.world.now)]
    return next((r for r in done if draft.where is None or _same_place(r.where, draft.where)), None)


def _runs(request: RequestView, now: datetime) -> bool:
    return request.status in _OVER and request.finished_at is not None and rework.is_due(request, now)


def _same_place(one: Where, other: Where) -> bool:
    pairs = [(getattr(one, part), getattr(other, part)) for part in _PLACE]
    return all(None in pair or pair[0] == pair[1] for pair in pairs)


def must_ask(step: Step, draft: Draft) -> bool:
    """Whether the person has yet to say if it is the same trouble again."""
    return not draft.rework_asked and warranted(step, draft) is not None


def ask(step: Step) -> None:
    """Ask whether it is the same trouble again, saying that the second visit is free and until when."""
    draft = step.talk.draft
    earlier = warranted(step, draft) if draft is not None else None
    if draft is None or earlier is None or earlier.finished_at is None or earlier.warranty_until is None:
        step.settle()
        return
    step.ask(
        Ask.REWORK,
        "ask-rework",
        Choice("button-rework-yes", f"again:{earlier.id}"),
        Choice("button-rework-no", "notagain"),
        expects=Expects.CONFIRM,
        number=earlier.number,
        category=category_term(earlier.category),
        provider=earlier.provider_name or Term("someone"),
        done=Moment(earlier.finished_at, step.world.now),
        until=Day(earlier.warranty_until),
    )


def answer(meaning: Meaning) -> bool | None:
    """Whether it is the same trouble, from words; None where they do not say."""
    if meaning.answer.yes is None or meaning.issues:
        return None
    return meaning.answer.yes


def do_again(step: Step) -> None:
    """It is the same trouble: the earlier request opens again, with the words, photos and wish told now."""
    draft = step.talk.draft
    earlier = warranted(step, draft) if draft is not None else None
    if draft is None or earlier is None:
        step.settle()
        return
    drop_hold(step)
    step.settle()
    step.talk.draft, step.talk.pick = None, Pick(request=earlier.id, rework=True, when=draft.when)
    room = max(0, MOST_PHOTOS - step.world.photo_count(earlier.id, Phase.BEFORE))
    step.act(*[AttachPhoto(earlier.id, photo, Phase.BEFORE) for photo in draft.photos[:room]])
    rework.ask_for(step, earlier, " ".join(draft.words))


def book_anew(step: Step) -> None:
    """It is something else: an ordinary visit, not asked about again."""
    if step.talk.draft is not None:
        step.talk.draft.rework_asked = True
    step.settle()
