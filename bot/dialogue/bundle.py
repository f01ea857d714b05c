"""The problems that are booked together: what they are, in which visits, and the requests they become."""

from collections.abc import Iterator

from booking.requests import MOST_PHOTOS, Order
from booking.terms import Category, Relation, Urgency
from booking.windows import Window
from bot.dialogue.drafting import wish_again
from bot.dialogue.people import speaker
from bot.dialogue.step import Step
from bot.dialogue.talk import Pick, Waiting
from bot.dialogue.tips import tip_of
from bot.dialogue.wording import place_of
from bot.understanding.meaning import When

_ORDER = [Urgency.NORMAL, Urgency.URGENT, Urgency.EMERGENCY]


def problems(step: Step) -> list[Waiting]:
    """The problem of the draft and those that are booked with it."""
    draft = step.talk.draft
    if draft is None or draft.issue is None:
        return []
    first = Waiting(issue=draft.issue, words=draft.words)
    return [first] if draft.danger is not None else [first, *step.talk.later]


def categories(step: Step) -> list[Category]:
    """The kinds of work of the booking, all different."""
    found = (problem.issue.category for problem in problems(step))
    return list(dict.fromkeys(category for category in found if category is not None))


def urgency(step: Step) -> Urgency:
    """How soon someone must come: as soon as for the most urgent of the problems."""
    return max((problem.issue.urgency or Urgency.NORMAL for problem in problems(step)), key=_ORDER.index)


def is_frail(step: Step) -> bool:
    """Whether somebody at home is helped before others while many wait."""
    draft = step.talk.draft
    return draft is not None and (draft.frail or draft.relation in (Relation.GRANDMOTHER, Relation.GRANDFATHER))


def can_wait(step: Step) -> bool:
    """Whether others need the near days more than this visit while many wait."""
    return urgency(step) is Urgency.NORMAL and not is_frail(step)


def parts(step: Step, pick: Pick) -> list[list[Category]]:
    """The visits that are planned, by kinds of work; one for all where none were planned for just these."""
    found = categories(step)
    planned = [category for part in pick.parts for category in part]
    return pick.parts if pick.parts and sorted(planned) == sorted(found) else [found]


def plan(step: Step, pick: Pick, when: When | None) -> None:
    """Share the problems out over the fewest visits, anew for each time that is wished for."""
    found, draft = categories(step), step.talk.draft
    if pick.request is not None or draft is None or draft.where is None or draft.where.district is None:
        return
    pick.parts = [found]
    if len(found) > 1:
        pick.parts = [list(part) for part in step.world.plan(draft.where.district, found, urgency(step), when)]


def visits(step: Step, pick: Pick) -> Iterator[tuple[list[Waiting], Window, int | None]]:
    """Each visit that is kept: its problems, its window and its hold; what is of no known kind is of the first."""
    if pick.window is None:
        return
    kept = [(Window(pick.window), pick.hold), *((Window(one.window), one.hold) for one in pick.further)]
    for place, (part, (window, hold)) in enumerate(zip(parts(step, pick), kept, strict=False)):
        kinds = part if place else [*part, None]
        yield [problem for problem in problems(step) if problem.issue.category in kinds], window, hold


def orders(step: Step, pick: Pick) -> list[Order]:
    """One request for each problem, visit by visit; place and person are known."""
    return [_order(step, problem, window, hold) for told, window, hold in visits(step, pick) for problem in told]


def _order(step: Step, problem: Waiting, window: Window, hold: int | None) -> Order:
    draft = step.talk.draft
    assert draft is not None  # noqa: S101
    assert draft.where is not None  # noqa: S101
    who, caller = draft.who, speaker(step.talk) if draft.relation is not None else None
    return Order(
        resident=step.world.party,
        route=problem.issue.route,
        category=problem.issue.category,
        urgency=problem.issue.urgency or Urgency.NORMAL,
        problem=" / ".join(problem.words),
        place=place_of(draft.where),
        contact_name=who.name if who else None,
        contact_phone=who.phone if who else None,
        caller_name=caller.name if caller else None,
        caller_phone=caller.phone if caller else None,
        relation=draft.relation,
        window=window,
        hold=hold,
        frail=is_frail(step),
        tried=tuple(code for code in draft.tried if _is_for(code, problem)),
    )


def _is_for(code: str, problem: Waiting) -> bool:
    """Whether the help of this code is for this problem."""
    tip = tip_of(code)
    return tip is not None and tip.category is problem.issue.category


def leave_out(step: Step, category: Category) -> bool:
    """One of several problems is not to be booked after all; False where it is none of them or the only one."""
    draft, later = step.talk.draft, step.talk.later
    if draft is None or len(problems(step)) < 2 or category not in categories(step):
        return False
    wish_again(step, draft)
    if draft.issue is not None and draft.issue.category == category:
        following = later.pop(0)
        draft.issue, draft.words, draft.told = following.issue, following.words, following.told
        draft.photos = [*draft.photos, *following.photos][:MOST_PHOTOS]
    else:
        step.talk.later = [waiting for waiting in later if waiting.issue.category != category]
    return True
