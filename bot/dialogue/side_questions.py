"""Answers questions about the service in the middle of anything, then the open point goes on."""

from datetime import timedelta

from booking.terms import Intent, Route, Urgency
from booking.windows import HORIZON_DAYS, LENGTH, STARTS, Window
from bot.dialogue import afterwards, elsewhere
from bot.dialogue.says import Choice
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Waiting
from bot.dialogue.wording import category_term, span
from bot.understanding.meaning import Meaning, Topic
from locales.keys import Key

#: Wishes that come before what is asked in passing.
_WISHES = frozenset({Intent.HUMAN, Intent.COMPLAINT})
#: With a visit under way these may be about it; fees are not.
_OF_VISIT = frozenset({Intent.PROGRESS, Intent.RESCHEDULE, Intent.CANCEL})
_OF_SERVICE = frozenset({Topic.CANCELLING, Topic.VISIT_FEE, Topic.QUOTE})
#: Questions whose answers are free words or settle a danger.
_WORDS_WANTED = frozenset({Ask.DANGER, Ask.COMMENT})
_ANSWERS: dict[Topic, Key] = {
    Topic.CERTIFIED: "side-certified",
    Topic.DURATION: "side-duration",
    Topic.VISIT_FEE: "side-visit-fee",
    Topic.WHO_PAYS: "side-who-pays",
    Topic.AT_HOME: "side-at-home",
    Topic.AREAS: "side-areas",
    Topic.DATA: "side-data",
    Topic.ABOUT: "side-about",
    Topic.PAYMENT: "side-payment",
    Topic.WARRANTY: "side-warranty",
    Topic.CHOOSE: "side-choose",
    Topic.PARTS: "side-parts",
    Topic.INVOICES: "side-invoices",
    Topic.CANCELLING: "side-cancelling",
    Topic.QUOTE: "side-quote",
    Topic.LANGUAGES: "side-languages",
    Topic.CLEANUP: "side-cleanup",
}


def answer(step: Step, meaning: Meaning) -> bool:
    """Answer what is asked about the service; True when the message holds nothing else to see to."""
    topics = _asked(step, meaning)
    if not topics:
        return False
    for topic in topics:
        if topic is Topic.SERVICES:
            _tell_service(step, meaning)
        elif topic is Topic.SOONEST:
            _tell_soonest(step)
        elif topic is Topic.HOURS:
            _tell_hours(step)
        else:
            step.say(_ANSWERS[topic])
    only_asks = meaning.asked.alone and (meaning.intent is not Intent.PRICE or Topic.SERVICES in topics)
    return only_asks or not _says_more(meaning)


def _asked(step: Step, meaning: Meaning) -> tuple[Topic, ...]:
    """The topics that are truly asked about here."""
    topics = meaning.asked.topics
    if not topics or meaning.intent in _WISHES or step.talk.ask in _WORDS_WANTED:
        return ()
    if meaning.intent in _OF_VISIT and afterwards.open_requests(step):
        topics = tuple(topic for topic in topics if topic in _OF_SERVICE)
    if not meaning.asked.alone or (meaning.intent is Intent.REPORT and _is_told(meaning)):
        topics = tuple(topic for topic in topics if topic is not Topic.SERVICES)  # it is broken: that is a report
    return topics


def _is_told(meaning: Meaning) -> bool:
    """Whether something is broken in so many words."""
    return any(_FAULTS & clause for clause in meaning.told)


#: The commonest faults of the lexicon.
_FAULTS = frozenset(
    {
        *("leak", "block", "broken", "no_light", "trip", "no_power", "stuck", "loose", "crack", "peel", "no_water"),
        *("low_pressure", "run_on", "cannot_lock", "lock_error", "not_cold", "seep", "back_up", "smell", "burst"),
    }
)


def _says_more(meaning: Meaning) -> bool:
    """Whether a problem, a price that is asked for, or a fact stands beside the question."""
    named = bool(meaning.issues) and meaning.intent in (Intent.REPORT, Intent.PRICE)
    return named or bool(meaning.where or meaning.who or meaning.when)


def _tell_hours(step: Step) -> None:
    last = STARTS[-1] + LENGTH // timedelta(hours=1)
    step.say("side-hours", first=STARTS[0], last=last, days=HORIZON_DAYS)


def _tell_service(step: Step, meaning: Meaning) -> None:
    """Whether this kind of work is done at all; what is done can be booked at once, but nothing is begun."""
    issue = next(iter(meaning.issues), None)
    if issue is None or issue.route in (Route.UNSUPPORTED, Route.UTILITY):
        step.say("side-services")  # what is done says what is not, and is never wrong
    elif issue.category is None:
        elsewhere.point(step, meaning, alone=False)
    elif step.talk.draft is not None:
        step.say("side-service-yes", category=category_term(issue.category))
    else:
        step.talk.priced = Waiting(issue=issue)
        book = Choice("button-book-this", f"cat:{issue.category}")
        step.say("side-service-yes", book, category=category_term(issue.category))


def _tell_soonest(step: Step) -> None:
    """The first time that is free, as far as it is known where and for what."""
    draft = step.talk.draft
    first: Window | None = None
    if draft is not None and draft.issue is not None and draft.where is not None and draft.where.district is not None:
        urgency = draft.issue.urgency or Urgency.NORMAL
        first = next(iter(step.world.windows(draft.where.district, draft.issue.category, urgency)), None)
    if first is None:
        step.say("side-soonest")
    else:
        step.say("side-soonest-free", window=span(first, step.world.now))
