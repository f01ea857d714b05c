"""Says what a message wants and what it is about: the seat of every classifier, and the first one, by lexicon rules."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from booking.terms import Category, Intent, Route, Urgency
from bot.understanding.evidence import Rules, names_of, weigh
from bot.understanding.meaning import Guess, Issue
from bot.understanding.message import Joints, Message
from bot.understanding.split import Problem, Splitter

#: At most so many issues are read from one message (TAXONOMY.md).
MOST_ISSUES = 3
#: Below this the evidence for a target is no more than a mention.
_LEAST = 1.3
#: How common a problem is, for guesses when the words tell nothing.
_PRIOR = {Category.TAPS_PIPES: 0.03, Category.DRAIN_CLEARING: 0.02, Category.LIGHTING_CIRCUITS: 0.01}
_URGENT = "urgent"
_INTENTS = tuple(Intent)
_TARGETS: Mapping[str, tuple[Route, Category | None]] = {
    **{category: (Route.IN_HOME, category) for category in Category},
    **{route: (route, None) for route in Route if route is not Route.IN_HOME},
}
#: One party acts on all that is told of these.
_ONE_PARTY = frozenset({Route.PROPERTY_SERVICE, Route.GOVERNANCE, Route.UTILITY})
#: Routes by which people speak of the conduct of others, and how far that alone is a complaint.
_CONDUCT = frozenset({Route.PROPERTY_SERVICE, Route.GOVERNANCE})
_DISPLEASED = 1.2
#: Signs of a complaint about a worker.
_BLAMED = frozenset({"#worker", "past_visit"})
#: Intents whose messages carry issues (TAXONOMY.md).
_WITH_ISSUES = frozenset({Intent.REPORT, Intent.COMPLAINT, Intent.PRICE})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a classifier says of a message; `guesses` are the three best targets, most likely first."""

    intent: Intent
    issues: tuple[Issue, ...]
    confidence: float  # 0 to 1
    guesses: tuple[Guess, ...]


class Classifier(Protocol):
    """Whatever can say what a message wants; must be deterministic and safe to share among threads."""

    def classify(self, message: Message) -> Verdict:
        """The verdict on `message`."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A problem with the score of each label."""

    problem: Problem
    scores: Mapping[str, float]
    target: str
    score: float


class LexiconClassifier:
    """Adds up the weights of the lexicon; needs no training."""

    def __init__(self, joints: Joints) -> None:
        """Read the rules; `joints` are those of the analyser."""
        self._rules = Rules("rules")
        self._split = Splitter(joints)

    def classify(self, message: Message) -> Verdict:
        """The verdict on `message` by the weighted evidence of its concepts."""
        weighed = [self._weigh(problem) for problem in self._split(message)]
        told = [entry for entry in weighed if entry.score >= _LEAST]
        intents = self._intents(message, told)
        intent = max(_INTENTS, key=lambda label: intents[label])
        blamed = intent is Intent.COMPLAINT and _BLAMED & names_of(message.concepts())
        issues = _issues(_job(told) if blamed else told, intent)
        targets = _best_targets(weighed)
        confidence = _confidence(intents, intent, told if issues else [])
        return Verdict(intent, issues, confidence, _guesses(targets))

    def _weigh(self, problem: Problem) -> _Weighed:
        scores = weigh(problem.weights, self._rules)
        target = max(_TARGETS, key=lambda label: scores.get(label, 0.0))
        return _Weighed(problem, scores, target, scores.get(target, 0.0))

    def _intents(self, message: Message, told: Sequence[_Weighed]) -> dict[Intent, float]:
        """The score of every intent of the whole message."""
        scores = weigh(dict.fromkeys(sorted(message.concepts(), key=lambda concept: concept.name), 1.0), self._rules)
        intents = {intent: scores.get(intent, 0.0) for intent in _INTENTS}
        intents[Intent.REPORT] += max(map(_reports, told), default=0.0)
        if told and all(_TARGETS[entry.target][0] in _CONDUCT for entry in told):
            intents[Intent.COMPLAINT] += _DISPLEASED
        if max(intents.values()) < 0.8:
            intents[Intent.OTHER] = 0.8
        return intents


def _reports(entry: _Weighed) -> float:
    """How strongly a problem alone says that something is reported."""
    if _TARGETS[entry.target][0] in _CONDUCT:
        return 0.5
    kinds = {concept.kind for concept in entry.problem.faults}
    return 2.6 if "fault" in kinds else 1.9 if kinds else 0.9


def _job(told: Sequence[_Weighed]) -> Sequence[_Weighed]:
    """What a complaint that names a worker is about: the job or party told first, not what was damaged."""
    return [entry for entry in told[:1] if _TARGETS[entry.target][0] in {Route.IN_HOME, *_CONDUCT}]


def _issues(told: Sequence[_Weighed], intent: Intent) -> tuple[Issue, ...]:
    """One issue for each separate problem, in the order told."""
    if intent not in _WITH_ISSUES:
        return ()
    issues: list[Issue] = []
    seen: set[str] = set()
    for entry in told:
        route, category = _TARGETS[entry.target]
        head = entry.problem.head
        told_of = route if route in _ONE_PARTY else head.name if head else None
        if told_of in seen:
            continue
        if told_of:
            seen.add(told_of)
        issues.append(Issue(route, category, _urgency(entry) if category else None))
    return tuple(issues[: 1 if intent is Intent.PRICE else MOST_ISSUES])


def _urgency(entry: _Weighed) -> Urgency:
    return Urgency.URGENT if entry.scores.get(_URGENT, 0.0) >= 1 else Urgency.NORMAL


def _best_targets(weighed: Sequence[_Weighed]) -> dict[str, float]:
    """The highest score of every target over all problems."""
    return {
        label: max((entry.scores.get(label, 0.0) for entry in weighed), default=0.0) + _PRIOR.get(label, 0.0)  # type: ignore[call-overload]
        for label in _TARGETS
    }


def _guesses(targets: Mapping[str, float]) -> tuple[Guess, ...]:
    """The three best targets with their share of the evidence."""
    shares = {label: math.exp(score) for label, score in targets.items()}
    whole = sum(shares.values())
    best = sorted(targets, key=lambda label: -targets[label])[:3]
    return tuple(Guess(*_TARGETS[label], round(shares[label] / whole, 3)) for label in best)


def _confidence(intents: Mapping[Intent, float], intent: Intent, told: Sequence[_Weighed]) -> float:
    """How far the winners stand from the rest: 0 to 1."""
    sure = _share(intents, intent)
    for entry in told:
        sure = min(sure, _share({label: entry.scores.get(label, 0.0) for label in _TARGETS}, entry.target))
    return round(sure, 3)


def _share(scores: Mapping[str, float] | Mapping[Intent, float], winner: str) -> float:
    """The winner's part of all evidence, softened so that even odds of two give one half."""
    powers = {label: math.expm1(max(score, 0.0)) for label, score in scores.items()}
    return powers[winner] / (sum(powers.values()) + 0.5)
