"""The resident's side of another window that a firm proposed; whether an answer is awaited comes from the request."""

from datetime import datetime

from booking.lifecycle import Status
from booking.terms import Intent
from booking.windows import Window, fits
from bot.dialogue.drafting import drop_hold
from bot.dialogue.linked import names, numbers, same_visit
from bot.dialogue.proposal_acts import AnswerProposal
from bot.dialogue.says import Choice, Expects, Say
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term, span, when_of
from bot.understanding.meaning import Meaning
from bot.understanding.proposal_words import answers_of, takes_other_time
from locales.args import Arg, Moment, Term

#: Questions that follow something that is over: what is asked after them is answered first.
_FOLLOWING = frozenset({Ask.RATING, Ask.COMMENT, Ask.PRICE})
_ELSEWHERE = frozenset({Intent.CANCEL, Intent.PROGRESS, Intent.PRICE, Intent.HUMAN, Intent.COMPLAINT})


def awaiting(step: Step) -> list[RequestView]:
    """A request of each visit for which an answer is awaited, the one asked about last first."""
    visits: list[RequestView] = []
    for request in step.world.my_requests():
        if _is_open(step, request) and not any(one.shares_visit(request) for one in visits):
            visits.append(request)
    return sorted(visits, key=lambda one: one.proposed.asked_at if one.proposed else step.world.now, reverse=True)


def _is_open(step: Step, request: RequestView) -> bool:
    proposed = request.proposed
    return request.status is Status.OFFERING and proposed is not None and step.world.now < proposed.until


def asked_last(step: Step) -> bool:
    """Whether it was asked after the person spoke last, while only a question about something over is open."""
    heard, found = step.talk.heard_at, awaiting(step) if step.talk.ask in _FOLLOWING else []
    return any(one.proposed is not None and (heard is None or one.proposed.asked_at > heard) for one in found)


def comes_before(step: Step, verdict: RequestView | None) -> bool:
    """Whether an answer is awaited, and was asked for after the question whether something works."""
    found = awaiting(step)
    if not found or verdict is None or verdict.finished_at is None:
        return bool(found)
    proposed = found[0].proposed
    return proposed is not None and proposed.asked_at >= verdict.finished_at


def hear(step: Step, meaning: Meaning) -> bool:
    """Take words as the answer; False where they are about something else, such as a third time."""
    for request in awaiting(step):
        agree = next(
            filter(_is_said, (answers_of(meaning.text, one.number) for one in same_visit(step, request))), None
        )
        if agree is not None:
            _answer(step, request, agree=agree)
            return True
    return _hear_unnamed(step, meaning)


def _is_said(agree: bool | None) -> bool:
    return agree is not None


def _hear_unnamed(step: Step, meaning: Meaning) -> bool:
    found = awaiting(step)
    if not found or meaning.intent in _ELSEWHERE or meaning.issues or meaning.where is not None:
        return False
    named = [one for one in found if any(str(r.number) in meaning.text for r in same_visit(step, one))] or found
    agree = _decision(meaning, named[0])
    if agree is None:
        return False
    if len(named) > 1:
        for request in named:
            step.put(question(step, request))
    else:
        _answer(step, named[0], agree=agree)
    return True


def _decision(meaning: Meaning, request: RequestView) -> bool | None:
    """Whether the proposed window is taken, as far as that was said."""
    said, when = meaning.answer, meaning.when
    told = takes_other_time(meaning.text)
    if told is False:
        return False
    if when is not None:
        if said.yes is not False and request.proposed is not None and _is_meant(request.proposed.window, meaning):
            return True
        return False if request.window is not None and _is_meant(request.window, meaning) else None
    if said.yes is not None:
        return said.yes
    return False if said.skip or said.keep else told


def _is_meant(window: Window, meaning: Meaning) -> bool:
    return meaning.when is not None and fits(window, meaning.when.date, meaning.when.part)


def press(step: Step, rest: str, *, agree: bool) -> bool:
    """The answer by button, which carries the offer; False where that question is over."""
    request = next((r for r in step.world.my_requests() if r.proposed and str(r.proposed.offer) == rest), None)
    if request is None or not _is_open(step, request):
        return False
    _answer(step, request, agree=agree)
    return True


def _answer(step: Step, request: RequestView, *, agree: bool) -> None:
    if request.proposed is not None:
        step.act(AnswerProposal(request.id, request.proposed.offer, agree))


def on_answered(step: Step, request: RequestView) -> None:
    """It is decided, and told by what came of it; what was being asked about this visit is over."""
    pick, talk = step.talk.pick, step.talk
    if pick is not None and request.id in (pick.request, *pick.also):
        drop_hold(step)
        talk.pick = None
        step.settle()
    if talk.ask in (Ask.CANCEL_SURE, Ask.WHOLE_VISIT) and talk.about == request.id:
        step.settle()


def ask_again(step: Step) -> None:
    """The question once more, for each visit of which it is open."""
    for request in awaiting(step):
        step.put(question(step, request))


def question(step: Step, request: RequestView) -> Say:
    """May the firm come then?"""
    return ask(request, same_visit(step, request), step.world.now)


def ask(request: RequestView, visit: list[RequestView], now: datetime) -> Say:
    """The question about a request and the others of its visit."""
    several = len(visit) > 1
    told: dict[str, Arg] = {
        "number": numbers(visit) if several else request.number,
        "category": names(visit) if several else category_term(request.category),
        "provider": request.provider_name or Term("nothing-yet"),
        "window": when_of(request, now),
    }
    return Say("proposal-ask", told | values(request, now), tuple(choices(request)), Expects.CONFIRM)


def values(request: RequestView, now: datetime) -> dict[str, Arg]:
    """The proposed window and by when to answer; nothing where none is proposed."""
    if request.proposed is None:
        return {}
    return {"proposed": span(request.proposed.window, now), "due": Moment(request.proposed.until, now)}


def choices(request: RequestView) -> list[Choice]:
    """Buttons to answer; none where nothing is proposed."""
    if request.proposed is None:
        return []
    offer = request.proposed.offer
    return [Choice("button-agree", f"agree:{offer}"), Choice("button-stay", f"stay:{offer}")]
