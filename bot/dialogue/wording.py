"""Values of requests, windows and prices as the texts want them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast

from booking.lifecycle import Status
from booking.requests import Place
from booking.terms import Category, Danger, District
from booking.windows import Window
from bot.dialogue.says import Choice
from bot.dialogue.tips import tip_of
from bot.dialogue.views import PriceView, RequestView
from bot.understanding.meaning import Issue, Where
from bot.understanding.where import describe
from locales.args import Arg, Joined, Lines, Moment, Money, Named, Phrase, Span, Term
from locales.keys import Key


def category_term(category: Category | None) -> Term:
    """The name of a category; other matters where there is none."""
    return Term(f"category-{category}" if category else "category-none")


def job(request: RequestView) -> Arg:
    """What a visit is for, as those who make it read it: a second one, which is free, is told as such."""
    category = category_term(request.category)
    return Phrase("category-again", (("category", category),)) if request.rework else category


def issue_term(issue: Issue) -> Term:
    """The name of what is to be fixed, or of who looks after it."""
    return category_term(issue.category) if issue.category else Term(f"route-{issue.route}")


def district_term(district: District) -> Term:
    """The name of a district."""
    return Term(f"district-{district}")


def status_term(status: Status) -> Term:
    """The words for a status."""
    return Term(f"status-{status}")


def standing_term(request: RequestView) -> Term:
    """The words for where a request stands; that another window is proposed is no status of its own."""
    return Term("status-proposed") if request.proposed is not None else status_term(request.status)


def desk_standing_term(request: RequestView) -> Term:
    """The words for where a request stands, as those read them whose request it is not."""
    return Term(f"web-desk-status-{'proposed' if request.proposed is not None else request.status}")


def danger_key(prefix: str, danger: Danger) -> Key:
    """The key of a danger's advice or question."""
    return cast(Key, f"{prefix}-{danger}")


def address(where: Where | None) -> Arg:
    """An address in one line, in every language."""
    if where is None:
        return Term("nothing-yet")
    return Named(describe(where, "zh-CN"), describe(where, "en"), describe(where, "zh-TW"))


def problem_told(request: RequestView, *, note: bool = True) -> Arg:
    """What was told of the problem and tried before the visit, and with `note` what who comes should bring or mind."""
    told: Arg = request.problem or Term("no-detail")
    tips = [tip.name for tip in map(tip_of, request.tried) if tip is not None]
    if tips:
        told = Phrase("problem-tried", (("problem", told), ("tried", Joined(tuple(tips)))))
    wishes = request.wishes.replace("\n", " / ") if note else ""
    return Phrase("problem-with-note", (("problem", told), ("note", wishes))) if wishes else told


def area(where: Where) -> Arg:
    """An address as far as a firm may see it before it accepts: no building, no door."""
    shown = Where(
        district=where.district,
        subdistrict=where.subdistrict,
        estate=where.estate,
        road=where.road,
        lane=where.lane,
    )
    return address(shown)


def span(window: Window, now: datetime) -> Span:
    """A window with its day."""
    return Span(window.start, window.end, now)


def when_of(request: RequestView, now: datetime) -> Arg:
    """The window of a request, or that someone comes at once."""
    if request.window is None:
        return Term("at-once")
    return Span(request.window.start, request.window_end or request.window.end, now)


def travel_values(request: RequestView, now: datetime) -> dict[str, Arg]:
    """When the technician set out and, only as he said himself, how long it takes; nothing before that."""
    if request.set_out_at is None:
        return {}
    values: dict[str, Arg] = {"at": Moment(request.set_out_at, now)}
    if request.travel_minutes is not None:
        arrival = request.set_out_at + timedelta(minutes=request.travel_minutes)
        values |= {"minutes": request.travel_minutes, "arrival": Moment(arrival, now)}
    return values


def price_range(items: Sequence[PriceView]) -> Arg:
    """From the cheapest to the dearest."""
    if not items:
        return Term("price-unknown")
    low, high = min(i.min_cents for i in items), max(i.max_cents for i in items)
    if low == high:
        return Money(low)
    return Phrase("price-range", (("low", Money(low)), ("high", Money(high))))


def charge_lines(lines: Sequence[tuple[Named, int, int]]) -> Lines:
    """Lines of a bill: name, quantity and amount of each."""
    return Lines(
        tuple(
            Phrase("charge-line", (("name", name), ("quantity", quantity), ("amount", Money(cents * quantity))))
            for name, quantity, cents in lines
        )
    )


def price_line(item: PriceView) -> Arg:
    """One line of the price book."""
    amount: Arg = Money(item.min_cents)
    if item.max_cents != item.min_cents:
        amount = Phrase("price-range", (("low", Money(item.min_cents)), ("high", Money(item.max_cents))))
    return Phrase("price-line", (("name", item.name), ("amount", amount), ("unit", item.unit)))


def window_choice(window: Window, now: datetime) -> Choice:
    """A button for a window."""
    return Choice("button-window", f"w:{int(window.start.timestamp())}", {"window": span(window, now)})


def place_of(where: Where) -> Place:
    """Where a visit goes, from an address whose district is known. Raises ValueError without one."""
    if where.district is None:
        raise ValueError("a place needs a district")
    door = "-".join(part for part in (where.unit, where.room) if part)
    return Place(
        district=where.district,
        estate=where.estate,
        subdistrict=where.subdistrict,
        road=where.road,
        lane=where.lane,
        building=where.building,
        door=door,
    )
