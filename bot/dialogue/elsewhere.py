"""The right door for what is no in-home repair: who looks after it, the number, and what to say there."""

from booking.terms import Route
from bot.dialogue import filing
from bot.dialogue.acts import Refer
from bot.dialogue.case_wording import contacts_phrase, matter_name
from bot.dialogue.says import Choice
from bot.dialogue.step import Step
from bot.dialogue.wording import address
from bot.understanding.case_words import read_matters
from bot.understanding.meaning import Meaning
from locales.args import Term
from oversight.case_rules import ENDS, TRACKED
from oversight.matters import matter, unnamed


def point(step: Step, meaning: Meaning, *, alone: bool = True) -> bool:
    """Say who looks after everything that the message tells beside in-home repair; True where a question was opened.

    With `alone` false more was told, which is asked about next: then no question is opened here.
    """
    routes = dict.fromkeys(issue.route for issue in meaning.issues if issue.route is not Route.IN_HOME)
    for route in routes:
        if route not in TRACKED:
            _tell(step, route, meaning)
    tracked = [route for route in routes if route in TRACKED]
    for route in reversed(tracked):
        filing.hear(step, route, meaning)
    if not tracked:
        return False
    if not alone:
        filing.tell(step)
        return False
    return filing.ask(step)


def is_known(step: Step, meaning: Meaning) -> bool:
    """Whether the person has an open case of every matter that a message tells."""
    routes = {issue.route for issue in meaning.issues if issue.route in TRACKED}
    codes = {code for route in routes for code in read_matters(meaning.text, route)[:1] or [unnamed(route).code]}
    return bool(codes) and codes <= {case.matter for case in step.world.my_cases() if case.stage not in ENDS}


def _tell(step: Step, route: Route, meaning: Meaning) -> None:
    match route:
        case Route.UTILITY:
            _refer(step, meaning)
        case Route.PROPERTY_SERVICE:
            about = unnamed(Route.COMMON_PARTS)
            where = filing.known_place(step, meaning)
            step.say("door-property-service", contacts=contacts_phrase(step.world, where, about))
        case _:
            step.say("door-unsupported", Choice("button-person", "human"))


def _refer(step: Step, meaning: Meaning) -> None:
    """A utility is told its number; that it was told is kept."""
    codes = read_matters(meaning.text, Route.UTILITY) or [unnamed(Route.UTILITY).code]
    where = filing.known_place(step, meaning)
    district, estate = (where.district, where.estate or where.road) if where else (None, None)
    for code in codes[:2]:
        about = matter(code)
        step.act(Refer(code, district, estate))
        if about is unnamed(Route.UTILITY):
            step.say("door-utility")
            continue
        place = address(where) if where else Term("case-your-place")
        step.say("door-utility-known", matter=matter_name(code), number=about.number, place=place)
