"""Danger comes first: safety advice before anything else, then someone is sent with what is known."""

from booking.lifecycle import Status
from booking.requests import Order
from booking.terms import Category, Danger, Route, Urgency
from bot.dialogue.acts import AddContact, Escalate, Submit
from bot.dialogue.drafting import absorb, as_danger, begin_draft, keep_words
from bot.dialogue.picking import drop_hold
from bot.dialogue.questions import ask_address, place_is_known_enough
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.dialogue.views import RequestView
from bot.dialogue.wording import danger_key, place_of, status_term
from bot.understanding.meaning import Issue, Meaning

#: Dangers that belong to a utility, the fire brigade or the lift service, and to the centre as their witness.
_UTILITY = frozenset({Danger.GAS, Danger.FIRE, Danger.LIFT})
_CATEGORIES = {
    Danger.WATER: Category.TAPS_PIPES,
    Danger.ELECTRICITY: Category.LIGHTING_CIRCUITS,
    Danger.SEWAGE: Category.DRAIN_CLEARING,
    Danger.FALLING: Category.WALL_REPAIR,
    Danger.LOCKED_IN: Category.DOORS_WINDOWS,
}
_ESCALATES_FROM = frozenset({Status.OFFERING, Status.SCHEDULED, Status.NO_SHOW, Status.UNRESOLVED})


def danger_in(meaning: Meaning) -> Danger | None:
    """The danger that was recognised, or the one that an emergency of this kind of work means."""
    if meaning.danger is not None:
        return meaning.danger
    urgent = [i.category for i in meaning.issues if i.urgency is Urgency.EMERGENCY and meaning.danger_doubt is None]
    return next((danger for category in urgent for danger, known in _CATEGORIES.items() if known == category), None)


def take_over(step: Step, danger: Danger, meaning: Meaning | None) -> None:
    """Danger is certain: advise, then send someone with the address and phone that are known, or ask for them."""
    same = _already_sent(step, danger)
    if same is not None:
        _advise(step, danger)
        step.say("emergency-known", urgent=True, number=same.number, status=status_term(same.status))
        return
    drop_hold(step)
    step.talk.pick = None
    draft = begin_draft(step)
    if meaning is not None:
        absorb(step, meaning)
        keep_words(draft, meaning)
    as_danger(draft, danger)
    draft.issue = _issue(danger, meaning)
    booked = _booked(step, draft.issue)
    _advise(step, danger)
    if booked is not None:
        step.talk.draft = None
        step.act(Escalate(booked.id, danger, meaning.problem if meaning else ""))
    else:
        go_on(step)


def go_on(step: Step) -> None:
    """Send someone as soon as the place is known; the phone is asked for afterwards."""
    draft = step.talk.draft
    if draft is None or draft.issue is None:
        return
    if not place_is_known_enough(draft):
        ask_address(step, draft)
        return
    assert draft.where is not None  # noqa: S101
    who = draft.who
    step.act(
        Submit(
            Order(
                resident=step.world.party,
                route=draft.issue.route,
                category=draft.issue.category,
                urgency=Urgency.EMERGENCY,
                problem=" / ".join(draft.words),
                place=place_of(draft.where),
                contact_name=who.name if who else None,
                contact_phone=who.phone if who else None,
                danger=draft.danger,
            )
        )
    )


def on_sent(step: Step, request: RequestView) -> None:
    """The centre has been called: say so, with its number, and ask for a phone if there is none."""
    talk = step.talk
    district = request.where.district
    if district is None:
        return
    name, phone = step.world.centre(district)
    step.say("emergency-sent", urgent=True, number=request.number, centre=name, phone=phone)
    talk.draft = talk.pick = None
    talk.about = request.id
    if request.contact_phone is None:
        talk.purpose = "emergency_phone"
        step.ask(Ask.CONTACT, "emergency-phone", expects=Expects.CONTACT, urgent=True)
    else:
        step.settle()


def hear_phone(step: Step, meaning: Meaning) -> bool:
    """The phone for an emergency that is already under way; False when the message holds none."""
    who = meaning.who
    if step.talk.about is None or who is None or who.phone is None:
        return False
    step.act(AddContact(step.talk.about, who.name, who.phone))
    return True


def ask_doubt(step: Step, danger: Danger, meaning: Meaning) -> None:
    """Danger is possible: give the advice that harms nobody, and ask the question that settles it."""
    draft = begin_draft(step)
    absorb(step, meaning)
    keep_words(draft, meaning)
    draft.doubt = danger
    step.ask(
        Ask.DANGER,
        danger_key("doubt", danger),
        Choice("button-danger-yes", "danger:yes"),
        Choice("button-danger-no", "danger:no"),
        expects=Expects.CONFIRM,
        urgent=True,
    )


def _advise(step: Step, danger: Danger) -> None:
    step.say(danger_key("advice", danger), urgent=True)


def _issue(danger: Danger, meaning: Meaning | None) -> Issue:
    if danger in _UTILITY:
        return Issue(Route.UTILITY, None, Urgency.EMERGENCY)
    told = next((i for i in meaning.issues if i.category), None) if meaning else None
    category = told.category if told else _CATEGORIES[danger]
    return Issue(Route.IN_HOME, category, Urgency.EMERGENCY)


def _already_sent(step: Step, danger: Danger) -> RequestView | None:
    """An emergency of this kind that is already on its way to the same person."""
    for request in step.world.my_requests():
        under_way = request.status in (
            Status.OFFERING,
            Status.SCHEDULED,
            Status.ON_THE_WAY,
            Status.IN_PROGRESS,
        )
        if under_way and request.danger == danger:
            return request
    return None


def _booked(step: Step, issue: Issue) -> RequestView | None:
    """A booked visit for the same kind of work, which becomes the emergency."""
    if issue.category is None:
        return None
    for request in step.world.my_requests():
        if request.category == issue.category and request.status in _ESCALATES_FROM:
            return request
    return None
