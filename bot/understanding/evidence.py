"""Adds up the evidence that concepts told together give for labels, as the rules of the lexicon tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.understanding.concepts import Concept
from bot.understanding.lexicon import folder_tables


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

    def holding(self, told: frozenset[str]) -> Iterable[Rule]:
        """The rules that hold for the `told` names, "#tags" and "@kinds"."""
        for need in sorted(told & self._by_need.keys()):
            for rule in self._by_need[need]:
                if rule.all <= told and not rule.none & told:
                    yield rule

    def scores(self, told: frozenset[str]) -> dict[str, float]:
        """What the rules that hold for `told` add to each label."""
        scores: dict[str, float] = {}
        for rule in self.holding(told):
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
