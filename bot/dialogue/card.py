"""The confirmation card: everything that is going to be booked, in one message."""

from booking.windows import Window
from bot.dialogue import bundle
from bot.dialogue.people import contact_of, speaker
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Pick, Waiting
from bot.dialogue.wording import address, category_term, issue_term, price_range, span
from locales.args import Arg, Joined, Lines, Phrase, Term

_LONGEST = 60


def show(step: Step, pick: Pick) -> None:
    """Repeat what was understood and ask for the word to book it."""
    draft = step.talk.draft
    if draft is None:
        return
    visits = list(bundle.visits(step, pick))
    step.ask(
        Ask.CONFIRM,
        "confirm-card" if len(visits) == 1 else "confirm-card-visits",
        *choices(step, pick),
        expects=Expects.CONFIRM,
        category=categories(step),
        problem=problem_words(step) or Term("no-detail"),
        address=address(draft.where),
        window=windows(step, pick),
        visits=len(visits),
        contact=contact_of(draft.who, draft.relation, speaker(step.talk)),
        price=_prices(step),
    )


def choices(step: Step, pick: Pick) -> list[Choice]:
    """Yes, and what can be changed."""
    told = bundle.problems(step)
    without = [
        Choice("button-without", f"without:{problem.issue.category}", {"category": issue_term(problem.issue)})
        for problem in told
        if len(told) > 1
    ]
    return [
        Choice("button-confirm", f"ok:{pick.hold}"),
        Choice("button-change-time", "chg:time"),
        Choice("button-change-address", "chg:address"),
        Choice("button-change-contact", "chg:contact"),
        Choice("button-change-problem", "chg:problem"),
        *without,
        Choice("button-drop", "drop"),
    ]


def categories(step: Step) -> Arg:
    """What is to be fixed."""
    told = tuple(issue_term(problem.issue) for problem in bundle.problems(step))
    return told[0] if len(told) == 1 else Joined(told)


def windows(step: Step, pick: Pick) -> Arg:
    """When someone comes; of several visits each with what it is for."""
    now, visits = step.world.now, list(bundle.visits(step, pick))
    if len(visits) == 1:
        return span(visits[0][1], now)
    return Lines(tuple(_visit_line(told, window, step) for told, window, _ in visits))


def _visit_line(told: list[Waiting], window: Window, step: Step) -> Phrase:
    named = Joined(tuple(issue_term(problem.issue) for problem in told))
    return Phrase("visit-line", (("category", named), ("window", span(window, step.world.now))))


def _prices(step: Step) -> Arg:
    found = bundle.categories(step)
    ranges = [price_range(step.world.prices(category)) for category in found]
    if len(found) == 1:
        return ranges[0]
    named = zip(found, ranges, strict=True)
    return Joined(tuple(Phrase("price-of", (("category", category_term(c)), ("price", price))) for c, price in named))


def problem_words(step: Step) -> str:
    """What was told about the problems, short enough for a card."""
    words = " / ".join(dict.fromkeys(word for problem in bundle.problems(step) for word in problem.words))
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
