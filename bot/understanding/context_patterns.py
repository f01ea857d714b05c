"""The patterns by which the words around a time are judged, read once from when_context.toml."""

import re
from dataclasses import dataclass
from functools import cache

from bot.understanding.plain import lexicon_toml, words


@dataclass(frozen=True, slots=True)
class ContextPatterns:
    """Patterns over plain text in which each time is masked; those `ahead` end at it, those `behind` start after it."""

    breaks: re.Pattern[str]
    evidence: re.Pattern[str]  # groups refuse, wish, event
    ahead: dict[str, re.Pattern[str]]
    behind: dict[str, re.Pattern[str]]
    moving_verb: re.Pattern[str]
    occupied: re.Pattern[str]
    correction: re.Pattern[str]
    address: re.Pattern[str]
    fillers: re.Pattern[str]


@cache
def context_patterns() -> ContextPatterns:
    """The compiled patterns; raises re.error for a faulty lexicon."""
    table = lexicon_toml("when_context.toml")
    ahead = {name: re.compile(pattern) for name, pattern in table["ahead"].items()}
    return ContextPatterns(
        breaks=re.compile(table["clauses"]["break"]),
        evidence=re.compile("|".join(_evidence(kind, lists) for kind, lists in table["evidence"].items())),
        ahead=ahead,
        behind={name: re.compile(pattern) for name, pattern in table["behind"].items()},
        moving_verb=re.compile(table["moves"]["verb"]),
        occupied=re.compile(table["refusals"]["occupied"]),
        correction=re.compile(table["corrections"]["between"]),
        address=re.compile(table["addresses"]["sign"]),
        fillers=re.compile(table["fillers"]["pattern"]),
    )


def _evidence(kind: str, lists: dict[str, str]) -> str:
    latin = "|".join(words(lists["en"]))
    return f"(?P<{kind}>{'|'.join(words(lists['zh']))}|(?<![a-z])(?:{latin})(?![a-z]))"
