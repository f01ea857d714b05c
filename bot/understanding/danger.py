"""Recognises danger to people and home: certain, or possible so that a question must settle it.

Two readers of their own, the rules of the lexicon and the trained model, each may find it. What one of them finds
and the other thinks out of the question is asked about; what both think possible is acted on.
"""

from collections.abc import Iterable
from dataclasses import replace

from booking.terms import OUTSIDE, Category, Danger, Intent, Route, Urgency
from bot.understanding.concepts import Concept
from bot.understanding.evidence import Rules, names_of
from bot.understanding.meaning import Issue, Meaning
from bot.understanding.message import Clause, Message
from bot.understanding.urging import only_urges
from bot.understanding.verdicts import Verdict

#: From these alarms of the model on a danger is certain, and possible.
_SURE, _ASK = 0.7, 0.2
#: Below the first what the rules are certain of is asked about; below the second it is out of the question: on voices
#: kept aside one in twenty of these was a danger.
_DOUBTFUL, _THINKABLE = 0.05, 0.005
#: The score from which a danger is certain, and from which it is possible.
CERTAIN, POSSIBLE = 2.0, 1.0
#: Which danger comes first when several are as strong.
_ORDER = (
    Danger.FIRE,
    Danger.GAS,
    Danger.ELECTRICITY,
    Danger.LIFT,
    Danger.LOCKED_IN,
    Danger.SEWAGE,
    Danger.WATER,
    Danger.FALLING,
)
#: Frames of a clause in which nothing is a danger now.
_NOT_NOW = frozenset({"long_past", "suppose"})
#: What tells that danger is over, unless it is said that something still can't be shut.
_OVER, _STILL = "over", "cannot_shut"
#: The categories that an in-home danger may belong to; the first one stands where none was read.
_CATEGORIES = {
    Danger.WATER: (Category.TAPS_PIPES, Category.WALL_REPAIR),
    Danger.ELECTRICITY: (Category.LIGHTING_CIRCUITS, Category.TAPS_PIPES, Category.WALL_REPAIR),
    Danger.SEWAGE: (Category.DRAIN_CLEARING,),
    Danger.FALLING: (
        Category.WALL_REPAIR,
        Category.DOORS_WINDOWS,
        Category.INSTALL_REMOVAL,
        Category.LIGHTING_CIRCUITS,
    ),
    Danger.LOCKED_IN: (Category.DOORS_WINDOWS,),
}
#: Intents that danger can give issues to, `other` too; the rest speak of a booking that exists.
_WITH_ISSUES = frozenset({Intent.REPORT, Intent.PRICE, Intent.COMPLAINT, Intent.OTHER})
#: A danger that is only possible makes these urgent; the question that settles it decides the rest.
_URGENT_IF_POSSIBLE = frozenset({Danger.WATER, Danger.ELECTRICITY, Danger.SEWAGE, Danger.LOCKED_IN})


class DangerRecogniser:
    """Reads danger by the rules of the lexicon; constant after construction."""

    def __init__(self) -> None:
        """Read the rules."""
        self._rules = Rules("danger_rules")
        self._across = Rules("danger_rules", "across")

    def read(self, message: Message, verdict: Verdict) -> tuple[Danger | None, Danger | None]:
        """The certain and the possible danger that `message`, of which the model says `verdict`, tells; never both."""
        certain, possible = self._by_rules(message)
        if not verdict.dangers:
            return certain, possible
        likely = _likely(verdict)
        if verdict.alarm < _THINKABLE:
            return None, None
        if certain is not None:
            return (certain, None) if verdict.alarm >= _DOUBTFUL else (None, certain)
        if _speaks_of_another_time(message):
            return None, possible or (likely if verdict.alarm >= _SURE else None)
        if possible is not None:
            return None, possible
        if verdict.alarm < _ASK or only_urges(message.text):
            return None, None
        return (likely, None) if verdict.alarm >= _SURE else (None, likely)

    def _by_rules(self, message: Message) -> tuple[Danger | None, Danger | None]:
        scores: dict[str, float] = {}
        living = _living(message.clauses)
        for told in _with_subjects(living):
            for label, score in self._rules.scores(names_of(told)).items():
                scores[label] = max(score, scores.get(label, score))
        everything = frozenset().union(*(clause.concepts() for clause in message.clauses))
        alive = frozenset().union(*(clause.concepts() for clause in living))
        framed = {concept for concept in everything if concept.kind in {"grade", "frame"}}
        for label, score in self._across.scores(names_of(alive | framed)).items():
            scores[label] = scores.get(label, 0.0) + score
        return _strongest(scores)


def _likely(verdict: Verdict) -> Danger:
    """The kind that the model thinks likeliest, of those that the emergency at home can be."""
    home = {issue.category for issue in verdict.issues if issue.urgency is Urgency.EMERGENCY}
    fitting = {kind for kind, categories in _CATEGORIES.items() if home & set(categories)}
    return max(verdict.dangers, key=lambda danger: (not home or danger[0] in fitting, danger[1]))[0]


def _speaks_of_another_time(message: Message) -> bool:
    """Whether it says that something is over, long past, or only supposed."""
    return any(_tells_over(names) or names & _NOT_NOW for names in map(_names, message.clauses))


def _names(clause: Clause) -> frozenset[str]:
    return frozenset(concept.name for concept in clause.concepts())


def _tells_over(names: frozenset[str]) -> bool:
    return _OVER in names and _STILL not in names


def _living(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses that speak of now, after the last one that says it is over."""
    names = [_names(clause) for clause in clauses]
    last_over = max((place for place, told in enumerate(names) if _tells_over(told)), default=-1)
    return tuple(clause for place, clause in enumerate(clauses) if place > last_over and not names[place] & _NOT_NOW)


def _with_subjects(clauses: Iterable[Clause]) -> Iterable[frozenset[Concept]]:
    """The concepts of each clause, with the things of the one before where it names none."""
    things: frozenset[Concept] = frozenset()
    for clause in clauses:
        told = clause.concepts()
        own = frozenset(concept for concept in told if concept.kind == "thing" or concept.name == "gas")
        yield told if own else told | things
        things = own or things


def _strongest(scores: dict[str, float]) -> tuple[Danger | None, Danger | None]:
    best = max(_ORDER, key=lambda kind: (scores.get(kind, 0.0) >= CERTAIN, scores.get(kind, 0.0) >= POSSIBLE))
    score = scores.get(best, 0.0)
    if score >= CERTAIN:
        return best, None
    return None, best if score >= POSSIBLE else None


def at_its_worst(meaning: Meaning) -> Meaning:
    """`meaning` where nobody can be asked: a danger that is possible counts as one."""
    if meaning.danger_doubt is None:
        return meaning
    danger = meaning.danger_doubt
    intent, issues = settle(meaning.intent, meaning.issues, danger, None)
    return replace(meaning, intent=intent, issues=issues, danger=danger, danger_doubt=None)


def settle(
    intent: Intent, issues: tuple[Issue, ...], danger: Danger | None, doubt: Danger | None
) -> tuple[Intent, tuple[Issue, ...]]:
    """Intent and issues made consistent with the danger: who must come, and that it can't wait."""
    if intent not in _WITH_ISSUES:
        return intent, issues
    if danger is None:
        issues = tuple(_calmed(issue) for issue in issues)
    if danger in OUTSIDE:
        return Intent.REPORT, _outside(issues)
    if danger is not None:
        return Intent.PRICE if intent is Intent.PRICE else Intent.REPORT, _at_home(issues, danger)
    if doubt in _URGENT_IF_POSSIBLE:
        return intent, _graded(issues, doubt, Urgency.URGENT)
    return intent, issues


def _calmed(issue: Issue) -> Issue:
    """An issue that nobody must leave for at once, as no danger is certain."""
    return replace(issue, urgency=Urgency.URGENT) if issue.urgency is Urgency.EMERGENCY else issue


def _outside(issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """`issues` with one for the emergency services."""
    rest = tuple(issue for issue in issues if issue.route not in {Route.UTILITY, Route.COMMON_PARTS})
    return (Issue(Route.UTILITY), *rest)[:3]


def _at_home(issues: tuple[Issue, ...], danger: Danger) -> tuple[Issue, ...]:
    """`issues` with the one that `danger` belongs to as an emergency."""
    graded = _graded(issues, danger, Urgency.EMERGENCY)
    if graded:
        return graded
    return (Issue(Route.IN_HOME, _CATEGORIES[danger][0], Urgency.EMERGENCY),)


def _graded(issues: tuple[Issue, ...], danger: Danger, urgency: Urgency) -> tuple[Issue, ...]:
    """`issues` with those of the best matching category at `urgency`, if they are not already above it."""
    for category in _CATEGORIES[danger]:
        if any(issue.category is category for issue in issues):
            return tuple(
                replace(issue, urgency=urgency)
                if issue.category is category and issue.urgency is not Urgency.EMERGENCY
                else issue
                for issue in issues
            )
    return issues
