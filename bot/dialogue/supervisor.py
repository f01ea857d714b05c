"""A supervisor's side: talks to answer, alerts to see to, requests to find, figures of any period."""

from bot.dialogue import alert_desk, callbacks, case_desk, desk_words, finding, reports, request_desk, surge_desk, talks
from bot.dialogue.acts import Reassign
from bot.dialogue.events import CaseStepped, Changed, Event, Pressed, Refused, Said
from bot.dialogue.step import Step, begin, switch_language
from bot.dialogue.talk import Ask, Talk
from bot.dialogue.views import RequestView
from bot.dialogue.world import World
from bot.understanding.staff_words import Command


def step(talk: Talk, event: Event, world: World) -> Step:
    """The next step of a supervisor's talk; the given talk is not changed."""
    made = begin(talk, world)
    if not talks.take(made, event):
        _on_event(made, event)
    return made


def _on_event(made: Step, event: Event) -> None:
    match event:
        case Said():
            _on_said(made, event)
        case Pressed(action=action):
            _press(made, action)
        case Changed(what=what, request=request):
            _on_changed(made, what, request)
        case CaseStepped(case=case):
            case_desk.on_stepped(made, case)
        case Refused():
            _on_refused(made, event)
        case _:
            made.say("staff-words-only")


def _on_said(made: Step, said: Said) -> None:
    meaning = said.meaning
    if meaning.answer.language:
        made.talk.speak(made.talk.language_of(meaning))
        made.say("language-switched")
    elif made.talk.ask is Ask.REASON and surge_desk.is_asked(made):
        surge_desk.hear_reason(made, meaning.text)
    elif made.talk.ask is Ask.REASON:
        case_desk.hear_reason(made, meaning.text)
    elif made.talk.ask is Ask.NOTE and not reports.is_wish(made, meaning.text):
        request_desk.hear_note(made, meaning.text)
    elif made.talk.ask is not Ask.CONFIRM or not request_desk.hear_sure(made, meaning):
        _on_wish(made, said)


def _on_wish(made: Step, said: Said) -> None:
    meaning = said.meaning
    if surge_desk.hear(made, meaning) or desk_words.hear(made, meaning.text, said.command):
        return
    if said.command is Command.CALLBACKS:
        callbacks.list_all(made)
    elif not reports.hear(made, meaning.text) and (said.command is Command.ALERTS or not finding.hear(made, meaning)):
        alert_desk.list_all(made)


def _on_changed(made: Step, what: str, request: RequestView) -> None:
    match what:
        case "called_back":
            made.say("callback-done", number=request.number)
        case "called":
            made.say("call-noted", number=request.number)
        case "reassign":
            request_desk.on_reassigned(made, request)
        case _:
            made.say("staff-words-only")


def _on_refused(made: Step, refused: Refused) -> None:
    match refused.what:
        case "stepcase":
            case_desk.on_refused(made)
        case "ackalert":
            alert_desk.on_refused(made, refused)
        case "reassign":
            request_desk.on_reassign_refused(made, refused)
        case "setsurge":
            surge_desk.on_refused(made, refused)
        case "notecall":
            made.say("request-not-yours")
        case _:
            made.say("callback-refused")


def _press(made: Step, action: str) -> None:
    name, _, rest = action.partition(":")
    if name == "lang" and switch_language(made, rest):
        return
    if name == "surge" and surge_desk.press(made, rest):
        return
    if name == "case" and case_desk.press(made, rest):
        return
    if made.talk.ask in (Ask.NOTE, Ask.CONFIRM):
        request_desk.leave(made)  # whoever presses something has no note to give, and nothing to say yes to
    if not _press_plain(made, name, rest) and not _press_numbered(made, name, rest):
        made.say("stale-button")


def _press_plain(made: Step, name: str, rest: str) -> bool:
    """Buttons that need no number."""
    match name:
        case "list":
            alert_desk.list_all(made)
        case "callbacks":
            callbacks.list_all(made)
        case "report":
            reports.press(made, rest)
        case "nocall":
            made.say("call-not-noted")
        case "keepfirm":
            made.say("reassign-kept")
        case "called":
            callbacks.ask_note(made, rest)
        case "keepcase" if made.talk.ask is Ask.REASON:
            case_desk.leave(made)
            made.say("case-kept")
        case _:
            return False
    return True


def _press_numbered(made: Step, name: str, rest: str) -> bool:
    """Buttons about one thing; False for what is forged or stale."""
    first, _, more = rest.partition(":")
    number, second = _number(first), _number(more)
    if number is None:
        return False
    match name:
        case "ack":
            alert_desk.acknowledge(made, number)
        case "call":
            alert_desk.call(made, number)
        case "open" | "opencase":
            finding.open_number(made, number)
        case "dial":
            _dial(made, number)
        case "reassign" if second is not None:
            request_desk.ask_reassign(made, number, second)
        case "reassignnow" if second is not None:
            made.act(Reassign(number, second))
        case _:
            return False
    return True


def _dial(made: Step, request_id: int) -> None:
    request = made.world.request(request_id)
    if request is None:
        made.say("request-not-yours")
    else:
        request_desk.dial(made, request)


def _number(text: str) -> int | None:
    known = text.isascii() and text.isdigit() and len(text) < 20 and int(text) < 2**63
    return int(text) if known else None
