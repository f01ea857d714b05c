"""The patterns of answers that hold a number, a place or a language, read once from answers_patterns.toml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.understanding.lexicon import tables_of
from bot.understanding.lexicon_patterns import fill

#: What can be asked for, with what someone does not know who asks for it; "zh" is Chinese in either script.
_OTHERS = {"zh": "en", "zh-CN": "zh-TW", "zh-TW": "zh-CN", "en": "zh"}


@dataclass(frozen=True, slots=True)
class AnswerPatterns:
    """Patterns over keys of clauses, except `out_of` and the star signs, which see the plain text."""

    ordinals: tuple[re.Pattern[str], ...]
    letter: re.Pattern[str]
    last: re.Pattern[str]
    stars: tuple[re.Pattern[str], ...]
    out_of: re.Pattern[str]
    star_signs: re.Pattern[str]
    hollow_star_signs: re.Pattern[str]
    opens_yes: re.Pattern[str]
    opens_no: re.Pattern[str]
    question: re.Pattern[str]
    correction: re.Pattern[str]
    denied: re.Pattern[str]
    stated: re.Pattern[str]
    same_place: re.Pattern[str]
    moved: re.Pattern[str]
    languages: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]


@cache
def answer_patterns() -> AnswerPatterns:
    """The compiled patterns; raises KeyError or re.error for a faulty lexicon."""
    table = tables_of("answers_patterns.toml")
    numbers, openings = table["numbers"], table["openings"]
    return AnswerPatterns(
        ordinals=_filled(numbers["ordinal"], numbers),
        letter=re.compile(numbers["letter"]),
        last=re.compile(fill(numbers["last_of"], numbers)),
        stars=_filled(numbers["stars"], numbers),
        out_of=re.compile(numbers["out_of"]),
        star_signs=re.compile(numbers["star_signs"]),
        hollow_star_signs=re.compile(numbers["hollow_star_signs"]),
        opens_yes=re.compile(openings["yes"]),
        opens_no=re.compile(openings["no"]),
        question=re.compile(openings["question"]),
        correction=re.compile(table["corrections"]["words"]),
        denied=re.compile(table["corrections"]["denied"]),
        stated=re.compile(table["corrections"]["stated"]),
        same_place=re.compile(table["places"]["same"]),
        moved=re.compile(table["places"]["moved"]),
        languages=_languages(table["languages"]),
    )


def _filled(templates: list[str], fragments: dict[str, Any]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(fill(template, fragments)) for template in templates)


def _languages(table: dict[str, Any]) -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    """For each language the ways to ask for it; not knowing one asks for the other."""
    names = table["names"]
    return tuple((wished, tuple(_ways(table, names, wished, other))) for wished, other in _OTHERS.items())


def _ways(table: dict[str, Any], names: dict[str, Any], wished: str, other: str) -> Iterator[re.Pattern[str]]:
    for script in ("han", "latin"):
        yield re.compile(fill(table["wish"][script], {"name": names[wished][script]}))
        yield re.compile(fill(table["cannot"][script], {"name": names[other][script]}))
