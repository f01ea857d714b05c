"""The visits of a day in one message: in order of time, for a dispatcher by technician, each with a map."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from booking.terms import SHANGHAI, Role
from bot.dialogue.linked import by_visit, names, numbers
from bot.dialogue.map_links import map_link
from bot.dialogue.says import Choice, Say
from bot.dialogue.step import Step
from bot.dialogue.views import RequestView
from bot.dialogue.wording import area, category_term
from bot.dialogue.world import World
from bot.understanding.meaning import Meaning
from locales.args import Arg, Hours, Lines, OnDay, Phrase, Term
from locales.keys import Key

#: Days that can be asked for, counted from today.
_EARLIEST, _LATEST = -1, 60
_PROBLEM = 60
_BUTTONS = 6
Visit = Sequence[RequestView]


def today(world: World) -> date:
    """The day in Shanghai."""
    return world.now.astimezone(SHANGHAI).date()


def tomorrow_choice(world: World) -> Choice:
    """The button beside today's list."""
    return Choice("button-tomorrow", f"day:{today(world) + timedelta(days=1)}")


def with_tomorrow(step: Step, since: int) -> None:
    """Put that button beside the last buttons that were said from `since` on."""
    said = range(since, len(step.says))
    place = next((one for one in reversed(said) if step.says[one].choices), len(step.says) - 1)
    say = step.says[place]
    step.says[place] = replace(say, choices=(*say.choices, tomorrow_choice(step.world)))


def day_meant(step: Step, meaning: Meaning) -> date | None:
    """The day that words ask for; None for today and for no day."""
    day = meaning.when.date if meaning.when is not None else None
    return None if day is None or day == today(step.world) else day


def press_day(step: Step, rest: str) -> None:
    """A day by button."""
    try:
        day = date.fromisoformat(rest) if rest.isascii() else None
    except ValueError:
        day = None
    if day is None or not _EARLIEST <= (day - today(step.world)).days <= _LATEST:
        step.say("stale-button")
    else:
        tell_day(step, day)


def tell_tomorrow(step: Step) -> None:
    """The visits of tomorrow."""
    tell_day(step, today(step.world) + timedelta(days=1))


def tell_day(step: Step, day: date) -> None:
    """The visits of a day, or that there are none."""
    world = step.world
    found = plan(world, day, "day-plan")
    after = day + timedelta(days=1)
    next_day = Choice("button-day", f"day:{after}", {"day": OnDay(after, world.now)})
    beside = (Choice("button-today", "list:"), next_day)
    if found is None:
        step.put(Say("day-none", {"day": OnDay(day, world.now)}, beside))
    else:
        step.put(replace(found, choices=(*found.choices, *beside)))


def plan(
    world: World, day: date, key: Key, steps: Callable[[RequestView], Sequence[Choice]] | None = None
) -> Say | None:
    """The visits of a day under this heading, with a button for each of the first; None where there are none.

    A single visit has its own `steps` as buttons, where they are given.
    """
    visits = by_visit(world.visits_of_days(day, 1))
    if not visits:
        return None
    values: dict[str, Arg] = {
        "day": OnDay(day, world.now),
        "count": len(visits),
        "lines": Lines(tuple(_lines(world, visits))),
    }
    shown = [_see(visit[0]) for visit in visits[:_BUTTONS]]
    if len(visits) == 1 and steps is not None:
        shown = [*steps(visits[0][0]), *shown]
    return Say(key, values, tuple(shown))


def _see(request: RequestView) -> Choice:
    told: dict[str, Arg] = {"number": request.number, "category": category_term(request.category)}
    return Choice("button-request", f"see:{request.id}", told)


def _lines(world: World, visits: Sequence[Visit]) -> list[Arg]:
    gates = world.gates([visit[0].where for visit in visits])
    entries = [_entry(visit, gate) for visit, gate in zip(visits, gates, strict=True)]
    if world.party.startswith(f"{Role.TECHNICIAN}:"):
        return entries
    pairs = sorted(zip(visits, entries, strict=True), key=lambda pair: pair[0][0].technician or "")
    lines: list[Arg] = []
    for _, some in groupby(pairs, key=lambda pair: pair[0][0].technician or ""):
        group = list(some)
        name = group[0][0][0].technician_name or Term("nobody-named")
        lines.append(Phrase("day-technician", (("technician", name), ("count", len(group)))))
        lines += [entry for _, entry in group]
    return lines


def _entry(visit: Visit, gate: tuple[float, float] | None) -> Arg:
    first = visit[0]
    time: Arg = Term("at-once")
    if first.window is not None:
        time = Hours(first.window.start, first.window_end or first.window.end)
    return Phrase(
        "day-visit",
        (
            ("window", time),
            ("number", numbers(visit)),
            ("category", names(visit)),
            ("area", area(first.where)),
            ("problem", Lines(tuple(_problem(one) for one in visit))),
            ("map", map_link(first.where, gate)),
        ),
    )


def _problem(request: RequestView) -> Arg:
    """The beginning of what was told, on one line."""
    told = " ".join(request.problem.split())
    if not told:
        return Term("no-detail")
    return told if len(told) <= _PROBLEM else f"{told[:_PROBLEM]}…"
