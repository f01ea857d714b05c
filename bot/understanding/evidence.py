"""Adds up the evidence that concepts give for labels, alone and together, as the lexicon's rules tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.understanding.concepts import Concept
from bot.understanding.lexicon import folder_tables

#: From this weight on a concept is told for its own sake, not only to say where another thing is.
_FULL = 0.5


@dataclass(frozen=True, slots=True)
class Rule:
    """What it adds to labels when everything of `all` is told and nothing of `none`."""

    all: frozenset[str]
    none: frozenset[str]
    scores: Mapping[str, float]


class Rules:
    """The rules of one lexicon folder, indexed by what each needs first."""

    def __init__(self, folder: str, name: str = "rule") -> None:
        """Read the tables called `name` in the lexicon folder called `folder`."""
        self._by_need: dict[str, list[Rule]] = {}
        for table in (table for key, tables in folder_tables(folder) if key == name for table in tables):
            rule = Rule(frozenset(table["all"]), frozenset(table.get("none", ())), dict(table["scores"]))
            self._by_need.setdefault(table["all"][0], []).append(rule)

    def holding(self, told: frozenset[str], main: frozenset[str]) -> Iterable[Rule]:
        """The rules that hold for the `told` names, "#tags" and "@kinds", whose first need is among `main`."""
        for need in sorted(main & self._by_need.keys()):
            for rule in self._by_need[need]:
                if rule.all <= told and not rule.none & told:
                    yield rule

    def scores(self, told: frozenset[str], main: frozenset[str] | None = None) -> dict[str, float]:
        """What the rules that hold for `told` add to each label; `main` is what is told for its own sake."""
        scores: dict[str, float] = {}
        for rule in self.holding(told, told if main is None else main):
            for label, score in rule.scores.items():
                scores[label] = scores.get(label, 0.0) + score
        return scores


def names_of(concepts: Iterable[Concept]) -> frozenset[str]:
    """What rules can ask of `concepts`: their names, "#tags" and "@kinds"."""
    told: set[str] = set()
    for concept in concepts:
        told.add(concept.name)
        told.add("@" + concept.kind)
        told.update("#" + tag for tag in concept.tags)
    return frozenset(told)


def weigh(weights: Mapping[Concept, float], rules: Rules) -> dict[str, float]:
    """The score of each label for concepts of the given weights (1 is full) under `rules`."""
    scores: dict[str, float] = {}
    for concept, weight in weights.items():
        for label, score in concept.scores.items():
            scores[label] = scores.get(label, 0.0) + weight * score
    main = names_of(concept for concept, weight in weights.items() if weight >= _FULL)
    for label, score in rules.scores(names_of(weights), main).items():
        scores[label] = scores.get(label, 0.0) + score
    return scores
