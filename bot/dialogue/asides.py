"""Everything that is not booking: prices, who else to turn to, small talk, complaints."""

from booking.terms import Category, District, Intent, Route, Urgency
from bot.dialogue import afterwards
from bot.dialogue import elsewhere as doors
from bot.dialogue.acts import AskPerson
from bot.dialogue.questions import CATEGORY_CHOICES, offer_next_problem
from bot.dialogue.says import Choice, Expects
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Waiting
from bot.dialogue.wording import category_term, price_line, price_range
from bot.understanding.meaning import Issue, Meaning
from locales.args import Lines
from oversight.case_rules import TRACKED

#: What is said beside the open question; some of these are answers to some questions.
ASIDES = frozenset({Intent.PROGRESS, Intent.CANCEL, Intent.PRICE, Intent.HUMAN, Intent.COMPLAINT, Intent.RESCHEDULE})


def tell_prices(step: Step, category: Category | None, words: str = "") -> None:
    """The price book of one category, or the question which one; `words` about the problem are kept for booking it."""
    if category is None:
        buttons = [Choice("button-category", f"price:{c}", {"category": category_term(c)}) for c in Category]
        step.ask(Ask.PRICE, "price-which", *buttons, expects=Expects.CATEGORY)
        return
    issue = Issue(Route.IN_HOME, category, Urgency.NORMAL)
    step.talk.priced = Waiting(issue=issue, words=[words] if words.strip() else [])
    items = step.world.prices(category)
    book = Choice("button-book-this", f"cat:{category}")
    step.say(
        "price-list",
        *([] if step.talk.draft and step.talk.draft.issue else [book]),
        category=category_term(category),
        range=price_range(items),
        lines=Lines(tuple(price_line(item) for item in items[:10])),
    )


def hear_complaint(step: Step, meaning: Meaning) -> bool:
    """Take a complaint to a supervisor and say so; True where a question was opened.

    A complaint about shared parts or estate order is the report of a case, unless the person has that case already:
    then it is about how the case goes.
    """
    active = step.world.my_requests()
    about = active[0].id if active else None
    routes = {issue.route for issue in meaning.issues}
    outside = routes & {Route.PROPERTY_SERVICE, *TRACKED}
    if routes and routes <= set(TRACKED) and not doors.is_known(step, meaning):
        return doors.point(step, meaning)
    step.act(AskPerson("complaint", meaning.text[:500], None if outside else about, _district(step)))
    step.say("complaint-heard")
    return doors.point(step, meaning)


def _district(step: Step) -> District | None:
    where = (step.talk.draft.where if step.talk.draft else None) or step.talk.where
    return where.district if where else None


def greet(step: Step) -> None:
    """Who this is, what it does, and the first question."""
    step.talk.greeted = True
    step.say("greeting", *CATEGORY_CHOICES, expects=Expects.PROBLEM)


def small_talk(step: Step) -> None:
    """Answer what is neither request nor question: briefly where a request is under way."""
    if step.talk.later:
        offer_next_problem(step)
    elif afterwards.tell_emergency_under_way(step):
        return
    elif afterwards.open_requests(step):
        step.say("here", Choice("button-progress", "progress"))
    elif not step.talk.greeted:
        greet(step)
    else:
        step.say("help", *CATEGORY_CHOICES)
