"""The patterns by which the words around a time are judged, read once from when_context.toml."""

import re
from dataclasses import dataclass
from functools import cache

from bot.understanding.lexicon import tables_of
from bot.understanding.plain import words


@dataclass(frozen=True, slots=True)
class ContextPatterns:
    """Patterns over plain text in which each time is masked; those `ahead` end at it, those `behind` start after it."""

    breaks: re.Pattern[str]
    evidence: re.Pattern[str]  # groups refuse, wish, event
    evidence_han: re.Pattern[str]  # the same without English, for clauses without Latin letters
    evidence_latin: re.Pattern[str]  # the same without Chinese
    ahead_han: dict[str, re.Pattern[str]]
    ahead_latin: dict[str, re.Pattern[str]]
    behind: dict[str, re.Pattern[str]]
    moving_verb: re.Pattern[str]
    occupied: re.Pattern[str]
    correction: re.Pattern[str]
    address: re.Pattern[str]
    alternative: re.Pattern[str]
    fillers: re.Pattern[str]


@cache
def context_patterns() -> ContextPatterns:
    """The compiled patterns; raises re.error for a faulty lexicon."""
    table = tables_of("when_context.toml")
    return ContextPatterns(
        breaks=re.compile(table["clauses"]["break"]),
        evidence=_evidence(table["evidence"], "zh", "en"),
        evidence_han=_evidence(table["evidence"], "zh"),
        evidence_latin=_evidence(table["evidence"], "en"),
        ahead_han=_compiled(table["ahead"]["han"]),
        ahead_latin=_compiled(table["ahead"]["latin"]),
        behind=_compiled(table["behind"]),
        moving_verb=re.compile(table["moves"]["verb"]),
        occupied=re.compile(table["refusals"]["occupied"]),
        correction=re.compile(table["corrections"]["between"]),
        alternative=re.compile(table["alternatives"]["sign"]),
        address=re.compile(table["addresses"]["sign"]),
        fillers=re.compile(table["fillers"]["pattern"]),
    )


def _compiled(patterns: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


def _evidence(tables: dict[str, dict[str, str]], *languages: str) -> re.Pattern[str]:
    """One pattern with a named group for each kind of evidence, of the lists of these languages."""
    kinds = []
    for kind, lists in tables.items():
        entries = {language: "|".join(words(lists[language])) for language in languages}
        if "en" in entries:
            entries["en"] = f"(?<![a-z])(?:{entries['en']})(?![a-z])"
        kinds.append(f"(?P<{kind}>{'|'.join(entries.values())})")
    return re.compile("|".join(kinds))
