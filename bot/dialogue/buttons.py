"""What a resident's button does; a stale or forged one gets a plain answer and harms nothing."""

from collections.abc import Callable

from booking.lifecycle import Status
from booking.terms import Category, Route, Urgency
from booking.windows import Window
from bot.dialogue import afterwards, asides, booking_flow, picking, self_help_answers
from bot.dialogue.drafting import begin_draft
from bot.dialogue.onward import ask_next, back_to_question
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Waiting
from bot.dialogue.views import RequestView
from bot.understanding.meaning import Issue

_LANGUAGES = ("zh-CN", "en")


def press(step: Step, action: str) -> None:
    """Do what the button says, if it still makes sense."""
    name, _, rest = action.partition(":")
    handler = _HANDLERS.get(name)
    if handler is None:
        stale(step)
    else:
        handler(step, rest)


def stale(step: Step) -> None:
    """The button belongs to something that is over: say so, and where things stand."""
    step.say("stale-button")
    if step.talk.draft is None and step.talk.ask is Ask.NOTHING:
        afterwards.tell_progress(step)
    else:
        back_to_question(step)


def _category(step: Step, rest: str) -> None:
    if rest not in set(Category):
        stale(step)
        return
    draft = begin_draft(step)
    if draft.danger is not None or draft.doubt is not None:
        ask_next(step)
        return
    known, priced = draft.issue, step.talk.priced
    chosen = Issue(Route.IN_HOME, Category(rest), known.urgency if known else Urgency.NORMAL)
    if known is not None and known.category != rest:
        draft.words, draft.told = [], []
    step.talk.greeted = True
    step.settle()
    words = priced.words if priced is not None and priced.issue.category == rest else []
    booking_flow.begin_chosen(step, draft, Waiting(issue=chosen, words=words))


def _window(step: Step, rest: str) -> None:
    pick = step.talk.pick
    if pick is None:
        stale(step)
    elif rest == "more":
        picking.more(step)
    else:
        chosen = next((start for start in pick.offered if str(int(start.timestamp())) == rest), None)
        if chosen is None:
            stale(step)
        else:
            picking.hold(step, Window(chosen))


def _confirm(step: Step, rest: str) -> None:
    pick = step.talk.pick
    if pick is None or step.talk.draft is None or str(pick.hold) != rest:
        stale(step)
    else:
        booking_flow.submit(step)


def _own(step: Step, rest: str) -> RequestView | None:
    known = rest.isascii() and rest.isdigit() and len(rest) < 20 and int(rest) < 2**63
    return step.world.request(int(rest)) if known else None


def _cancel(step: Step, rest: str) -> None:
    request = _own(step, rest)
    if request is None:
        stale(step)
    else:
        afterwards.ask_cancel(step, request)


def _cancel_sure(step: Step, rest: str) -> None:
    request = _own(step, rest)
    if request is None or step.talk.ask is not Ask.CANCEL_SURE or step.talk.about != request.id:
        stale(step)
    else:
        afterwards.cancel(step, request.id)


def _move(step: Step, rest: str) -> None:
    request = _own(step, rest)
    if request is None:
        stale(step)
    else:
        afterwards.ask_move(step, None, request)


def _verdict(*, works: bool) -> Callable[[Step, str], None]:
    def handle(step: Step, rest: str) -> None:
        request = _own(step, rest)
        if request is None or request.status not in (Status.DONE, Status.CONFIRMED):
            stale(step)
        else:
            afterwards.give_verdict(step, request.id, works=works)

    return handle


def _rate(step: Step, rest: str) -> None:
    number, _, stars = rest.partition(":")
    request = _own(step, number)
    if request is None or stars not in ("1", "2", "3", "4", "5"):
        stale(step)
    else:
        afterwards.rate(step, request.id, int(stars))


def _skip(step: Step, rest: str) -> None:
    request = _own(step, rest)
    if request is None or step.talk.ask is not Ask.COMMENT or step.talk.about != request.id:
        stale(step)
    else:
        afterwards.comment(step, "")


def _danger(step: Step, rest: str) -> None:
    if step.talk.draft is None or step.talk.draft.doubt is None or rest not in ("yes", "no"):
        stale(step)
    else:
        booking_flow.settle_doubt(step, real=rest == "yes")


def _no_room(step: Step, rest: str) -> None:  # noqa: ARG001
    if step.talk.ask is Ask.ROOM:
        ask_next(step)
    else:
        stale(step)


def _drop(step: Step, rest: str) -> None:  # noqa: ARG001
    if step.talk.draft is None:
        stale(step)
    else:
        booking_flow.drop(step)


def _next(step: Step, rest: str) -> None:
    if rest not in ("yes", "no"):
        stale(step)
        return
    booking_flow.next_problem(step, wanted=rest == "yes")


def _keep(step: Step, rest: str) -> None:  # noqa: ARG001
    booking_flow.keep(step)


def _human(step: Step, rest: str) -> None:  # noqa: ARG001
    asides.call_person(step, None)
    back_to_question(step)


def _help(step: Step, rest: str) -> None:
    if not self_help_answers.press(step, rest):
        stale(step)


def _price(step: Step, rest: str) -> None:
    asides.tell_prices(step, Category(rest) if rest in set(Category) else None)
    back_to_question(step)


def _language(step: Step, rest: str) -> None:
    if rest in _LANGUAGES:
        booking_flow.switch_language(step, rest)
    else:
        stale(step)


def _progress(step: Step, rest: str) -> None:  # noqa: ARG001
    afterwards.tell_progress(step)
    back_to_question(step)


def _start(step: Step, rest: str) -> None:  # noqa: ARG001
    if step.talk.draft is None or step.talk.draft.is_idle():
        asides.greet(step)
    else:
        back_to_question(step)


_HANDLERS: dict[str, Callable[[Step, str], None]] = {
    "cat": _category,
    "w": _window,
    "ok": _confirm,
    "chg": booking_flow.change_fact,
    "drop": _drop,
    "noroom": _no_room,
    "danger": _danger,
    "cancel": _cancel,
    "cancelok": _cancel_sure,
    "keep": _keep,
    "move": _move,
    "works": _verdict(works=True),
    "bad": _verdict(works=False),
    "rate": _rate,
    "skip": _skip,
    "next": _next,
    "human": _human,
    "help": _help,
    "price": _price,
    "lang": _language,
    "progress": _progress,
    "start": _start,
}
