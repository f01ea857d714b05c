"""Danger comes first: safety advice before anything else, then someone is sent with what is known."""

from collections.abc import Iterator

from booking.lifecycle import LOST, Status
from booking.requests import Order
from booking.terms import OUTSIDE, Category, Danger, Route, Urgency
from bot.dialogue.acts import AddContact, AttachPhoto, Escalate, Submit
from bot.dialogue.bundle import is_frail
from bot.dialogue.drafting import absorb, as_danger, begin_draft, keep_words, wait_for, wish_again
from bot.dialogue.people import merged, speaker
from bot.dialogue.questions import ask_address, ask_danger, place_is_known_enough
from bot.dialogue.says import Expects, Say
from bot.dialogue.step import Step
from bot.dialogue.surge import wait_told
from bot.dialogue.talk import Ask, Draft, Waiting
from bot.dialogue.views import RequestView
from bot.dialogue.wording import address, danger_key, place_of, status_term
from bot.understanding.meaning import Issue, Meaning, Who
from bot.understanding.safety_questions import asks_what_is_safe
from locales.args import Arg
from locales.keys import Key

_CATEGORIES = {
    Danger.WATER: Category.TAPS_PIPES,
    Danger.ELECTRICITY: Category.LIGHTING_CIRCUITS,
    Danger.SEWAGE: Category.DRAIN_CLEARING,
    Danger.FALLING: Category.WALL_REPAIR,
    Danger.LOCKED_IN: Category.DOORS_WINDOWS,
}
#: What is asked for when the open question is whom the crew of an emergency should call.
EMERGENCY_PHONE = "emergency_phone"
_UNDER_WAY = frozenset({Status.OFFERING, Status.SCHEDULED, Status.ON_THE_WAY, Status.IN_PROGRESS})
_ESCALATES_FROM = frozenset({Status.OFFERING, Status.SCHEDULED, *LOST})


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
        _tell_again(step, danger, same)
        if same.contact_phone is None and meaning is not None and meaning.who and meaning.who.phone:
            step.act(AddContact(same.id, meaning.who.name, meaning.who.phone))
        return
    draft = begin_draft(step)
    wish_again(step, draft)
    if meaning is not None:
        absorb(step, meaning)
    issue = _issue(danger, meaning)
    _put_off(step, draft, issue)
    if meaning is not None:
        keep_words(draft, meaning)
    as_danger(draft, danger)
    draft.issue = issue
    booked = _booked(step, issue)
    _advise(step, danger)
    if booked is not None:
        step.talk.draft = None
        step.act(Escalate(booked.id, danger, meaning.problem if meaning else ""))
    else:
        go_on(step)


def _put_off(step: Step, draft: Draft, issue: Issue) -> None:
    """Another problem that was being booked waits; what waited and is the danger itself does not."""
    talk = step.talk
    talk.later = [waiting for waiting in talk.later if waiting.issue.category != issue.category]
    if draft.issue is not None and draft.danger is None and draft.issue.category not in (issue.category, None):
        waiting = Waiting(issue=draft.issue, words=draft.words, told=draft.told)
        draft.words = [] if wait_for(step, waiting) else draft.words


def _tell_again(step: Step, danger: Danger, request: RequestView) -> None:
    """What to do in a danger that was reported already, and how that stands."""
    _advise(step, danger)
    _tell_known(step, request)


def _tell_known(step: Step, request: RequestView) -> None:
    step.say("emergency-known", urgent=True, number=request.number, status=status_term(request.status))


def go_on(step: Step) -> None:
    """Send someone as soon as the place is known; the phone is asked for afterwards."""
    draft = step.talk.draft
    if draft is None or draft.issue is None:
        return
    if not place_is_known_enough(draft):
        ask_address(step, draft)
        return
    assert draft.where is not None  # noqa: S101
    who, caller = draft.who, speaker(step.talk) if draft.relation is not None else None
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
                caller_name=caller.name if caller else None,
                caller_phone=caller.phone if caller else None,
                relation=draft.relation,
                danger=draft.danger,
                frail=is_frail(step),
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
    place = address(request.where)
    values: dict[str, Arg] = {"number": request.number, "centre": name, "phone": phone, "address": place}
    key: Key = "emergency-sent"
    if request.expected_at is not None:
        key, values["wait"] = "surge-emergency-sent", wait_told(request, step.world.now)
    step.put(Say(key, values, urgent=True))
    if talk.draft is not None:
        step.act(*[AttachPhoto(request.id, photo) for photo in talk.draft.photos])
    talk.draft = talk.pick = None
    talk.about = request.id
    if request.contact_phone is None:
        talk.purpose = EMERGENCY_PHONE
        ask_phone(step)
    else:
        step.settle()


def lacks_phone(step: Step) -> bool:
    """Whether the open question is whom the crew of an emergency should call."""
    return step.talk.ask is Ask.CONTACT and step.talk.purpose == EMERGENCY_PHONE


def ask_phone(step: Step) -> None:
    """Ask whom the crew should call."""
    step.ask(Ask.CONTACT, "emergency-phone", expects=Expects.CONTACT, urgent=True)


def hear_phone(step: Step, meaning: Meaning) -> bool:
    """An answer to the question whom the crew should call; False when the message is about something else."""
    talk, who = step.talk, meaning.who
    if talk.about is None:
        return False
    if who is not None and (who.phone is not None or who.bad_phone is not None):
        take_phone(step, who)
    elif meaning.answer.skip or meaning.answer.yes is False:
        talk.purpose = ""
        step.settle()
        step.say("emergency-no-phone")
    else:
        return False
    return True


def take_phone(step: Step, who: Who) -> None:
    """The crew calls this phone; one that cannot be a phone is asked for again."""
    if who.phone is None or step.talk.about is None:
        step.say("phone-wrong", expects=Expects.CONTACT, given=who.bad_phone or "")
        return
    step.talk.who = merged(step.talk.who, who)
    step.act(AddContact(step.talk.about, who.name, who.phone))


def still_coming(step: Step) -> None:
    """Someone adds words to an emergency that was sent: say that help comes, and ask for the phone once more."""
    request = step.world.request(step.talk.about) if step.talk.about is not None else None
    if request is not None:
        _tell_known(step, request)
    ask_phone(step)


def hear_question(step: Step, meaning: Meaning) -> bool:
    """While help is on its way: who asks what is safe to do is told again what to do in that danger."""
    sent = next(_sent(step), None) if asks_what_is_safe(meaning.text) else None
    if sent is None:
        return False
    _tell_again(step, *sent)
    return True


def ask_doubt(step: Step, danger: Danger, meaning: Meaning) -> None:
    """Danger is possible: give the advice that harms nobody, and ask the question that settles it."""
    same = _already_sent(step, danger)
    if same is not None:
        _tell_again(step, danger, same)
        return
    draft = begin_draft(step)
    absorb(step, meaning)
    keep_words(draft, meaning)
    draft.doubt, draft.tip = danger, ""  # where danger was possible nobody tries anything
    ask_danger(step, danger)


def _advise(step: Step, danger: Danger) -> None:
    step.say(danger_key("advice", danger), urgent=True)


def _issue(danger: Danger, meaning: Meaning | None) -> Issue:
    if danger in OUTSIDE:
        return Issue(Route.UTILITY, None, Urgency.EMERGENCY)
    told = next((i for i in meaning.issues if i.category), None) if meaning else None
    category = told.category if told else _CATEGORIES[danger]
    return Issue(Route.IN_HOME, category, Urgency.EMERGENCY)


def _already_sent(step: Step, danger: Danger) -> RequestView | None:
    """An emergency of this kind that is already on its way to the same person."""
    return next((request for known, request in _sent(step) if known == danger), None)


def _sent(step: Step) -> Iterator[tuple[Danger, RequestView]]:
    """Emergencies of this person for which help is on its way or there, the latest first."""
    for request in step.world.my_requests():
        if request.danger is not None and request.status in _UNDER_WAY:
            yield request.danger, request


def _booked(step: Step, issue: Issue) -> RequestView | None:
    """A booked visit for the same kind of work, which becomes the emergency."""
    if issue.category is None:
        return None
    for request in step.world.my_requests():
        if request.category == issue.category and request.status in _ESCALATES_FROM:
            return request
    return None
