"""A supervisor's side: talks to answer, alerts to see to, and any request by its number."""

import re

from bot.dialogue import callbacks, case_desk, talks
from bot.dialogue.acts import AckAlert
from bot.dialogue.events import CaseStepped, Changed, Event, Pressed, Refused, Said
from bot.dialogue.says import Choice
from bot.dialogue.step import Step, begin, switch_language
from bot.dialogue.talk import Ask, Talk
from bot.dialogue.views import AlertView, World
from bot.dialogue.wording import address, category_term, district_term, status_term, when_of
from locales.args import Moment, Term

_NUMBER = re.compile(r"\d{4,10}")


def step(talk: Talk, event: Event, world: World) -> Step:
    """The next step of a supervisor's talk; the given talk is not changed."""
    made = begin(talk, world)
    if not talks.take(made, event):
        _on_event(made, event)
    return made


def _on_event(made: Step, event: Event) -> None:
    match event:
        case Said(meaning=meaning, command=command):
            if meaning.answer.language:
                made.talk.speak(made.talk.language_of(meaning))
                made.say("language-switched")
            elif made.talk.ask is Ask.REASON:
                case_desk.hear_reason(made, meaning.text)
            elif not callbacks.hear(made, meaning.text, command):
                _find_or_list(made, meaning.text)
        case Pressed(action=action):
            _press(made, action)
        case Changed(what="called_back", request=request):
            made.say("callback-done", number=request.number)
        case CaseStepped(case=case):
            case_desk.on_stepped(made, case)
        case Refused(what="stepcase"):
            case_desk.on_refused(made)
        case Refused():
            made.say("callback-refused")
        case _:
            made.say("staff-words-only")


def _find_or_list(made: Step, text: str) -> None:
    number = _NUMBER.search(text)
    if number is None:
        _list(made)
        return
    case = made.world.numbered_case(int(number.group()))
    if case is not None:
        case_desk.show(made, case)
        return
    request = made.world.numbered(int(number.group()))
    if request is None:
        made.say("number-unknown", number=int(number.group()))
        return
    made.say(
        "supervisor-request",
        number=request.number,
        category=category_term(request.category),
        status=Term("web-desk-status-proposed") if request.proposed else status_term(request.status),
        address=address(request.where),
        window=when_of(request, made.world.now),
        provider=request.provider_name or Term("nothing-yet"),
        stars=request.stars or 0,
    )


def _list(made: Step) -> None:
    alerts = made.world.alerts()
    if not alerts:
        made.say("alerts-none")
    for alert in alerts[:5]:
        tell(made, alert)


def tell(made: Step, alert: AlertView) -> None:
    """One alert with its button."""
    made.say(
        "alert-card",
        Choice("button-ack-alert", f"ack:{alert.id}"),
        urgent=alert.kind == "centre_silent",
        kind=Term(f"alert-{alert.kind}"),
        number=alert.number or Term("no-number"),
        district=district_term(alert.district) if alert.district else Term("district-unknown"),
        at=Moment(alert.at, made.world.now),
        words=alert.words,
    )


def _press(made: Step, action: str) -> None:
    name, _, rest = action.partition(":")
    if name == "called":
        callbacks.ask_note(made, rest)
        return
    if name == "list":
        _list(made)
        return
    if name == "lang" and switch_language(made, rest):
        return
    known = {str(alert.id): alert for alert in made.world.alerts()}
    if name == "ack" and rest in known:
        made.act(AckAlert(known[rest].id))
        made.say("alert-acked")
    elif name == "keepcase" and made.talk.ask is Ask.REASON:
        case_desk.leave(made)
        made.say("case-kept")
    elif name == "case" and case_desk.press(made, rest):
        return
    else:
        made.say("stale-button")
