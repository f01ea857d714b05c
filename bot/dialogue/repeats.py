"""The same kind of trouble again within the warranty: offered as free rework before anything else is asked."""

from datetime import datetime, timedelta

from booking.lifecycle import Status
from booking.terms import Urgency
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term
from bot.understanding.meaning import Meaning, Where, Who
from locales.args import Moment, Term

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
    return request.status in _OVER and request.finished_at is not None and now <= _ends(request, request.finished_at)


def _ends(request: RequestView, finished_at: datetime) -> datetime:
    return finished_at + timedelta(days=request.warranty_days)


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
    if draft is None or earlier is None or earlier.finished_at is None:
        step.settle()
        return
    step.ask(
        Ask.REWORK,
        "ask-rework",
        Choice("button-rework-yes", f"rework:{earlier.id}"),
        Choice("button-rework-no", "norework"),
        expects=Expects.CONFIRM,
        number=earlier.number,
        category=category_term(earlier.category),
        provider=earlier.provider_name or Term("someone"),
        done=Moment(earlier.finished_at, step.world.now),
        until=Moment(_ends(earlier, earlier.finished_at), step.world.now),
    )


def answer(meaning: Meaning) -> bool | None:
    """Whether it is the same trouble, from words; None where they do not say."""
    if meaning.answer.yes is None or meaning.issues:
        return None
    return meaning.answer.yes


def settle(step: Step, *, same: bool) -> None:
    """The question is answered; the address and the contact of the earlier visit need not be asked again."""
    draft = step.talk.draft
    if draft is None:
        return
    earlier = warranted(step, draft) if same else None
    draft.rework_asked = True
    step.settle()
    if earlier is None:
        return
    draft.rework = earlier.id
    draft.where = draft.where or earlier.where
    draft.room_asked = True
    if draft.who is None and earlier.contact_phone is not None:
        draft.who = Who(name=earlier.contact_name, phone=earlier.contact_phone)


def firm(step: Step, draft: Draft) -> str | None:
    """The firm that did the work before, which is asked first."""
    earlier = step.world.request(draft.rework) if draft.rework is not None else None
    return earlier.provider if earlier is not None else None
