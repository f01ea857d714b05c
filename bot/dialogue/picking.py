"""Chooses a window with the resident: finds what was asked for, keeps it, shows the card."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from booking.lifecycle import Status
from booking.terms import SHANGHAI, Category, District, Urgency
from booking.windows import HORIZON_DAYS, Window, distance, fits
from bot.dialogue import bundle, card
from bot.dialogue.acts import HoldWindow, Move, ReleaseHold
from bot.dialogue.drafting import drop_hold
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Kept, Pick
from bot.dialogue.views import RequestView
from bot.dialogue.wording import address, window_choice
from bot.understanding.meaning import Answer, When
from locales.args import Term
from locales.keys import Key

SHOWN = 4


def find_window(step: Step) -> None:
    """Go on with the window of the draft, which is complete; a move that was under way is left."""
    if step.talk.pick is not None and step.talk.pick.request is not None:
        drop_hold(step)
        step.talk.pick = None
    find(step)


def find(step: Step) -> None:
    """Keep the window that was asked for, or show what is free, for the draft or the request that moves."""
    pick = step.talk.pick = step.talk.pick or Pick()
    when = _wish(step, pick)
    if pick.hold is not None and when is None and _is_ahead(step, pick.window):
        show_card(step)
        return
    bundle.plan(step, pick, when)
    free = _free(step, pick)
    if not free:
        _say_none(step)
    elif when is None:
        lapsed = pick.hold is not None and pick.window is not None
        _offer(step, pick, _spread(free), "date-past" if lapsed else "ask-window")
    elif _out_of_reach(step, when):
        _offer(step, pick, _spread(free), _reach_key(step, when))
    else:
        _take_nearest(step, pick, free, when)


def _is_ahead(step: Step, start: datetime | None) -> bool:
    return start is not None and start > step.world.now


def _say_none(step: Step) -> None:
    step.ask(Ask.WINDOW, "no-window", Choice("button-person", "human"), expects=Expects.WINDOW)


def _take_nearest(step: Step, pick: Pick, free: Sequence[Window], when: When) -> None:
    fitting = [w for w in free if fits(w, when.date, when.part)]
    if fitting:
        hold(step, fitting[0])
        return
    near = sorted(free, key=lambda w: (distance(w, when.date, when.part), w.start))[:SHOWN]
    _offer(step, pick, sorted(near), "surge-window-kept" if _leaves_near_days(step, pick) else "window-taken")


def _leaves_near_days(step: Step, pick: Pick) -> bool:
    """Whether near days are kept for others at present."""
    job = _job(step, pick)
    return job is not None and job.waits and step.world.surge(job.district) is not None


def _wish(step: Step, pick: Pick) -> When | None:
    """The time asked for, taken out of where it was kept: it is answered once."""
    when, pick.when = pick.when, None
    draft = step.talk.draft
    if pick.request is None and draft is not None:
        when, draft.when = when or draft.when, None
    return _on_its_day(step, pick, when) if when is not None else None


def _on_its_day(step: Step, pick: Pick, when: When) -> When:
    """Another time without a day is meant for the day that is talked of: "the afternoon then" is no other day."""
    if when.date is not None or when.part == "any":
        return when
    days = {window.day for window in _talked_about(step, pick) if _is_ahead(step, window.end)}
    return replace(when, date=days.pop()) if len(days) == 1 else when


def _out_of_reach(step: Step, when: When) -> bool:
    if when.date is None:
        return False
    today = step.world.now.astimezone(SHANGHAI).date()
    return not today <= when.date <= today + timedelta(days=HORIZON_DAYS)


def _reach_key(step: Step, when: When) -> Key:
    today = step.world.now.astimezone(SHANGHAI).date()
    return "date-past" if when.date and when.date < today else "date-too-far"


def _free(step: Step, pick: Pick) -> Sequence[Window]:
    job = _job(step, pick)
    if job is None:
        return []
    moving = _moving(step, pick)
    if moving is None:
        return step.world.windows(job.district, job.category, job.urgency, also=job.also, waits=job.waits)
    same = step.world.windows(job.district, job.category, job.urgency, job.provider, job.also, waits=job.waits)
    free = same or step.world.windows(job.district, job.category, job.urgency, also=job.also, waits=job.waits)
    return [window for window in free if window != moving.window]


@dataclass(frozen=True, slots=True)
class _Job:
    """What a window is looked for."""

    district: District
    category: Category | None
    urgency: Urgency
    provider: str | None = None
    also: tuple[Category, ...] = ()
    further: tuple[tuple[Category, ...], ...] = ()
    waits: bool = False  # others need the near days more while many wait


def _job(step: Step, pick: Pick) -> _Job | None:
    """The job of the request that moves, or of the draft; None where neither says enough."""
    if pick.request is not None:
        moving = _moving(step, pick)
        if moving is None or moving.where.district is None:
            return None
        views = (step.world.request(other) for other in pick.also)
        also = tuple(view.category for view in views if view is not None and view.category is not None)
        waits = moving.urgency is Urgency.NORMAL and not moving.frail
        return _Job(moving.where.district, moving.category, Urgency.NORMAL, _same_firm(step, moving), also, waits=waits)
    draft = step.talk.draft
    if draft is None or draft.issue is None or draft.where is None or draft.where.district is None:
        return None
    if draft.issue.category is None:
        urgency, waits = draft.issue.urgency or Urgency.NORMAL, bundle.can_wait(step)
        return _Job(draft.where.district, None, urgency, waits=waits)
    (main, *together), *further = bundle.parts(step, pick)
    visits = tuple(tuple(part) for part in further)
    urgency, waits = bundle.urgency(step), bundle.can_wait(step)
    return _Job(draft.where.district, main, urgency, also=tuple(together), further=visits, waits=waits)


def _same_firm(step: Step, moving: RequestView) -> str | None:
    """The firm that is asked first: the same one, unless it let the window pass."""
    late = moving.window_end is not None and moving.window_end < step.world.now
    return None if late and moving.status is Status.SCHEDULED else moving.provider


def _moving(step: Step, pick: Pick) -> RequestView | None:
    return step.world.request(pick.request) if pick.request is not None else None


def _spread(free: Sequence[Window]) -> list[Window]:
    """The first windows, of different parts of the day where there is a choice."""
    chosen: list[Window] = []
    seen: set[tuple[object, bool]] = set()
    for window in free:
        part = (window.day, window.hour < 12)
        if part not in seen:
            seen.add(part)
            chosen.append(window)
        if len(chosen) == SHOWN:
            break
    return chosen


def _offer(step: Step, pick: Pick, windows: Sequence[Window], key: Key) -> None:
    pick.offered = [w.start for w in windows]
    now = step.world.now
    last = (now + timedelta(days=HORIZON_DAYS)).astimezone(SHANGHAI)
    step.ask(
        Ask.WINDOW,
        key,
        *[window_choice(w, now) for w in windows],
        Choice("button-more-windows", "w:more"),
        expects=Expects.WINDOW,
        month=Term(f"web-month-{last.month}"),
        day=last.day,
    )


def offer_again(step: Step) -> None:
    """Show the same windows again, as far as they lie ahead."""
    pick = step.talk.pick
    shown = [Window(start) for start in pick.offered if start > step.world.now] if pick else []
    if pick is None or not shown:
        find(step)
    else:
        _offer(step, pick, shown, "ask-window")


def hold(step: Step, window: Window) -> None:
    """Ask for a window to be kept; the outcome goes on."""
    pick = step.talk.pick = step.talk.pick or Pick()
    job = _job(step, pick)
    if job is None:
        _say_none(step)
        return
    step.act(*[ReleaseHold(kept.hold) for kept in pick.further])
    step.act(
        HoldWindow(
            job.district,
            job.category,
            job.urgency,
            window,
            job.provider,
            instead=pick.hold,
            also=job.also,
            further=job.further,
        )
    )
    pick.hold, pick.further = None, []


def on_held(
    step: Step, hold_id: int, window: Window, until: datetime, further: Sequence[tuple[int, Window]] = ()
) -> None:
    """The window is kept, with those of further visits: show what will be booked."""
    pick = step.talk.pick = step.talk.pick or Pick()
    pick.hold, pick.window, pick.until = hold_id, window.start, until
    pick.further = [Kept(hold=one, window=at.start) for one, at in further]
    if pick.request is not None:
        step.act(Move(pick.request, window, hold_id, pick.rework, tuple(pick.also)))
    elif _job(step, pick) is None:
        drop_hold(step)
    else:
        show_card(step)


def on_not_held(step: Step, window: Window) -> None:
    """Someone was faster: show what else is free."""
    pick = step.talk.pick = step.talk.pick or Pick()
    drop_hold(step)  # of several visits some may still be kept
    pick.hold = pick.window = None
    free = [w for w in _free(step, pick) if w != window]
    near = sorted(sorted(free, key=lambda w: abs(w.start - window.start))[:SHOWN])
    if near:
        _offer(step, pick, near, "window-taken")
    else:
        _say_none(step)


def choose(step: Step, answer: Answer) -> bool:
    """An answer in words to the windows shown: the second, the last, an earlier or a later one."""
    pick = step.talk.pick
    if pick is None:
        return False
    shown = [Window(start) for start in pick.offered]
    chosen = answer.nth(shown)
    if chosen is not None:
        hold(step, chosen)
        return True
    if answer.shift is not None:
        _shift(step, pick, answer.shift)
        return True
    if answer.yes and shown:
        hold(step, shown[0])
        return True
    if answer.yes is False and shown:
        more(step)
        return True
    return False


def _shift(step: Step, pick: Pick, shift: str) -> None:
    """Show windows before or after the one that is kept or moves, or those shown."""
    free = list(_free(step, pick))
    around = _talked_about(step, pick)
    if not free:
        _say_none(step)
        return
    if not around:
        _offer(step, pick, _spread(free), "ask-window")
        return
    if shift == "earlier":
        found = [w for w in free if w < around[0]][-SHOWN:]
        if not found and pick.window is None and pick.request is None:
            hold(step, free[0])  # nothing is earlier than the earliest: that one is meant
            return
    else:
        found = [w for w in free if w > around[-1]][:SHOWN]
    _offer(step, pick, found or _spread(free), "ask-window" if found else "no-such-window")


def _talked_about(step: Step, pick: Pick) -> list[Window]:
    if pick.window is not None:
        return [Window(pick.window)]
    if pick.offered:
        return sorted(Window(start) for start in pick.offered)
    moving = _moving(step, pick)
    return [moving.window] if moving is not None and moving.window is not None else []


def more(step: Step) -> None:
    """Show further windows, from the first again when the last were shown."""
    pick = step.talk.pick
    if pick is None:
        return
    free = list(_free(step, pick))
    last = max(pick.offered, default=datetime.min.replace(tzinfo=UTC))
    later = [w for w in free if w.start > last]
    if not free:
        _say_none(step)
        return
    _offer(step, pick, _spread(later) or _spread(free), "ask-window")


def show_card(step: Step) -> None:
    """Repeat what was understood and ask for the word to book it."""
    draft, pick = step.talk.draft, step.talk.pick
    if draft is None or draft.issue is None or pick is None or pick.window is None:
        return
    card.show(step, pick)


def remind_card(step: Step) -> None:
    """Ask once more for the word to book, in one line; the whole card where its window is over."""
    draft, pick = step.talk.draft, step.talk.pick
    if draft is None or draft.issue is None or pick is None or pick.window is None:
        step.settle()
        return
    if not _is_ahead(step, pick.window):
        find_window(step)
        return
    step.ask(
        Ask.CONFIRM,
        "confirm-again",
        Choice("button-confirm", f"ok:{pick.hold}"),
        Choice("button-change", "chg:what"),
        Choice("button-drop", "drop"),
        expects=Expects.CONFIRM,
        category=card.categories(step),
        address=address(draft.where),
        window=card.windows(step, pick),
    )
