"""The firm's side of another window: what it can propose, by button or in words, and what became of it."""

from collections.abc import Sequence

from booking.terms import Intent, Urgency
from booking.windows import Window, distance, fits
from bot.dialogue.events import Refused
from bot.dialogue.linked import names, numbers
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
from bot.dialogue.proposal_acts import Propose
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Pick
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term, span
from bot.dialogue.world import World
from bot.understanding.meaning import Meaning, When
from bot.understanding.proposal_words import asks_for_more
from bot.understanding.staff_words import Command
from locales.args import Arg, Moment
from locales.keys import Key
from vendors.answer_time import resident_due

#: Windows shown at once.
SHOWN = 5
_LISTED = 5


def free_windows(world: World, visit: Visit) -> list[Window]:
    """The windows in which the firm has someone for the whole visit and the resident can be asked in time."""
    request, first = visit[0].request, visit[0].window
    if request.where.district is None:
        return []
    also = [one.request.category for one in visit[1:] if one.request.category is not None]
    free = world.windows(request.where.district, request.category, request.urgency, request.provider, also)
    return [
        window
        for window in free
        if window != first and resident_due(world.now, request.urgency, first.start, window.start) is not None
    ]


def press(made: Step, rest: str) -> None:
    """The firm wants another window for this offer."""
    visit = with_offer(made.world, rest)
    if visit is None:
        made.say("offer-gone")
    else:
        _begin(made, visit, _remembered(made, visit), sure=True)


def _remembered(made: Step, visit: Visit) -> When | None:
    """The time that was said before it was clear which offer is meant."""
    pick, made.talk.pick = made.talk.pick, None
    return pick.when if pick is not None and pick.request in (None, visit[0].request.id) else None


def press_window(made: Step, rest: str) -> None:
    """One of the windows, or further ones."""
    offer, _, which = rest.partition(":")
    visit = with_offer(made.world, offer)
    if visit is None:
        made.say("offer-gone")
    elif not _may(made, visit):
        return
    elif which == "more":
        _more(made, visit)
    else:
        chosen = next(
            (one for one in free_windows(made.world, visit) if str(int(one.start.timestamp())) == which), None
        )
        _take(made, visit, chosen)


def hear(made: Step, meaning: Meaning, command: Command | None, number: int | None) -> bool:
    """Another time in words; False where none is meant, or nothing is offered.

    A time without a word that it is to take the place of the offered one is shown to be tapped first.
    """
    sure = command is Command.PROPOSE
    if not sure and (command is not None or (not tells_time(meaning) and meaning.intent is not Intent.RESCHEDULE)):
        return False
    visits = [visit for visit in open_visits(made.world) if _is_meant(made, visit, number)]
    waiting = [visit for visit in offered_visits(made.world) if number is not None and has_number(visit, number)]
    if len(visits) > 1:
        made.talk.pick = Pick(when=meaning.when)
        made.say("which-offer", *[which_choice(visit[0], "prop") for visit in visits[:_LISTED]])
    elif visits or waiting:
        _begin(made, (visits or waiting)[0], meaning.when, sure=sure)
    elif sure:
        made.say("no-open-offers")
    return sure or bool(visits or waiting)


def _is_meant(made: Step, visit: Visit, number: int | None) -> bool:
    """By its number; without one any may be, or the one of which the firm was just asked why not."""
    if number is None and made.talk.ask is Ask.DECLINE_REASON:
        return made.talk.about in [offer.id for offer in visit]
    return number is None or has_number(visit, number)


def _may(made: Step, visit: Visit) -> bool:
    """Whether another window can be proposed; where not, say why."""
    if is_proposed(visit):
        tell_waiting(made, visit[0].request, visit)
    elif is_last_resort(made) or visit[0].request.urgency is Urgency.EMERGENCY:
        made.say("propose-not", *offer_choices(visit[0].id, last_resort=True), expects=Expects.CONFIRM)
    else:
        return True
    return False


def _begin(made: Step, visit: Visit, when: When | None, *, sure: bool) -> None:
    """Propose what was said where that is one free window, else show what is free."""
    made.settle()
    if not _may(made, visit):
        return
    free = free_windows(made.world, visit)
    when = when if when is not None and (when.date is not None or when.part != "any") else None
    fitting = [window for window in free if when is not None and fits(window, when.date, when.part)]
    if not free:
        answers = offer_choices(visit[0].id, last_resort=False)
        made.say("propose-none", *_without_propose(answers), expects=Expects.CONFIRM, number=_numbers(visit))
    elif when is None:
        _show(made, visit, _nearest(free, visit[0].window), "ask-propose")
    elif not fitting:
        near = sorted(free, key=lambda window: (distance(window, when.date, when.part), window.start))
        _show(made, visit, sorted(near[:SHOWN]), "propose-taken")
    elif sure and len(fitting) == 1:
        _take(made, visit, fitting[0])
    else:
        _show(made, visit, fitting, "ask-propose")


def _nearest(free: Sequence[Window], offered: Window) -> list[Window]:
    """Those nearest to the window that the resident chose, in order."""
    return sorted(sorted(free, key=lambda window: abs(window.start - offered.start))[:SHOWN])


def _without_propose(choices: Sequence[Choice]) -> list[Choice]:
    return [choice for choice in choices if choice.key != "button-propose"]


def _numbers(visit: Visit) -> Arg:
    return numbers([offer.request for offer in visit])


def _show(made: Step, visit: Visit, windows: Sequence[Window], key: Key) -> None:
    offer, now = visit[0], made.world.now
    shown = list(windows[:SHOWN])
    made.talk.about = offer.id
    made.talk.pick = Pick(request=offer.request.id, offered=[window.start for window in shown])
    made.ask(
        Ask.PROPOSE,
        key,
        *[window_choice(offer.id, window, made) for window in shown],
        Choice("button-more-windows", f"pw:{offer.id}:more"),
        expects=Expects.WINDOW,
        number=_numbers(visit),
        category=names([one.request for one in visit]),
        window=span(offer.window, now),
    )


def window_choice(offer_id: int, window: Window, made: Step) -> Choice:
    """A button that proposes a window."""
    told: dict[str, Arg] = {"window": span(window, made.world.now)}
    return Choice("button-window", f"pw:{offer_id}:{int(window.start.timestamp())}", told)


def _more(made: Step, visit: Visit) -> None:
    """Further windows, from the first again when the last were shown."""
    free = free_windows(made.world, visit)
    pick = made.talk.pick
    shown = pick.offered if pick is not None and pick.request == visit[0].request.id else []
    later = [window for window in free if shown and window.start > max(shown)]
    if free:
        _show(made, visit, later or free, "ask-propose")
    else:
        _begin(made, visit, None, sure=True)


def _take(made: Step, visit: Visit, window: Window | None) -> None:
    if window is not None:
        made.act(Propose(visit[0].id, window))
        return
    free = free_windows(made.world, visit)
    if free:
        _show(made, visit, _nearest(free, visit[0].window), "propose-taken")
    else:
        _begin(made, visit, None, sure=True)


def tells_time(meaning: Meaning) -> bool:
    """Whether a day or a part of it is told; "any other time" is none."""
    return meaning.when is not None and (meaning.when.date is not None or meaning.when.part != "any")


def answer(made: Step, meaning: Meaning, command: Command | None, number: int | None) -> bool:
    """Which window, in words; False where they are about something else, and the question is left."""
    visit = with_offer(made.world, made.talk.about)
    other = number is not None and visit is not None and not has_number(visit, number)
    more = command is Command.PROPOSE or asks_for_more(meaning.text) or meaning.answer.shift is not None
    timed = tells_time(meaning) and command in (None, Command.PROPOSE, Command.LIST)
    if visit is None or other or is_proposed(visit) or not (timed or more or command is None):
        _leave(made)
        return False
    pick = made.talk.pick
    shown = [Window(start) for start in pick.offered] if pick is not None else []
    chosen = meaning.answer.nth(shown)
    if timed:
        _begin(made, visit, meaning.when, sure=True)
    elif chosen is not None:
        _take(made, visit, chosen if chosen in free_windows(made.world, visit) else None)
    elif more:
        _more(made, visit)
    elif meaning.answer.yes is False or meaning.answer.skip or meaning.answer.keep:
        _leave(made)
        answers = offer_choices(visit[0].id, last_resort=is_last_resort(made))
        made.say("propose-left", *answers, expects=Expects.CONFIRM, number=_numbers(visit))
    else:
        _leave(made)
        return False
    return True


def _leave(made: Step) -> None:
    made.talk.pick = made.talk.about = None
    made.settle()


def tell_waiting(made: Step, request: RequestView, visit: Visit | None = None) -> None:
    """The resident is being asked; until then the firm can still decline."""
    proposed, now = request.proposed, made.world.now
    if proposed is None:
        made.say("offer-gone")
        return
    made.say(
        "proposal-waits",
        Choice("button-decline-after-all", f"dec:{proposed.offer}"),
        number=_numbers(visit) if visit else request.number,
        category=names([one.request for one in visit]) if visit else category_term(request.category),
        window=span(proposed.window, now),
        due=Moment(proposed.until, now),
    )


def on_proposed(made: Step, request: RequestView) -> None:
    """The proposal is made: what happens now and by when."""
    _leave(made)
    proposed, now = request.proposed, made.world.now
    if proposed is None:
        made.say("offer-gone")
        return
    visit = with_offer(made.world, proposed.offer)
    made.say(
        "proposal-sent",
        number=_numbers(visit) if visit else request.number,
        window=span(proposed.window, now),
        due=Moment(proposed.until, now),
    )


def on_refused(made: Step, refused: Refused) -> bool:
    """An answer to an offer, or a proposal, was not possible; False where that has nothing to do with proposing."""
    request = refused.request
    if refused.why == "proposed" and request is not None:
        _leave(made)
        tell_waiting(made, request)
        return True
    if refused.what != "propose" or refused.why not in ("taken", "late") or request is None:
        return False
    visit = next((one for one in open_visits(made.world) if has_number(one, request.number)), None)
    if visit is None:
        _leave(made)
        made.say("offer-gone")
    elif refused.why == "taken":
        _take(made, visit, None)
    else:
        _leave(made)
        answers = _without_propose(offer_choices(visit[0].id, last_resort=False))
        made.say("propose-late", *answers, expects=Expects.CONFIRM, number=_numbers(visit))
    return True
