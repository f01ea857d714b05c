"""After booking: progress, cancelling, moving, the verdict and the rating."""

from collections.abc import Sequence

from booking.lifecycle import ENDED, Status
from booking.terms import Urgency
from bot.dialogue import linked, picking
from bot.dialogue.acts import AddContact, AskPerson, Cancel, Comment, Escalate, Rate, Verdict
from bot.dialogue.drafting import wish_again
from bot.dialogue.linked import CANCELLABLE, MOVABLE
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Pick
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term, status_term, when_of
from bot.understanding.meaning import Meaning, When
from bot.understanding.people_words import read_people
from locales.args import Lines, Phrase, Term
from locales.keys import Key

_DETAILS: dict[Status, Key] = {
    Status.SUBMITTED: "progress-offering",
    Status.OFFERING: "progress-offering",
    Status.SCHEDULED: "progress-scheduled",
    Status.ON_THE_WAY: "progress-on-the-way",
    Status.IN_PROGRESS: "progress-in-progress",
    Status.DONE: "progress-done",
    Status.CONFIRMED: "progress-confirmed",
    Status.NO_SHOW: "progress-no-show",
    Status.UNRESOLVED: "progress-unresolved",
    Status.CLOSED: "progress-closed",
    Status.CANCELLED: "progress-cancelled",
}
#: An emergency has no window: it is told by who was called.
_EMERGENCY_DETAILS: dict[Status, Key] = {
    Status.OFFERING: "progress-alarm",
    Status.SCHEDULED: "emergency-acknowledged",
}


def open_requests(step: Step) -> list[RequestView]:
    """The person's requests that have not ended, the newest first."""
    return [r for r in step.world.my_requests() if r.status not in ENDED]


def tell_progress(step: Step) -> None:
    """Say where everything stands; with one request in detail."""
    active, draft = open_requests(step), step.talk.draft
    if not active and draft is not None and not draft.is_idle():
        step.say("progress-draft")
        return
    if not active:
        last = step.world.my_requests()
        if last:
            tell_one(step, last[0])
        else:
            step.say("progress-none")
        return
    if len(active) == 1:
        tell_one(step, active[0])
        return
    step.say("progress-list", lines=Lines(tuple(_line(step, request) for request in active)))


def _line(step: Step, request: RequestView) -> Phrase:
    return Phrase(
        "progress-line",
        (
            ("number", request.number),
            ("category", category_term(request.category)),
            ("status", status_term(request.status)),
            ("window", when_of(request, step.world.now)),
        ),
    )


def tell_one(step: Step, request: RequestView) -> None:
    """Where one request stands, with what can be done about it."""
    if request.urgency is Urgency.EMERGENCY and request.status in _EMERGENCY_DETAILS:
        _tell_emergency(step, request)
        return
    step.say(
        "overdue-sorry" if _is_overdue(step, request) else _DETAILS[request.status],
        *_next_choices(request),
        number=request.number,
        category=category_term(request.category),
        window=when_of(request, step.world.now),
        provider=request.provider_name or Term("nothing-yet"),
        technician=request.technician_name or Term("someone"),
        phone=request.provider_phone or "",
    )


def _is_overdue(step: Step, request: RequestView) -> bool:
    late = request.window_end is not None and request.window_end < step.world.now
    return request.status is Status.SCHEDULED and late


def _tell_emergency(step: Step, request: RequestView) -> None:
    district = request.where.district
    phone = step.world.centre(district)[1] if district is not None else ""
    step.say(
        _EMERGENCY_DETAILS[request.status],
        *_next_choices(request),
        urgent=True,
        number=request.number,
        status=status_term(request.status),
        provider=request.provider_name or Term("nothing-yet"),
        phone=request.provider_phone or phone,
    )


def _next_choices(request: RequestView) -> list[Choice]:
    made: list[Choice] = []
    if request.status is Status.DONE:
        made += verdict_choices(request.id)
    if request.status in MOVABLE and request.urgency is not Urgency.EMERGENCY:
        made.append(Choice("button-move", f"move:{request.id}"))
    if request.status in CANCELLABLE:
        made.append(Choice("button-cancel", f"cancel:{request.id}"))
    return made


def verdict_choices(request_id: int) -> list[Choice]:
    """Buttons for: does it work now?"""
    return [
        Choice("button-works", f"works:{request_id}"),
        Choice("button-not-fixed", f"bad:{request_id}"),
    ]


def rating_choices(request_id: int) -> list[Choice]:
    """Buttons for one to five stars."""
    return [Choice("button-stars", f"rate:{request_id}:{stars}", {"stars": stars}) for stars in (5, 4, 3, 2, 1)]


def ask_cancel(step: Step, request: RequestView | None = None) -> None:
    """Ask whether to cancel, and which one where there are several; the rule is told before."""
    active = [r for r in open_requests(step) if r.status in CANCELLABLE]
    if request is None and len(active) > 1 and not linked.are_one_booking(active):
        _ask_which(step, active, "cancel")
        return
    chosen = request or (active[0] if active else None)
    if chosen is None:
        step.say("cancel-none")
        return
    if chosen.status not in CANCELLABLE:
        tell_one(step, chosen)
        return
    together = [one for one in linked.booked_with(step, chosen) if one.status in CANCELLABLE]
    if len(together) > 1:
        linked.ask_whole(step, together, "cancel")
        return
    step.talk.about = chosen.id
    step.ask(
        Ask.CANCEL_SURE,
        "cancel-sure",
        Choice("button-cancel-yes", f"cancelok:{chosen.id}"),
        Choice("button-keep", "keep"),
        expects=Expects.CONFIRM,
        number=chosen.number,
        category=category_term(chosen.category),
        window=when_of(chosen, step.world.now),
    )


def ask_cancel_again(step: Step) -> None:
    """The question whether to cancel is still open."""
    request = _about(step)
    if request is None:
        step.settle()
    else:
        ask_cancel(step, request)


def _about(step: Step) -> RequestView | None:
    """The request that the open question is about."""
    return step.world.request(step.talk.about) if step.talk.about is not None else None


def cancel(step: Step, request_id: int) -> None:
    """Cancel for good."""
    step.settle()
    step.act(Cancel(request_id))


def ask_move(step: Step, meaning: Meaning | None, request: RequestView | None = None) -> None:
    """Find another window for a booked visit, with the same firm first."""
    active = [r for r in open_requests(step) if r.status in MOVABLE and r.urgency is not Urgency.EMERGENCY]
    if request is None and len(active) > 1 and not linked.are_one_booking(active):
        _ask_which(step, active, "move")
        return
    chosen = request or (active[0] if active else None)
    if chosen is not None and chosen.danger is not None and chosen.status in (Status.NO_SHOW, Status.UNRESOLVED):
        step.act(Escalate(chosen.id, chosen.danger, ""))  # an emergency waits for no window
        return
    if chosen is None or chosen not in active:
        if chosen is not None:
            tell_one(step, chosen)
        else:
            step.say("move-none")
        return
    together = [one for one in linked.same_visit(step, chosen) if one.status in MOVABLE]
    if step.talk.draft is not None:
        wish_again(step, step.talk.draft)
    if len(together) > 1:
        step.talk.pick = Pick(request=together[0].id, when=meaning.when if meaning else None)
        linked.ask_whole(step, together, "move")
        return
    _begin_move(step, chosen, meaning.when if meaning else None, [])
    if meaning is None or meaning.when is not None or not picking.choose(step, meaning.answer):
        picking.find(step)


def move(step: Step, request: RequestView, when: When | None, also: Sequence[int]) -> None:
    """Find another window for a request and for others of its visit."""
    _begin_move(step, request, when, also)
    picking.find(step)


def _begin_move(step: Step, request: RequestView, when: When | None, also: Sequence[int]) -> None:
    rework = request.status in (Status.NO_SHOW, Status.UNRESOLVED)
    step.talk.pick = Pick(request=request.id, rework=rework, when=when, also=list(also))


def ask_which_again(step: Step) -> None:
    """The question which request is meant is still open."""
    if step.talk.purpose == "cancel":
        ask_cancel(step)
    else:
        ask_move(step, None)


def _ask_which(step: Step, requests: Sequence[RequestView], purpose: str) -> None:
    step.talk.purpose = purpose
    step.ask(
        Ask.WHICH,
        "which-request",
        *[
            Choice(
                "button-request",
                f"{purpose}:{r.id}",
                {"number": r.number, "category": category_term(r.category)},
            )
            for r in requests
        ],
        expects=Expects.CONFIRM,
    )


def awaiting_verdict(step: Step) -> RequestView | None:
    """The newest request of which the person has yet to say whether it works."""
    return next((r for r in step.world.my_requests() if r.status is Status.DONE), None)


def awaiting_new_time(step: Step) -> RequestView | None:
    """The newest request for which the person was asked to pick another time."""
    lost = (Status.NO_SHOW, Status.UNRESOLVED)
    return next((r for r in open_requests(step) if r.status in lost and r.urgency is not Urgency.EMERGENCY), None)


def awaiting_rating(step: Step) -> RequestView | None:
    """The newest request that works and has no stars yet."""
    return next((r for r in step.world.my_requests() if r.status is Status.CONFIRMED and r.stars is None), None)


def give_verdict(step: Step, request_id: int, *, works: bool, words: str = "") -> None:
    """The resident says whether it works now."""
    step.act(Verdict(request_id, works, words))


def ask_verdict(step: Step, request: RequestView) -> None:
    """Ask whether it works now."""
    step.say(
        "nudge-verdict",
        *verdict_choices(request.id),
        expects=Expects.CONFIRM,
        number=request.number,
        category=category_term(request.category),
    )


def ask_rating(step: Step, request: RequestView) -> None:
    """Ask for stars."""
    step.talk.about = request.id
    step.ask(Ask.RATING, "ask-rating", *rating_choices(request.id), expects=Expects.RATING)


def ask_rating_again(step: Step) -> None:
    """The question for stars is still open, unless they came another way."""
    request = _about(step)
    if request is None or request.stars is not None:
        step.settle()
    else:
        ask_rating(step, request)


def ask_comment_again(step: Step) -> None:
    """The question for words is still open."""
    request = _about(step)
    if request is None:
        step.settle()
    else:
        ask_comment(step, request)


def hear_contact(step: Step, meaning: Meaning) -> bool:
    """A phone told after booking is for the request that is under way; False when there is neither."""
    active, who = open_requests(step), meaning.who
    if not active or who is None or who.phone is None or meaning.issues:
        return False
    relation = read_people(meaning.text).relation
    if relation is None:
        step.talk.who = who
    step.act(AddContact(active[0].id, who.name, who.phone, relation))
    return True


def hear_address(step: Step, meaning: Meaning) -> bool:
    """A door that turns out to be wrong after booking needs a person; False when none was told."""
    active = open_requests(step)
    if not active or meaning.where is None or not meaning.answer.correction or meaning.issues:
        return False
    step.act(AskPerson("human", meaning.text[:500], active[0].id, active[0].where.district))
    step.say("address-to-person", number=active[0].number)
    return True


def rate(step: Step, request_id: int, stars: int) -> None:
    """Give stars."""
    step.act(Rate(request_id, stars))


def ask_comment(step: Step, request: RequestView) -> None:
    """Thank for the stars and ask for words."""
    low = request.stars is not None and request.stars <= 2
    step.talk.about = request.id
    step.ask(
        Ask.COMMENT,
        "ask-comment-low" if low else "ask-comment",
        Choice("button-skip", f"skip:{request.id}"),
        expects=Expects.COMMENT,
    )


def comment(step: Step, words: str) -> None:
    """Give words, or none, and be done with it."""
    if step.talk.about is not None:
        step.act(Comment(step.talk.about, words[:1000]))
    step.settle()
