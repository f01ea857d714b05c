"""A technician reports finished work: lines of the price book unless the visit is free, then a note."""

import re

from booking.lifecycle import Status
from booking.terms import Category
from bot.dialogue.acts import Finish
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Work
from bot.dialogue.views import PriceView, RequestView
from bot.dialogue.wording import category_term, price_line
from locales.args import Lines, Money

#: An item nobody has to pay for, in every price book.
FREE = "CALL-0"
_LINE = re.compile(r"([A-Za-z]{2,5}-\d{1,3})(?:\s*[x×*]\s*(\d{1,2}))?(?:\s+(\d{1,5}(?:\.\d{1,2})?))?", re.IGNORECASE)
_AMOUNT = re.compile(r"\d{1,5}(?:\.\d{1,2})?")
_SHOWN = 8
_NO_NOTE = Choice("button-skip-note", "note:")
#: Item, quantity, unit price in cents.
Line = tuple[str, int, int]


def ask_charge(made: Step, visit: RequestView) -> None:
    """Ask what was done, by items of the price book; of a second visit, which is free, only for a note."""
    made.talk.work = Work(request=visit.id)
    if visit.rework:
        made.ask(
            Ask.NOTE,
            "ask-note-free",
            _NO_NOTE,
            expects=Expects.COMMENT,
            number=visit.number,
            category=category_term(visit.category),
        )
        return
    items = _items(made, visit.category)[:_SHOWN]
    made.ask(
        Ask.CHARGE,
        "ask-charge",
        *[Choice("button-item", f"item:{item.code}", {"item": price_line(item)}) for item in items],
        Choice("button-free", f"item:{FREE}"),
        expects=Expects.PRICE,
        number=visit.number,
        category=category_term(visit.category),
        lines=Lines(tuple(_coded(item) for item in items)),
    )


def _coded(item: PriceView) -> str:
    return item.code


def _items(made: Step, category: Category | None) -> list[PriceView]:
    """The items to choose from; help in a danger that is no repair has none."""
    return list(made.world.prices(category)) if category is not None else []


def names_item(text: str) -> bool:
    """Whether the words hold something like the code of an item."""
    return _LINE.search(text) is not None


def hear_item(made: Step, code: str) -> None:
    """An item by button; its amount is asked for where the book gives a range."""
    work = made.talk.work
    item = next((i for i in made.world.prices(None) if i.code == code), None)
    if work is None or item is None or made.talk.ask not in (Ask.CHARGE, Ask.AMOUNT):
        made.say("stale-button")
        return
    if item.min_cents == item.max_cents:
        work.lines = [(code, 1, item.min_cents)]
        _ask_note(made)
        return
    work.item = code
    made.ask(
        Ask.AMOUNT,
        "ask-amount",
        expects=Expects.PRICE,
        item=item.name,
        low=Money(item.min_cents),
        high=Money(item.max_cents),
    )


def hear_charge(made: Step, text: str) -> None:
    """Items in words: code, x quantity, amount; several in one message."""
    work = made.talk.work
    book = {item.code: item for item in made.world.prices(None)}
    found = [(code.upper(), int(quantity or 1), amount) for code, quantity, amount in _LINE.findall(text)]
    if work is None or not found or any(code not in book for code, _, _ in found):
        made.say("charge-unclear", expects=Expects.PRICE)
        return
    lines = [
        (code, quantity, round(float(amount) * 100) if amount else book[code].min_cents)
        for code, quantity, amount in found
    ]
    _share_out(made, work, lines)
    _ask_note(made)


def _share_out(made: Step, work: Work, lines: list[Line]) -> None:
    """Give each line to the problem of the visit whose kind of work it belongs to; the rest to the one reported."""
    owners = {item.code: other.id for other in _also_in_progress(made, work) for item in _items(made, other.category)}
    work.lines, work.others = [], {}
    for line in lines:
        owner = owners.get(line[0])
        (work.lines if owner is None else work.others.setdefault(owner, [])).append(line)
    if not work.lines:
        work.lines = [(FREE, 1, 0)]


def _also_in_progress(made: Step, work: Work) -> list[RequestView]:
    """The other problems of the visit that are still being worked on and cost something."""
    visits = made.world.visits_today()
    asked = next((visit for visit in visits if visit.id == work.request), None)
    if asked is None:
        return []
    return [
        visit
        for visit in visits
        if visit.id != asked.id
        and visit.status is Status.IN_PROGRESS
        and not visit.rework
        and visit.shares_visit(asked)
    ]


def hear_amount(made: Step, text: str) -> None:
    """The amount in yuan for the item chosen before."""
    work = made.talk.work
    item = next((i for i in made.world.prices(None) if work and i.code == work.item), None)
    amount = _AMOUNT.search(text)
    cents = round(float(amount.group()) * 100) if amount else -1
    if work is None or item is None:
        made.settle()
        made.say("stale-button")
    elif not item.min_cents <= cents <= item.max_cents:
        made.say(
            "ask-amount",
            expects=Expects.PRICE,
            item=item.name,
            low=Money(item.min_cents),
            high=Money(item.max_cents),
        )
    else:
        work.lines = [(item.code, 1, cents)]
        _ask_note(made)


def _ask_note(made: Step) -> None:
    made.ask(Ask.NOTE, "ask-note", _NO_NOTE, expects=Expects.COMMENT)


def hear_note(made: Step, note: str) -> None:
    """A note for the record, or none; the report is complete."""
    work = made.talk.work
    if work is None or made.talk.ask is not Ask.NOTE:
        made.say("stale-button")
        return
    made.settle()
    made.act(Finish(work.request, tuple(work.lines), note[:500]))
    made.act(*[Finish(other, tuple(lines), note[:500]) for other, lines in work.others.items()])
