"""A dispatcher sends another technician to a visit: by button, or by naming the technician."""

import hashlib
from collections.abc import Sequence

from booking.lifecycle import Status
from booking.terms import SHANGHAI, Role
from booking.windows import HORIZON_DAYS
from bot.dialogue.acts import Assign
from bot.dialogue.crew_names import keeps, named, names_somebody
from bot.dialogue.linked import numbers
from bot.dialogue.says import Choice, Expects, Say
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.dialogue.views import CrewView, RequestView
from bot.dialogue.wording import category_term, status_term, when_of
from bot.dialogue.world import World
from bot.understanding.meaning import Meaning
from locales.args import Arg, Term
from locales.keys import Key

_OFFERED = 8
_LISTED = 5


def choices(world: World, visit: RequestView) -> list[Choice]:
    """The button of a visit that nobody has set out for, at its dispatcher's."""
    if not _dispatches(world) or visit.status is not Status.SCHEDULED or visit.window is None:
        return []
    return [Choice("button-change-technician", f"swap:{visit.id}")]


def hear(step: Step, text: str, number: int | None) -> None:
    """A technician is to be changed, in words: with or without the number of the visit and a name."""
    if _is_technician(step):
        _tell_who_may(step)
        return
    visits = _meant(step, number)
    if not visits:
        step.put(Say("no-such-visit") if number is None else Say("number-unknown", {"number": number}))
        return
    crew = step.world.crew(visits[0].id)
    meant = named(text, crew)
    if len(visits) > 1:
        _ask_which(step, visits, meant[0] if len(meant) == 1 else None)
    else:
        _send_or_ask(step, visits[0], crew, meant, unknown=not meant and names_somebody(text))


def answer(step: Step, meaning: Meaning) -> bool:
    """The words as the answer to who comes instead; False where they are none."""
    visit = step.world.request(step.talk.about) if step.talk.about is not None else None
    if visit is None:
        step.settle()
        return False
    if meaning.answer.keep or meaning.answer.skip or meaning.answer.yes is False or keeps(meaning.text):
        _keep(step, visit)
        return True
    action = meaning.answer.nth(step.talk.shown)
    if action is not None:
        press_technician(step, action.partition(":")[2])
        return True
    crew = step.world.crew(visit.id)
    meant = named(meaning.text, crew)
    if meant:
        _send_or_ask(step, visit, crew, meant)
    return bool(meant)


def press_visit(step: Step, rest: str) -> None:
    """The button of a visit: who could come instead?"""
    visit = _visit(step, rest)
    if _is_technician(step):
        _tell_who_may(step)
    elif visit is None:
        step.say("stale-button")
    else:
        _ask(step, visit, step.world.crew(visit.id))


def press_technician(step: Step, rest: str) -> None:
    """The button of a technician for a visit."""
    number, _, tag = rest.partition(":")
    visit = _visit(step, number)
    if _is_technician(step):
        _tell_who_may(step)
        return
    crew = step.world.crew(visit.id) if visit is not None else ()
    meant = [one for one in crew if _tag(one) == tag]
    if visit is None or not meant:
        step.say("stale-button")
    else:
        _send_or_ask(step, visit, crew, meant)


def press_keep(step: Step, rest: str) -> None:
    """It stays as it is."""
    visit = _visit(step, rest)
    if visit is None or not _dispatches(step.world):
        step.say("stale-button")
    else:
        _keep(step, visit)


def on_changed(step: Step, visit: RequestView, *, changed: bool) -> None:
    """Somebody else comes now, or the one who comes was named again."""
    step.settle()
    step.say(
        "technician-assigned" if changed else "technician-same",
        *choices(step.world, visit),
        number=numbers(_beside(step, visit)),
        technician=visit.technician_name or Term("nobody-named"),
    )


def on_not_free(step: Step, visit: RequestView) -> None:
    """Somebody else was quicker: who could come now?"""
    step.say("technician-taken")
    _ask(step, visit, step.world.crew(visit.id))


def _send_or_ask(
    step: Step, visit: RequestView, crew: Sequence[CrewView], meant: Sequence[CrewView], *, unknown: bool = False
) -> None:
    """Send the one who is meant; else say why not, and ask."""
    if visit.status is not Status.SCHEDULED:
        _tell_too_late(step, visit)
        return
    if len(meant) == 1 and (meant[0].comes or (meant[0].able and meant[0].free)):
        step.act(Assign(visit.id, meant[0].code))
        return
    if len(meant) == 1:
        key: Key = "technician-busy" if meant[0].able else "technician-unable"
        step.say(key, technician=meant[0].name, number=visit.number)
    elif unknown:
        step.say("technician-unknown")
    could = [one for one in meant if one.able and one.free and not one.comes]
    _ask(step, visit, could if len(could) > 1 else crew)


def _ask(step: Step, visit: RequestView, crew: Sequence[CrewView]) -> None:
    """Offer those who can and have time, the least busy first."""
    if visit.status is not Status.SCHEDULED:
        _tell_too_late(step, visit)
        return
    offered = choices_of(visit, crew)
    comes = visit.technician_name or Term("nobody-named")
    if not offered:
        step.settle()
        step.say("technician-nobody", number=visit.number, technician=comes)
        return
    step.talk.about, step.talk.shown = visit.id, [choice.action for choice in offered]
    keep = Choice("button-keep-technician", f"kept:{visit.id}")
    step.ask(
        Ask.TECHNICIAN,
        "ask-technician",
        *offered,
        keep,
        expects=Expects.CONFIRM,
        number=visit.number,
        category=category_term(visit.category),
        technician=comes,
        window=when_of(visit, step.world.now),
    )


def choices_of(visit: RequestView, crew: Sequence[CrewView]) -> list[Choice]:
    """A button for each of those who can do it and have time, the least busy first."""
    could = (one for one in crew if one.able and one.free and not one.comes)
    return [_choice(visit, one) for one in sorted(could, key=lambda one: (one.visits, one.code))[:_OFFERED]]


def _choice(visit: RequestView, one: CrewView) -> Choice:
    return Choice("button-technician", f"asg:{visit.id}:{_tag(one)}", {"technician": one.name, "count": one.visits})


def _tag(one: CrewView) -> str:
    """A technician in a button, which has not room for every code."""
    return hashlib.sha256(one.code.encode()).hexdigest()[:12]


def _ask_which(step: Step, visits: Sequence[RequestView], meant: CrewView | None) -> None:
    """Several visits could be meant: which one is it?"""

    def choice(visit: RequestView) -> Choice:
        told: dict[str, Arg] = {"number": visit.number, "category": category_term(visit.category)}
        action = f"swap:{visit.id}" if meant is None else f"asg:{visit.id}:{_tag(meant)}"
        return Choice("button-request", action, told)

    step.say("which-visit-technician", *[choice(visit) for visit in visits[:_LISTED]])


def _meant(step: Step, number: int | None) -> list[RequestView]:
    """The visit with this number; without one that which was asked about, else all that somebody else could make."""
    world, talk = step.world, step.talk
    if number is not None:
        found = world.numbered(number)
        return [found] if found is not None else []
    asked = world.request(talk.about) if talk.ask is Ask.TECHNICIAN and talk.about is not None else None
    if asked is not None:
        return [asked]
    today = world.now.astimezone(SHANGHAI).date()
    ahead = world.visits_of_days(today, HORIZON_DAYS + 1)
    first: list[RequestView] = []
    for visit in ahead:
        if visit.status is Status.SCHEDULED and not any(visit.shares_visit(one) for one in first):
            first.append(visit)
    return first


def _beside(step: Step, visit: RequestView) -> list[RequestView]:
    """The request with the others of its visit, the oldest first."""
    if visit.group is None or visit.window is None:
        return [visit]
    found = [one for one in step.world.visits_of_days(visit.window.day, 1) if one.shares_visit(visit)]
    return sorted({one.id: one for one in [*found, visit]}.values(), key=lambda one: one.id)


def _keep(step: Step, visit: RequestView) -> None:
    step.settle()
    told = visit.technician_name or Term("nobody-named")
    step.say("technician-kept", number=visit.number, technician=told)


def _tell_too_late(step: Step, visit: RequestView) -> None:
    step.settle()
    step.say("technician-too-late", number=visit.number, status=status_term(visit.status))


def _tell_who_may(step: Step) -> None:
    step.say("technician-who-may")


def _visit(step: Step, rest: str) -> RequestView | None:
    known = rest.isascii() and rest.isdigit() and len(rest) < 20 and int(rest) < 2**63
    return step.world.request(int(rest)) if known else None


def _is_technician(step: Step) -> bool:
    return step.world.party.startswith(f"{Role.TECHNICIAN}:")


def _dispatches(world: World) -> bool:
    return world.party.startswith((f"{Role.VENDOR}:", f"{Role.CENTRE}:"))
