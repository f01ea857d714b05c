"""The trained classifier: turns the model's probabilities into intent, issues, confidence and guesses."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np

from booking.terms import Category, Danger, Intent, Route, Urgency
from bot.understanding.arrays import Floats
from bot.understanding.labels import DANGERS, INTENTS, MOST_ISSUES, TARGETS, URGENCIES
from bot.understanding.meaning import Guess, Issue
from bot.understanding.message import Message
from bot.understanding.model import Model
from bot.understanding.pieces import Pieces

#: Intents whose messages carry issues (TAXONOMY.md).
WITH_ISSUES = frozenset({Intent.REPORT, Intent.COMPLAINT, Intent.PRICE})
#: Of several issues the next best target must have this share, or two jobs of the best one are meant.
_ANOTHER = 0.04
#: A complaint or a question for a price is about what has at least this share, else about nothing named.
_NAMED = 0.5
#: Below this even a report names nothing, and the resident is asked; on voices kept aside one in nine was right.
_HEARD = 0.4
#: From this share on a target is told even if the model counts none; from the second on a third one is, beside two.
_CLEAR, _THIRD = 0.95, 0.08
#: Words inside a clause after which another thing may be told.
_BREAKS = re.compile(r" and | plus |&|\+|和|跟|以及|、|再")
#: How often a matter of the utilities counts against any other.
_CARE, _UTILITY = 2.0, TARGETS.index((Route.UTILITY, None))
#: Shares are taken to be no nearer to nothing and to everything than this.
_LEAST = 1e-6
#: Clauses of a message that are looked at one by one.
_MOST_PARTS = 12


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a classifier says of a message; `guesses` are the three best targets, most likely first."""

    intent: Intent
    issues: tuple[Issue, ...]
    confidence: float  # 0 to 1: how likely intent and issues are right
    guesses: tuple[Guess, ...]
    alarm: float = 0.0  # 0 to 1: how likely people or home are in danger now
    dangers: tuple[tuple[Danger, float], ...] = ()  # each kind with its probability


#: The verdict on a place, a phone or a name alone; the guesses are the commonest problems.
MERE_ANSWER = Verdict(
    Intent.OTHER,
    (),
    1.0,
    tuple(
        Guess(Route.IN_HOME, category, 0.0)
        for category in (Category.TAPS_PIPES, Category.DRAIN_CLEARING, Category.LIGHTING_CIRCUITS)
    ),
)


class Classifier(Protocol):
    """Whatever can say what a message wants; must be deterministic and safe to share among threads."""

    def classify(self, message: Message) -> Verdict:
        """The verdict on `message`."""


class TrainedClassifier:
    """Deterministic, and safe to share among threads; construct one for a process."""

    def __init__(self, model: Model, pieces: Pieces) -> None:
        self._model = model
        self._pieces = pieces

    def classify(self, message: Message) -> Verdict:
        """The verdict on `message`."""
        answers = self._answers(message)
        intent = INTENTS[int(answers["intent"].argmax())]
        targets = _with_care(answers["target"])
        chosen = _chosen(targets, _count(answers["count"], targets, intent))
        if chosen and targets[chosen].max() < _least(intent, len(chosen)):
            chosen = []
        issues = self._issues(message, chosen, answers)
        sure = float(answers["intent"].max())
        if chosen:
            sure *= float(sum(targets[place] for place in set(chosen)))
        elif intent in WITH_ISSUES:
            sure *= float(answers["count"].max())
        return Verdict(
            intent=intent,
            issues=issues,
            confidence=round(sure, 3),
            guesses=_guesses(targets),
            alarm=_alarm(answers),
            dangers=tuple((kind, float(share)) for kind, share in zip(DANGERS, answers["danger"], strict=True) if kind),
        )

    def _answers(self, message: Message) -> dict[str, Floats]:
        return self._model.answers(message, self._pieces(message.text))

    def _issues(self, message: Message, chosen: Sequence[int], answers: dict[str, Floats]) -> tuple[Issue, ...]:
        """One issue for each chosen target, in the order told."""
        grade = URGENCIES[int(answers["urgency"].argmax())]
        if len(chosen) < 2:
            return tuple(_issue(place, grade) for place in chosen)
        parts = [self._answers(message.part(*bounds)) for bounds in _bounds(message)[:_MOST_PARTS]]
        if not parts:
            return tuple(_issue(place, grade) for place in chosen)
        told = {place: int(np.argmax([part["target"][place] for part in parts])) for place in set(chosen)}
        ordered = sorted(chosen, key=lambda place: told[place])
        if grade is Urgency.NORMAL:
            return tuple(_issue(place, grade) for place in ordered)
        hurry = [1.0 - float(parts[told[place]]["urgency"][0]) for place in ordered]
        most = max(range(len(ordered)), key=lambda number: (TARGETS[ordered[number]][1] is not None, hurry[number]))
        issues = [_issue(place, URGENCIES[int(parts[told[place]]["urgency"].argmax())]) for place in ordered]
        issues[most] = _issue(ordered[most], grade)
        return tuple(issues)


def _least(intent: Intent, count: int) -> float:
    """The share that the best of so many targets must have."""
    if count > 1:
        return 0.0
    return _HEARD if intent is Intent.REPORT else _NAMED


def _bounds(message: Message) -> list[tuple[int, int]]:
    """Where the parts of `message` begin and end that may each tell of one thing."""
    bounds = []
    for clause in message.clauses:
        cuts = [found.start() for found in _BREAKS.finditer(message.text, clause.start + 1, clause.end)]
        bounds += list(pairwise([clause.start, *cuts, clause.end]))
    return [(start, end) for start, end in bounds if message.text[start:end].strip()]


def _with_care(targets: Floats) -> Floats:
    """Shares in which a matter of the utilities counts double: to miss one costs more than to name one."""
    weighed = targets.copy()
    weighed[_UTILITY] *= _CARE
    return np.asarray(weighed / weighed.sum(), dtype=np.float32)


def _alarm(answers: Mapping[str, Floats]) -> float:
    """How likely there is danger: the middle, in log odds, of what the heads for danger and for urgency say."""
    danger = 1 - answers["danger"][DANGERS.index(None)]
    emergency = answers["urgency"][URGENCIES.index(Urgency.EMERGENCY)]
    odds = [_log_odds(float(share)) for share in (danger, emergency)]
    return 1 / (1 + math.exp(-sum(odds) / len(odds)))


def _log_odds(share: float) -> float:
    share = min(max(share, _LEAST), 1 - _LEAST)
    return math.log(share / (1 - share))


def _count(counts: Floats, targets: Floats, intent: Intent) -> int:
    """How many issues are told: as many as the model counts, but for what it is sure of or what it missed."""
    if intent not in WITH_ISSUES:
        return 0
    count, best = int(counts.argmax()), np.sort(targets)[::-1]
    if intent is Intent.REPORT and count == 0 and best[0] >= _CLEAR:
        return 1
    if count == 2 and best[2] >= _THIRD:
        return 3
    return min(count, 1 if intent is Intent.PRICE else MOST_ISSUES)


def _chosen(targets: Floats, count: int) -> list[int]:
    """The `count` best targets; where the next one is too unlikely, the best one again."""
    best = [int(place) for place in np.argsort(-targets, kind="stable")[:count]]
    return [place if targets[place] >= _ANOTHER else best[0] for place in best]


def _issue(place: int, urgency: Urgency) -> Issue:
    route, category = TARGETS[place]
    return Issue(route, category, urgency if category else None)


def _guesses(targets: Floats) -> tuple[Guess, ...]:
    best = np.argsort(-targets, kind="stable")[:3]
    return tuple(Guess(*TARGETS[int(place)], round(float(targets[place]), 3)) for place in best)
