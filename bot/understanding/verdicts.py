"""The trained classifier: turns the model's probabilities into intent, issues, confidence and guesses."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np

from booking.terms import OUTSIDE, Category, Danger, Intent, Route, Urgency
from bot.understanding.arrays import Floats
from bot.understanding.choosing import WITH_ISSUES, chosen_targets, intent_of, tells_several, with_care
from bot.understanding.labels import DANGERS, TARGETS, URGENCIES
from bot.understanding.meaning import Guess, Issue
from bot.understanding.message import Message
from bot.understanding.model import Model
from bot.understanding.pieces import Pieces
from bot.understanding.sight import Sight

#: Words inside a clause after which another thing may be told.
_BREAKS = re.compile(r" and | plus |&|\+|和|跟|以及|、|再")
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
        self._sight = Sight(model.convolution(), pieces)

    def classify(self, message: Message) -> Verdict:
        """The verdict on `message`."""
        answers = self._answers(message)
        intent, targets = intent_of(answers), with_care(answers["target"])
        parts = self._parts(message) if tells_several(answers) else []
        chosen = chosen_targets(answers, parts)
        sure = float(answers["intent"].max())
        if chosen:
            sure *= min(1.0, float(sum(targets[place] for place in set(chosen))))
        elif intent in WITH_ISSUES:
            sure *= float(answers["count"].max())
        return Verdict(
            intent=intent,
            issues=_issues(chosen, answers, parts),
            confidence=round(sure, 3),
            guesses=_guesses(targets),
            alarm=_alarm(answers),
            dangers=tuple((kind, float(share)) for kind, share in zip(DANGERS, answers["danger"], strict=True) if kind),
        )

    def _answers(self, message: Message) -> dict[str, Floats]:
        return self._model.answers(message, self._sight(message.text))

    def _parts(self, message: Message) -> list[dict[str, Floats]]:
        """What the model says of each part of `message` alone, in order."""
        return [self._answers(message.part(*bounds)) for bounds in _bounds(message)[:_MOST_PARTS]]


def _issues(
    chosen: Sequence[int], answers: Mapping[str, Floats], parts: Sequence[Mapping[str, Floats]]
) -> tuple[Issue, ...]:
    """One issue for each chosen target, in the order told; the most pressing part takes the grade of the whole."""
    grade = URGENCIES[int(answers["urgency"].argmax())]
    if len(chosen) < 2 or not parts:
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


def _bounds(message: Message) -> list[tuple[int, int]]:
    """Where the parts of `message` begin and end that may each tell of one thing."""
    bounds = []
    for clause in message.clauses:
        cuts = [found.start() for found in _BREAKS.finditer(message.text, clause.start + 1, clause.end)]
        bounds += list(pairwise([clause.start, *cuts, clause.end]))
    return [(start, end) for start, end in bounds if message.text[start:end].strip()]


def _alarm(answers: Mapping[str, Floats]) -> float:
    """How likely there is danger: outside the home as its own head says; at home the middle, in log odds, of what the
    heads for danger and for urgency say, as the latter knows homes only."""
    shares = dict(zip(DANGERS, map(float, answers["danger"]), strict=True))
    outside = sum(shares[danger] for danger in OUTSIDE)
    home = 1 - shares[None] - outside
    emergency = float(answers["urgency"][URGENCIES.index(Urgency.EMERGENCY)])
    middle = (_log_odds(home) + _log_odds(emergency)) / 2
    return max(outside, 1 / (1 + math.exp(-middle)))


def _log_odds(share: float) -> float:
    share = min(max(share, _LEAST), 1 - _LEAST)
    return math.log(share / (1 - share))


def _issue(place: int, urgency: Urgency) -> Issue:
    route, category = TARGETS[place]
    return Issue(route, category, urgency if category else None)


def _guesses(targets: Floats) -> tuple[Guess, ...]:
    best = np.argsort(-targets, kind="stable")[:3]
    return tuple(Guess(*TARGETS[int(place)], round(float(targets[place]), 3)) for place in best)
