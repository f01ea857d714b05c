"""Chooses a window with the resident: finds what was asked for, keeps it, shows the card."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from booking.terms import SHANGHAI, Category, District, Urgency
from booking.windows import HORIZON_DAYS, Window, distance, fits
from bot.dialogue.acts import HoldWindow, Move, ReleaseHold
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft, Pick
from bot.dialogue.views import RequestView
from bot.dialogue.wording import address, contact, issue_term, price_range, span, window_choice
from bot.understanding.meaning import Answer, When
from locales.args import Term
from locales.keys import Key

SHOWN = 4


def find_window(step: Step) -> None:
    """Keep the window that was asked for, or show what is free; the draft (or moving request) is complete."""
    pick = step.talk.pick = step.talk.pick or Pick()
    when = _wish(step, pick)
    if pick.hold is not None and pick.window is not None and when is None:
        show_card(step)
        return
    free = _free(step, pick)
    if not free:
        step.talk.ask = Ask.WINDOW
        step.say("no-window", Choice("button-person", "human"), expects=Expects.WINDOW)
        return
    if when is None:
        _offer(step, pick, _spread(free), "ask-window")
        return
    if _out_of_reach(step, when):
        _offer(step, pick, _spread(free), _reach_key(step, when))
        return
    fitting = [w for w in free if fits(w, when.date, when.part)]
    if fitting:
        hold(step, fitting[0])
        return
    near = sorted(free, key=lambda w: (distance(w, when.date, when.part), w.start))[:SHOWN]
    _offer(step, pick, sorted(near), "window-taken")


def _wish(step: Step, pick: Pick) -> When | None:
    """The time asked for, taken out of where it was kept: it is answered once."""
    when, pick.when = pick.when, None
    draft = step.talk.draft
    if pick.request is None and draft is not None:
        when, draft.when = when or draft.when, None
    return when


def _out_of_reach(step: Step, when: When) -> bool:
    if when.date is None:
        return False
    today = step.world.now.astimezone(SHANGHAI).date()
    return not today <= when.date <= today + timedelta(days=HORIZON_DAYS)


def _reach_key(step: Step, when: When) -> Key:
    today = step.world.now.astimezone(SHANGHAI).date()
    return "date-past" if when.date and when.date < today else "date-too-far"


def _free(step: Step, pick: Pick) -> Sequence[Window]:
    moving = _moving(step, pick)
    if moving is not None:
        district = moving.where.district
        if district is None:
            return []
        same = step.world.windows(district, moving.category, Urgency.NORMAL, moving.provider)
        return same or step.world.windows(district, moving.category, Urgency.NORMAL)
    district, category, urgency = _wanted(step)
    return step.world.windows(district, category, urgency)


def _wanted(step: Step) -> tuple[District, Category | None, Urgency]:
    draft = step.talk.draft
    if draft is None or draft.issue is None or draft.where is None or draft.where.district is None:
        raise ValueError("a window is looked for before the draft is complete")
    return draft.where.district, draft.issue.category, draft.issue.urgency or Urgency.NORMAL


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
    buttons = [window_choice(w, now) for w in windows]
    more = Choice("button-more-windows", "w:more")
    step.ask(
        Ask.WINDOW,
        key,
        *buttons,
        more,
        expects=Expects.WINDOW,
        last=(now + timedelta(days=HORIZON_DAYS)).astimezone(SHANGHAI).strftime("%m-%d"),
    )


def hold(step: Step, window: Window) -> None:
    """Ask for a window to be kept; the outcome goes on."""
    pick = step.talk.pick = step.talk.pick or Pick()
    moving = _moving(step, pick)
    if moving is not None:
        district, category, urgency = moving.where.district, moving.category, Urgency.NORMAL
        provider = moving.provider
    else:
        district, category, urgency = _wanted(step)
        provider = None
    if district is None:
        return
    step.act(HoldWindow(district, category, urgency, window, provider, instead=pick.hold))
    pick.hold = None


def on_held(step: Step, hold_id: int, window: Window) -> None:
    """The window is kept: show what will be booked."""
    pick = step.talk.pick = step.talk.pick or Pick()
    pick.hold, pick.window = hold_id, window.start
    if pick.request is not None:
        request = step.world.request(pick.request)
        if request is not None:
            step.act(Move(request.id, window, hold_id, pick.rework))
        step.talk.pick = None
        step.settle()
    else:
        show_card(step)


def on_not_held(step: Step, window: Window) -> None:
    """Someone was faster: show what else is free."""
    pick = step.talk.pick = step.talk.pick or Pick()
    pick.hold = pick.window = None
    free = [w for w in _free(step, pick) if w != window]
    near = sorted(sorted(free, key=lambda w: abs(w.start - window.start))[:SHOWN])
    if near:
        _offer(step, pick, near, "window-taken")
    else:
        step.ask(Ask.WINDOW, "no-window", Choice("button-person", "human"), expects=Expects.WINDOW)


def choose(step: Step, answer: Answer) -> bool:
    """An answer in words to the windows shown: the second, the last, an earlier or a later one."""
    pick = step.talk.pick
    if pick is None:
        return False
    shown = [Window(start) for start in pick.offered]
    if answer.ordinal is not None and shown:
        index = answer.ordinal - 1 if answer.ordinal > 0 else len(shown) + answer.ordinal
        if 0 <= index < len(shown):
            hold(step, shown[index])
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
    """Show windows before or after those talked about (or the one that is kept)."""
    free = list(_free(step, pick))
    around = sorted([Window(start) for start in pick.offered] or ([Window(pick.window)] if pick.window else []))
    if pick.window is not None:
        around = [Window(pick.window)]
    if not around:
        _offer(step, pick, _spread(free), "ask-window")
        return
    if shift == "earlier":
        found = [w for w in free if w < around[0]][-SHOWN:]
    else:
        found = [w for w in free if w > around[-1]][:SHOWN]
    _offer(step, pick, found or _spread(free), "ask-window" if found else "no-such-window")


def more(step: Step) -> None:
    """Show further windows, from the first again when the last were shown."""
    pick = step.talk.pick
    if pick is None:
        return
    free = list(_free(step, pick))
    last = max(pick.offered, default=datetime.min.replace(tzinfo=UTC))
    later = [w for w in free if w.start > last]
    _offer(step, pick, _spread(later) or _spread(free), "ask-window")


def show_card(step: Step) -> None:
    """Repeat what was understood and ask for the word to book it."""
    draft, pick = step.talk.draft, step.talk.pick
    if draft is None or draft.issue is None or pick is None or pick.window is None:
        return
    who = draft.who
    step.ask(
        Ask.CONFIRM,
        "confirm-card",
        Choice("button-confirm", f"ok:{pick.hold}"),
        Choice("button-change-time", "chg:time"),
        Choice("button-change-address", "chg:address"),
        Choice("button-change-contact", "chg:contact"),
        Choice("button-change-problem", "chg:problem"),
        Choice("button-drop", "drop"),
        expects=Expects.CONFIRM,
        category=issue_term(draft.issue),
        problem=problem_words(draft) or Term("no-detail"),
        address=address(draft.where),
        window=span(Window(pick.window), step.world.now),
        contact=contact(who.name, who.phone) if who else "",
        price=price_range(step.world.prices(draft.issue.category)),
    )


def problem_words(draft: Draft) -> str:
    """What was told about the problem, short enough for a card."""
    words = " / ".join(draft.words)
    return words if len(words) <= 60 else words[:59] + "…"


def drop_hold(step: Step) -> None:
    """Give the kept window back."""
    pick = step.talk.pick
    if pick is not None and pick.hold is not None:
        step.act(ReleaseHold(pick.hold))
        pick.hold = pick.window = None
