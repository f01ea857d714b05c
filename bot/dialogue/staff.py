"""The side of firms, technicians and duty officers: offers to answer and the steps of a visit."""

import re
from collections.abc import Callable

from booking.lifecycle import Status
from booking.terms import Urgency
from bot.dialogue import assigning, day_plan, proposing, staff_cards, staff_outcomes, talks, travel, visit_photos
from bot.dialogue.acts import Accept, Decline, Progress
from bot.dialogue.events import Changed, Event, PhotosSent, Pressed, Refused, Said
from bot.dialogue.offered import (
    has_number,
    is_proposed,
    offered_visits,
    open_visits,
    which_choice,
    with_offer,
)
from bot.dialogue.reporting import ask_charge, hear_amount, hear_charge, hear_item, hear_note, names_item
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step, begin, switch_language
from bot.dialogue.talk import Ask, Talk
from bot.dialogue.wording import status_term
from bot.dialogue.world import World
from bot.understanding.meaning import Meaning
from bot.understanding.staff_words import Command

_NUMBER = re.compile(r"(?<![A-Za-z0-9_-])\d{4,10}(?!\d|年|-\d)")
_LISTED = 5
_REASONS = ("busy", "far", "skill", "other")


def step(talk: Talk, event: Event, world: World) -> Step:
    """The next step of a talk with a firm, technician or centre; the given talk is not changed."""
    made = begin(talk, world)
    if not talks.take(made, event):
        _on_event(made, event)
    return made


def _on_event(made: Step, event: Event) -> None:
    match event:
        case Said(meaning=meaning, command=command):
            _on_said(made, meaning, command)
        case Pressed(action=action):
            _press(made, action)
        case Changed(what=what, request=request):
            staff_outcomes.on_changed(made, what, request)
        case Refused():
            staff_outcomes.on_refused(made, event)
        case PhotosSent():
            visit_photos.on_photos(made, event)
        case _:
            made.say("staff-words-only")


def _on_said(made: Step, meaning: Meaning, command: Command | None) -> None:
    talk = made.talk
    if meaning.answer.language:
        talk.choose(talk.language_of(meaning))
        made.say("language-switched")
        return
    if command is not None:  # codes and amounts say nothing of the language
        talk.choose(talk.language_of(meaning))
    number = _NUMBER.search(meaning.text)
    named = int(number.group()) if number else None
    if _answer(made, meaning, command, named) or travel.hear(made, meaning.text, command, named):
        return
    if not proposing.hear(made, meaning, command, named):
        _on_command(made, command, named, meaning)


def _answer(made: Step, meaning: Meaning, command: Command | None, number: int | None) -> bool:
    """Take the words as the answer to the open question; False where they are a command instead."""
    match made.talk.ask:
        case Ask.DECLINE_REASON if made.talk.about is not None and command not in (Command.ACCEPT, Command.PROPOSE):
            made.act(Decline(made.talk.about, meaning.text[:200]))
            made.settle()
        case Ask.PROPOSE:
            return proposing.answer(made, meaning, command, number)
        case Ask.CHARGE if command is None or names_item(meaning.text):
            hear_charge(made, meaning.text)
        case Ask.AMOUNT if command is None:
            hear_amount(made, meaning.text)
        case Ask.TECHNICIAN if command is None:
            return assigning.answer(made, meaning)
        case Ask.NOTE:
            hear_note(made, "" if meaning.answer.skip else meaning.text)
        case _:
            return False
    return True


def _on_command(made: Step, command: Command | None, number: int | None, meaning: Meaning) -> None:
    if command in (Command.ACCEPT, Command.DECLINE):
        _on_offers(made, command, number)
    elif command in _STEPS:
        _on_visit(made, command, number)
    elif command is Command.ASSIGN:
        assigning.hear(made, meaning.text, number)
    elif number is not None:
        _tell_numbered(made, number)
    elif (day := day_plan.day_meant(made, meaning)) is not None:
        day_plan.tell_day(made, day)
    else:
        staff_cards.list_all(made)


def _on_offers(made: Step, command: Command, number: int | None) -> None:
    """Accept or decline the offer that is named, or the only one; an alarm before all others."""
    offers = [visit[0] for visit in open_visits(made.world) if number is None or has_number(visit, number)]
    if not offers:
        _tell_decided(made, number)
    elif len(offers) > 1 and offers[0].request.urgency is not Urgency.EMERGENCY:
        name = "acc" if command is Command.ACCEPT else "dec"
        made.say("which-offer", *[which_choice(offer, name) for offer in offers[:_LISTED]])
    elif command is Command.ACCEPT:
        made.act(Accept(offers[0].id))
    else:
        _ask_reason(made, str(offers[0].id))


def _tell_decided(made: Step, number: int | None) -> None:
    """Nothing waits for the firm: what it proposed for this request does for the resident, or there is nothing."""
    waiting = [visit for visit in offered_visits(made.world) if number is None or has_number(visit, number)]
    if len(waiting) == 1:
        proposing.tell_waiting(made, waiting[0][0].request, waiting[0])
    else:
        made.say("no-open-offers")


def _on_visit(made: Step, command: Command, number: int | None) -> None:
    """Take the next step of the visit that is named, or of the first that it fits."""
    act, statuses = _STEPS[command]
    visits = [visit for visit in made.world.visits_today() if number in (None, visit.number)]
    fitting = next((visit for visit in visits if visit.status in statuses), None)
    if fitting is None:
        made.say("no-such-visit")
    else:
        act(made, str(fitting.id))


def _tell_numbered(made: Step, number: int) -> None:
    """A number alone: that request, as far as this party may see it."""
    visit = made.world.numbered(number)
    offered = next((offers for offers in offered_visits(made.world) if has_number(offers, number)), None)
    if offered is not None:
        staff_cards.tell_offer(made, offered)
    elif visit is not None:
        staff_cards.tell_visit(made, visit)
    else:
        made.say("number-unknown", number=number)


def _press(made: Step, action: str) -> None:
    name, _, rest = action.partition(":")
    handler = _HANDLERS.get(name)
    if handler is None or len(rest) > 60:
        made.say("stale-button")
    else:
        handler(made, rest)


def _number(rest: str) -> int | None:
    return int(rest) if rest.isascii() and rest.isdigit() and len(rest) < 20 and int(rest) < 2**63 else None


def _accept(made: Step, rest: str) -> None:
    offer = _number(rest)
    if offer is None:
        made.say("stale-button")
    else:
        made.act(Accept(offer))


def _ask_reason(made: Step, rest: str) -> None:
    visit = with_offer(made.world, rest)
    if visit is None:
        made.say("offer-gone")
        return
    offer = visit[0]
    made.talk.about = offer.id
    another = [] if is_proposed(visit) else [Choice("button-propose", f"prop:{offer.id}")]
    made.ask(
        Ask.DECLINE_REASON,
        "ask-decline-reason",
        *[Choice(f"decline-{why}", f"why:{offer.id}:{why}") for why in _REASONS],  # type: ignore[arg-type]
        *another,
        expects=Expects.COMMENT,
        number=offer.request.number,
    )


def _decline(made: Step, rest: str) -> None:
    offer, _, why = rest.partition(":")
    number = _number(offer)
    if number is None or why not in _REASONS:
        made.say("stale-button")
        return
    made.settle()
    made.act(Decline(number, why))


def _progress(event: str) -> Callable[[Step, str], None]:
    def handle(made: Step, rest: str) -> None:
        number = _number(rest)
        if number is None:
            made.say("stale-button")
        else:
            made.act(Progress(number, event))

    return handle


def _finish(made: Step, rest: str) -> None:
    number = _number(rest)
    visit = made.world.request(number) if number is not None else None
    if visit is None:
        made.say("stale-button")
    elif visit.status is not Status.IN_PROGRESS:
        made.say("step-refused", number=visit.number, status=status_term(visit.status))
    else:
        ask_charge(made, visit)


def _language(made: Step, rest: str) -> None:
    if not switch_language(made, rest):
        made.say("stale-button")


def _see(made: Step, rest: str) -> None:
    number = _number(rest)
    visit = made.world.request(number) if number is not None else None
    if visit is None:
        made.say("stale-button")
    else:
        staff_cards.tell_visit(made, visit)


def _photos(made: Step, rest: str) -> None:
    number = _number(rest)
    if number is None or not visit_photos.choose(made, number):
        made.say("stale-button")


_HANDLERS: dict[str, Callable[[Step, str], None]] = {
    "acc": _accept,
    "dec": _ask_reason,
    "why": _decline,
    "prop": proposing.press,
    "pw": proposing.press_window,
    "go": _progress("set_out"),
    "arr": _progress("arrived"),
    "absent": _progress("absent"),
    "eta": travel.press,
    "fin": _finish,
    "pho": _photos,
    "item": hear_item,
    "note": lambda made, _rest: hear_note(made, ""),
    "swap": assigning.press_visit,
    "asg": assigning.press_technician,
    "kept": assigning.press_keep,
    "see": _see,
    "day": day_plan.press_day,
    "tomorrow": lambda made, _rest: day_plan.tell_tomorrow(made),
    "list": lambda made, _rest: staff_cards.list_all(made),
    "lang": _language,
}
_STEPS: dict[Command, tuple[Callable[[Step, str], None], tuple[Status, ...]]] = {
    Command.SET_OUT: (_progress("set_out"), (Status.SCHEDULED,)),
    Command.ARRIVED: (_progress("arrived"), (Status.ON_THE_WAY, Status.SCHEDULED)),
    Command.ABSENT: (_progress("absent"), (Status.IN_PROGRESS, Status.ON_THE_WAY, Status.SCHEDULED)),
    Command.FINISHED: (_finish, (Status.IN_PROGRESS,)),
}
