"""After booking: progress, cancelling, moving, the verdict and the rating."""

from collections.abc import Sequence

from booking.lifecycle import ENDED, LOST, Status
from booking.terms import Relation, Urgency
from bot.dialogue import linked, picking, proposals, rework
from bot.dialogue.acts import AddContact, AskPerson, Cancel, Escalate, Verdict
from bot.dialogue.drafting import wish_again
from bot.dialogue.linked import CANCELLABLE, MOVABLE
from bot.dialogue.says import Choice, Expects, Say
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Pick
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term, standing_term, status_term, travel_values, when_of
from bot.understanding.meaning import Meaning, When, Who
from bot.understanding.people_words import read_people
from locales.args import Arg, Lines, Phrase, Term
from locales.keys import Key

_DETAILS: dict[Status, Key] = {
    Status.SUBMITTED: "progress-offering",
    Status.OFFERING: "progress-offering",
    Status.SCHEDULED: "progress-scheduled",
    Status.ON_THE_WAY: "progress-under-way",
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
            ("status", standing_term(request)),
            ("window", when_of(request, step.world.now)),
        ),
    )


def tell_emergency_under_way(step: Step) -> bool:
    """Whoever says anything while help for an emergency is awaited hears how it stands; False where there is none."""
    urgent = [one for one in open_requests(step) if one.urgency is Urgency.EMERGENCY]
    waiting = [one for one in urgent if one.status in _EMERGENCY_DETAILS]
    if waiting:
        _tell_emergency(step, waiting[0])
    return bool(waiting)


def tell_one(step: Step, request: RequestView) -> None:
    """Where one request stands, with what can be done about it."""
    if request.urgency is Urgency.EMERGENCY and request.status in _EMERGENCY_DETAILS:
        _tell_emergency(step, request)
        return
    values: dict[str, Arg] = {
        "number": request.number,
        "category": category_term(request.category),
        "window": when_of(request, step.world.now),
        "provider": request.provider_name or Term("nothing-yet"),
        "technician": request.technician_name or Term("someone"),
        "phone": request.provider_phone or "",
    }
    values |= travel_values(request, step.world.now) | proposals.values(request, step.world.now)
    step.put(Say(_detail_key(step, request), values, tuple(_next_choices(step, request))))


def _detail_key(step: Step, request: RequestView) -> Key:
    if _is_overdue(step, request):
        return "overdue-sorry"
    if request.proposed is not None:
        return "progress-proposed"
    if request.status is Status.ON_THE_WAY and request.set_out_at is not None:
        return "progress-on-the-way" if request.travel_minutes is None else "progress-on-the-way-travel"
    return _DETAILS[request.status]


def _is_overdue(step: Step, request: RequestView) -> bool:
    late = request.window_end is not None and request.window_end < step.world.now
    return request.status is Status.SCHEDULED and late


def _tell_emergency(step: Step, request: RequestView) -> None:
    district = request.where.district
    phone = step.world.centre(district)[1] if district is not None else ""
    step.say(
        _EMERGENCY_DETAILS[request.status],
        *_next_choices(step, request),
        urgent=True,
        number=request.number,
        status=status_term(request.status),
        provider=request.provider_name or Term("nothing-yet"),
        phone=request.provider_phone or phone,
    )


def _next_choices(step: Step, request: RequestView) -> list[Choice]:
    made = proposals.choices(request)
    if request.status is Status.DONE:
        made += verdict_choices(request.id)
    elif request.status in (Status.CONFIRMED, Status.CLOSED):
        made += rework.choices_for(request, step.world.now)
    if request.status in rework.FINISHED:
        made.append(Choice("button-receipt", f"receipt:{request.id}"))
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


def ask_cancel(step: Step, request: RequestView | None = None) -> None:
    """Ask whether to cancel, and which one where there are several; the rule is told before."""
    active = [r for r in open_requests(step) if r.status in CANCELLABLE]
    if request is None and len(active) > 1 and not linked.are_one_booking(active):
        _ask_which(step, active, "cancel")
        return
    chosen = request or (active[0] if active else None)
    if chosen is None or chosen.status not in CANCELLABLE:
        _say_too_late(step, chosen, "cancel-none", "cancel-too-late")
        return
    together = [one for one in linked.booked_with(step, chosen) if one.status in CANCELLABLE]
    if len(together) > 1:
        linked.ask_whole(step, together, "cancel")
        return
    step.talk.about = chosen.id
    on_the_way = chosen.status is Status.ON_THE_WAY
    step.ask(
        Ask.CANCEL_SURE,
        "cancel-sure-on-the-way" if on_the_way else "cancel-sure",
        Choice("button-cancel-yes", f"cancelok:{chosen.id}"),
        Choice("button-keep", "keep"),
        expects=Expects.CONFIRM,
        number=chosen.number,
        category=category_term(chosen.category),
        window=when_of(chosen, step.world.now),
    )


def _say_too_late(step: Step, chosen: RequestView | None, none: Key, late: Key) -> None:
    """What cannot be cancelled or moved: nothing is there, or it is too late and this is what can be done."""
    request = chosen or next(iter(open_requests(step)), None)
    if request is None:
        step.say(none)
    elif request.status not in (Status.ON_THE_WAY, Status.IN_PROGRESS):
        tell_one(step, request)
    else:
        may_cancel = request.status in CANCELLABLE and late != "cancel-too-late"
        cancel = [Choice("button-cancel", f"cancel:{request.id}")] if may_cancel else []
        phone = request.provider_phone or Term("no-phone")
        step.say(late, *cancel, Choice("button-person", "human"), number=request.number, phone=phone)


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
    if chosen is not None and chosen.danger is not None and chosen.status in LOST:
        step.act(Escalate(chosen.id, chosen.danger, ""))  # an emergency waits for no window
        return
    if chosen is None or chosen not in active:
        _say_too_late(step, chosen, "move-none", "move-too-late")
        return
    together = [one for one in linked.same_visit(step, chosen) if one.status in MOVABLE]
    if step.talk.draft is not None:
        wish_again(step, step.talk.draft)
    if len(together) > 1:
        step.talk.pick = Pick(request=together[0].id, when=meaning.when if meaning else None)
        linked.ask_whole(step, together, "move")
        return
    _begin_move(step, chosen, meaning.when if meaning else _told_wish(step, chosen), [])
    if meaning is None or meaning.when is not None or not picking.choose(step, meaning.answer):
        picking.find(step)


def _told_wish(step: Step, request: RequestView) -> When | None:
    """When the next visit should be, if it was told with the words that opened the request again."""
    pick = step.talk.pick
    return pick.when if pick is not None and pick.request == request.id and pick.rework else None


def move(step: Step, request: RequestView, when: When | None, also: Sequence[int]) -> None:
    """Find another window for a request and for others of its visit."""
    _begin_move(step, request, when, also)
    picking.find(step)


def _begin_move(step: Step, request: RequestView, when: When | None, also: Sequence[int]) -> None:
    again = request.status in LOST
    step.talk.pick = Pick(request=request.id, rework=again, when=when, also=list(also))
    if not again and when is None:
        step.say("move-rule", number=request.number)


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
    return next((r for r in open_requests(step) if lacks_time(r)), None)


def lacks_time(request: RequestView) -> bool:
    """Whether the person is to choose another time for it; an emergency waits for no window."""
    return request.status in LOST and request.urgency is not Urgency.EMERGENCY


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


def hear_contact(step: Step, meaning: Meaning) -> bool:
    """A phone told after booking is for the request that is under way; False when there is neither."""
    if meaning.who is None or meaning.issues:
        return False
    return give_contact(step, meaning.who, read_people(meaning.text).relation)


def give_contact(step: Step, who: Who, relation: Relation | None = None) -> bool:
    """Give the newest open request another contact; False when there is no such request, or no phone."""
    active = open_requests(step)
    if not active or who.phone is None:
        return False
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
