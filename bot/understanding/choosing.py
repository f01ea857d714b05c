"""Which problems a message tells, from what the model says of the whole message and of its parts."""

from collections.abc import Mapping, Sequence

import numpy as np

from booking.terms import Intent, Route
from bot.understanding.arrays import Floats
from bot.understanding.labels import INTENTS, MOST_ISSUES, TARGETS

#: Intents whose messages carry issues (TAXONOMY.md).
WITH_ISSUES = frozenset({Intent.REPORT, Intent.COMPLAINT, Intent.PRICE})
#: How often a matter of the utilities counts against any other: to miss one costs more than to name one.
_CARE, _UTILITY = 2.0, TARGETS.index((Route.UTILITY, None))
#: A complaint or a question for a price is about what has at least the first share, a report about what has at least
#: the second, else about nothing named, and the resident is asked; on voices kept aside one in nine was right there.
_NAMED, _HEARD = 0.5, 0.4
#: From this share on a target is told even if the model counts none; from the second on a third one is, beside two.
_CLEAR, _THIRD = 0.95, 0.08
#: How much the best share that any part gives a target adds to its share of the whole, and the sum it must have.
_OF_PARTS, _ANOTHER = 0.3, 0.25
#: From this share in a part of its own on, a further target is told beside two, whatever the whole says of it.
_APART = 0.9
#: So sure must the count be that two problems of one kind are told.
_DOUBLE = 0.9


def with_care(targets: Floats) -> Floats:
    """Shares of the targets in which a matter of the utilities weighs more; they add up to one."""
    weighed = targets.copy()
    weighed[_UTILITY] *= _CARE
    return np.asarray(weighed / weighed.sum(), dtype=np.float32)


def intent_of(answers: Mapping[str, Floats]) -> Intent:
    """The likeliest intent."""
    return INTENTS[int(answers["intent"].argmax())]


def tells_several(answers: Mapping[str, Floats]) -> bool:
    """Whether the model counts more than one problem, so that the parts of the message should be read too."""
    intent = intent_of(answers)
    return intent in WITH_ISSUES and intent is not Intent.PRICE and int(answers["count"].argmax()) > 1


def chosen_targets(answers: Mapping[str, Floats], parts: Sequence[Mapping[str, Floats]]) -> list[int]:
    """The targets that are told, the likeliest first, one of them twice where two jobs of its kind are told.

    `answers` are the model's of the whole message, `parts` of its parts where it tells several things.
    """
    intent, targets = intent_of(answers), with_care(answers["target"])
    if intent not in WITH_ISSUES:
        return []
    if tells_several(answers):
        return _several(answers["count"], targets, parts)
    best = int(targets.argmax())
    counted = int(answers["count"].argmax()) > 0 or (intent is Intent.REPORT and targets[best] >= _CLEAR)
    return [best] if counted and targets[best] >= (_HEARD if intent is Intent.REPORT else _NAMED) else []


def _several(counts: Floats, targets: Floats, parts: Sequence[Mapping[str, Floats]]) -> list[int]:
    best = _best_of_parts(parts)
    scores = targets + _OF_PARTS * best
    order = [int(place) for place in np.argsort(-scores, kind="stable")]
    most = MOST_ISSUES if int(counts.argmax()) == MOST_ISSUES or np.sort(targets)[-3] >= _THIRD else 2
    chosen = [place for place in order[:most] if scores[place] >= _ANOTHER] or order[:1]
    if len(chosen) > 1:
        chosen += [place for place in order[most:MOST_ISSUES] if best[place] >= _APART]
    at_home = TARGETS[chosen[0]][0] is Route.IN_HOME
    return chosen * 2 if len(chosen) == 1 and at_home and counts[2:].sum() >= _DOUBLE else chosen


def _best_of_parts(parts: Sequence[Mapping[str, Floats]]) -> Floats:
    """For each target the best share that any part gives it, less as the part speaks of no problem."""
    if not parts:
        return np.zeros(len(TARGETS), dtype=np.float32)
    return np.asarray(np.max([part["target"] * (1 - part["count"][0]) for part in parts], axis=0), dtype=np.float32)
