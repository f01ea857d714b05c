"""What a resident's button does; a stale or forged one gets a plain answer and harms nothing."""

from collections.abc import Callable

from booking.lifecycle import Status
from booking.rating_reasons import reasons
from booking.terms import Category, Route, Urgency
from booking.windows import Window
from bot.dialogue import (
    after_wishes,
    afterwards,
    arrival,
    asides,
    booking_flow,
    case_progress,
    filing,
    nearby,
    persons,
    picking,
    places,
    proposals,
    rating,
    repeats,
    self_help_answers,
    whole,
)
from bot.dialogue.acts import GiveReason
from bot.dialogue.drafting import begin_draft
from bot.dialogue.onward import ask_next, back_to_question
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Waiting
from bot.dialogue.views import RequestView
from bot.understanding.meaning import Issue


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
        rating.rate(step, request.id, int(stars))


def _skip(step: Step, rest: str) -> None:
    request = _own(step, rest)
    if request is None or step.talk.ask is not Ask.COMMENT or step.talk.about != request.id:
        stale(step)
    else:
        rating.comment(step, "")


def _no_stars(step: Step, rest: str) -> None:
    request = _own(step, rest)
    if request is None or not rating.wants_stars(request):
        stale(step)
    else:
        rating.skip_rating(step, request.id)


def _reason(step: Step, rest: str) -> None:
    number, _, code = rest.partition(":")
    request = _own(step, number)
    if request is None or request.stars is None or code not in reasons() or code in request.reasons:
        stale(step)
    else:
        step.act(GiveReason(request.id, code))


def _side(step: Step, rest: str) -> None:
    number, _, side = rest.partition(":")
    request = _own(step, number)
    if request is None or not rating.can_change(step, request) or side not in ("good", "bad"):
        stale(step)
    else:
        rating.ask_side(step, request, good=side == "good")


def _wish(wish: str) -> Callable[[Step, str], None]:
    def handle(step: Step, rest: str) -> None:
        request = _own(step, rest)
        if request is None:
            stale(step)
        else:
            after_wishes.press(step, wish, request)

    return handle


def _proposed(*, agree: bool) -> Callable[[Step, str], None]:
    def handle(step: Step, rest: str) -> None:
        if proposals.press(step, rest, agree=agree):
            return
        step.say("proposal-over")
        if step.talk.draft is None and step.talk.ask is Ask.NOTHING:
            afterwards.tell_progress(step)
        else:
            back_to_question(step)

    return handle


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
    if step.talk.ask is Ask.WHOLE_VISIT:
        step.talk.pick = None
    booking_flow.keep(step)


def _human(step: Step, rest: str) -> None:  # noqa: ARG001
    persons.call(step, None)


def _back(step: Step, rest: str) -> None:  # noqa: ARG001
    persons.leave(step)


def _help(step: Step, rest: str) -> None:
    if not self_help_answers.press(step, rest):
        stale(step)


def _price(step: Step, rest: str) -> None:
    asides.tell_prices(step, Category(rest) if rest in set(Category) else None)
    back_to_question(step)


def _language(step: Step, rest: str) -> None:
    if not booking_flow.go_on_in(step, rest):
        stale(step)


def _progress(step: Step, rest: str) -> None:  # noqa: ARG001
    case_progress.tell_open(step)
    if afterwards.open_requests(step) or not step.says:
        afterwards.tell_progress(step)
    back_to_question(step)


def _again(step: Step, rest: str) -> None:
    draft = step.talk.draft
    earlier = repeats.earlier(step, draft) if draft is not None else None
    if step.talk.ask is not Ask.REWORK or earlier is None or str(earlier.id) != rest:
        stale(step)
        return
    repeats.do_again(step)


def _not_again(step: Step, rest: str) -> None:  # noqa: ARG001
    if step.talk.ask is not Ask.REWORK:
        stale(step)
        return
    repeats.book_anew(step)
    ask_next(step)


def _file(step: Step, rest: str) -> None:
    if rest in [told.matter for told in step.talk.matters]:
        filing.agree(step, rest)
    else:
        stale(step)


def _no_file(step: Step, rest: str) -> None:  # noqa: ARG001
    if step.talk.ask in filing.QUESTIONS and step.talk.matters:
        filing.let_go(step)
    else:
        stale(step)


def _start(step: Step, rest: str) -> None:  # noqa: ARG001
    if step.talk.draft is None or step.talk.draft.is_idle():
        asides.greet(step)
    else:
        back_to_question(step)


def _at(step: Step, rest: str) -> None:
    """Someone came by the link of a house; one that is not known is a plain way in."""
    if not arrival.arrive(step, rest):
        _start(step, rest)


def _near(step: Step, rest: str) -> None:
    if not nearby.choose(step, rest):
        stale(step)


def _without(step: Step, rest: str) -> None:
    if rest not in set(Category) or not booking_flow.leave_out(step, Category(rest)):
        stale(step)


def _whole(step: Step, rest: str) -> None:
    if not whole.press(step, rest):
        stale(step)


def _place(step: Step, rest: str) -> None:
    if places.choose(step, rest):
        ask_next(step)
    else:
        stale(step)


def _forget_place(step: Step, rest: str) -> None:
    if places.forget_by_button(step, rest):
        back_to_question(step)
    else:
        stale(step)


_HANDLERS: dict[str, Callable[[Step, str], None]] = {
    "cat": _category,
    "w": _window,
    "ok": _confirm,
    "chg": booking_flow.change_fact,
    "drop": _drop,
    "noroom": _no_room,
    "at": _at,
    "near": _near,
    "danger": _danger,
    "cancel": _cancel,
    "cancelok": _cancel_sure,
    "keep": _keep,
    "move": _move,
    "agree": _proposed(agree=True),
    "stay": _proposed(agree=False),
    "works": _verdict(works=True),
    "bad": _verdict(works=False),
    "rate": _rate,
    "norate": _no_stars,
    "reason": _reason,
    "side": _side,
    "rerate": _wish("rerate"),
    "receipt": _wish("receipt"),
    "rework": _wish("rework"),
    "skip": _skip,
    "next": _next,
    "without": _without,
    "whole": _whole,
    "place": _place,
    "pforget": _forget_place,
    "human": _human,
    "back": _back,
    "alarm": persons.alarm,
    "help": _help,
    "price": _price,
    "lang": _language,
    "progress": _progress,
    "start": _start,
    "again": _again,
    "notagain": _not_again,
    "file": _file,
    "nofile": _no_file,
}
