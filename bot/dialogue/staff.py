"""The side of firms, technicians and duty officers: offers to answer and the steps of a visit."""

import re
from collections.abc import Callable

from booking.lifecycle import Status
from booking.terms import Phase, Urgency
from bot.dialogue import assigning, day_plan, proposing, talks, travel, visit_photos
from bot.dialogue.acts import Accept, Decline, Progress
from bot.dialogue.events import Changed, Event, PhotosSent, Pressed, Refused, Said
from bot.dialogue.linked import names, numbers
from bot.dialogue.map_links import map_link
from bot.dialogue.offered import (
    Visit,
    has_number,
    is_last_resort,
    is_proposed,
    offer_choices,
    offered_visits,
    open_visits,
    which_choice,
    with_offer,
)
from bot.dialogue.people import contact_told
from bot.dialogue.reporting import ask_charge, hear_amount, hear_charge, hear_item, hear_note, names_item
from bot.dialogue.says import Choice, Expects, Say
from bot.dialogue.step import Step, begin, switch_language
from bot.dialogue.talk import Ask, Talk
from bot.dialogue.views import RequestView
from bot.dialogue.wording import address, area, category_term, job, problem_told, status_term, when_of
from bot.dialogue.world import World
from bot.understanding.meaning import Meaning
from bot.understanding.staff_words import Command
from locales.args import Lines, Moment, Term

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
            _on_changed(made, what, request)
        case Refused():
            _on_refused(made, event)
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
        list_all(made)


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
        _tell_offer(made, offered)
    elif visit is not None:
        tell_visit(made, visit)
    else:
        made.say("number-unknown", number=number)


def list_all(made: Step) -> None:
    """Show open offers and today's visits, with their buttons."""
    since, offers, visits = len(made.says), offered_visits(made.world), made.world.visits_today()
    for offer in offers[:_LISTED]:
        _tell_offer(made, offer)
    for visit in visits[:10]:
        tell_visit(made, visit)
    if not offers and not visits:
        made.say("staff-nothing")
    day_plan.with_tomorrow(made, since)


def _tell_offer(made: Step, visit: Visit) -> None:
    if is_proposed(visit):
        proposing.tell_waiting(made, visit[0].request, visit)
        return
    offer, requests = visit[0], [one.request for one in visit]
    made.say(
        "offer-card",
        *offer_choices(offer.id, last_resort=is_last_resort(made)),
        expects=Expects.CONFIRM,
        number=numbers(requests),
        category=names(requests) if len(requests) > 1 else job(offer.request),
        problem=Lines(tuple(problem_told(request, note=False) for request in requests)),
        area=area(offer.request.where),
        window=when_of(offer.request, made.world.now),
        due=Moment(offer.due_at, made.world.now),
    )


def tell_visit(made: Step, visit: RequestView) -> None:
    """One visit with door, phone and the next step."""
    made.say(
        "visit-card",
        *visit_choices(visit),
        *assigning.choices(made.world, visit),
        number=visit.number,
        category=job(visit),
        status=status_term(visit.status),
        problem=problem_told(visit),
        address=address(visit.where),
        map=map_link(visit.where, *made.world.gates([visit.where])),
        window=when_of(visit, made.world.now),
        contact=contact_told(visit),
        technician=visit.technician_name or Term("nobody-named"),
    )
    shown = tuple(made.world.photos(visit.id, Phase.BEFORE))
    if shown:
        made.put(Say("visit-photos", {"number": visit.number, "count": len(shown)}, photos=shown))


def visit_choices(visit: RequestView) -> list[Choice]:
    """Buttons for the next step of a visit."""
    match visit.status:
        case Status.SCHEDULED:
            keys = [("button-set-out", "go"), ("button-arrived", "arr")]
        case Status.ON_THE_WAY:
            keys = [("button-arrived", "arr"), ("button-absent", "absent")]
        case Status.IN_PROGRESS:
            keys = [("button-finished", "fin"), ("button-photos", "pho"), ("button-absent", "absent")]
        case _:
            return []
    return [Choice(key, f"{action}:{visit.id}") for key, action in keys]  # type: ignore[arg-type]


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
        tell_visit(made, visit)


def _on_changed(made: Step, what: str, request: RequestView) -> None:
    match what:
        case "assign" | "assign_same":
            assigning.on_changed(made, request, changed=what == "assign")
        case "accept":
            made.say("offer-accepted", number=request.number)
            tell_visit(made, request)
        case "propose":
            proposing.on_proposed(made, request)
        case "decline":
            made.say("offer-declined", number=request.number)
        case "set_out":
            travel.note_set_out(made, request, visit_choices(request))
        case "travel":
            made.say(
                "noted-travel", *visit_choices(request), number=request.number, minutes=request.travel_minutes or 0
            )
        case "arrived":
            made.talk.photographed = None
            made.say("noted-arrived", *visit_choices(request), number=request.number)
        case "absent":
            made.say("noted-absent", number=request.number)
        case "finish":
            made.talk.work, made.talk.photographed = None, request.id
            made.settle()
            made.say("noted-finished", *_still_to_finish(made, request), number=request.number)


def _still_to_finish(made: Step, request: RequestView) -> list[Choice]:
    """A button for each other problem of the visit that is still being worked on."""
    return [
        Choice("button-finish-next", f"fin:{one.id}", {"number": one.number, "category": category_term(one.category)})
        for one in made.world.visits_today()
        if one.status is Status.IN_PROGRESS and one.id != request.id and one.shares_visit(request)
    ]


def _on_refused(made: Step, refused: Refused) -> None:
    request = refused.request
    if proposing.on_refused(made, refused):
        return
    match refused.why:
        case "price":
            made.say("price-refused")
            if request is not None:
                ask_charge(made, request)
        case "gone" if request is not None:
            made.say("offer-gone-because", number=request.number, status=status_term(request.status))
        case "not_yours":
            made.say("not-yours")
        case "no_longer_yours":
            made.say("not-yours-any-more")
        case "not_free" if request is not None:
            assigning.on_not_free(made, request)
        case _ if request is not None:
            made.say("step-refused", number=request.number, status=status_term(request.status))
        case _:
            made.say("offer-gone")


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
    "list": lambda made, _rest: list_all(made),
    "lang": _language,
}
_STEPS: dict[Command, tuple[Callable[[Step, str], None], tuple[Status, ...]]] = {
    Command.SET_OUT: (_progress("set_out"), (Status.SCHEDULED,)),
    Command.ARRIVED: (_progress("arrived"), (Status.ON_THE_WAY, Status.SCHEDULED)),
    Command.ABSENT: (_progress("absent"), (Status.IN_PROGRESS, Status.ON_THE_WAY, Status.SCHEDULED)),
    Command.FINISHED: (_finish, (Status.IN_PROGRESS,)),
}
