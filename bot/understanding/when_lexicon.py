"""The word lists and patterns by which times are found, read once from the lexicon folder."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bot.understanding.lexicon import tables_of
from bot.understanding.lexicon_patterns import alternation, fill, named_list
from bot.understanding.plain import words


@dataclass(frozen=True, slots=True)
class MarkPattern:
    """One way to write one kind of mark; `hold` is firm, weak or clinging (see when_grammar.toml)."""

    kind: str
    hold: str
    pattern: re.Pattern[str]
    needs: frozenset[str]  # texts without any of these cannot match, which is cheaper to see


@dataclass(frozen=True, slots=True)
class TimeWords:
    """What each word means, by the kind of mark that it stands in."""

    days: dict[str, int]  # days from today
    day_parts: dict[str, tuple[int, str]]  # days from today and part of the day
    parts: dict[str, str]
    part_signs: dict[str, str]  # one character or two letters
    weekdays: dict[str, int]  # Monday is 0
    steps: dict[str, int]  # weeks or months on
    year_steps: dict[str, int]  # years on
    months: dict[str, int]
    month_stretches: dict[str, int]  # first day of the month, from the end when negative
    minutes: dict[str, int]  # length of a unit in minutes
    spans: dict[str, int]  # length of a unit in days
    halves: frozenset[str]


def _inverted(table: dict[str, str]) -> dict[str, str]:
    return {word: meaning for meaning, entries in table.items() for word in words(entries)}


def _numbered(table: dict[str, str]) -> dict[str, int]:
    return {word: int(meaning) for word, meaning in _inverted(table).items()}


@cache
def time_words() -> TimeWords:
    """The word lists of when_words.toml."""
    table = tables_of("when_words.toml")
    return TimeWords(
        days=table["days"],
        day_parts={word: (days, part) for word, (days, part) in table["day_parts"].items()},
        parts=_inverted(table["parts"]),
        part_signs=table["part_signs"],
        weekdays=_numbered(table["weekdays"]),
        steps=_numbered(table["steps"]),
        year_steps=table["year_steps"],
        months=_numbered(table["months"]),
        month_stretches=_numbered(table["month_stretches"]),
        minutes=_numbered(table["minutes"]),
        spans=_numbered(table["spans"]),
        halves=frozenset(words(table["fractions"]["half"])),
    )


def _word_lists() -> dict[str, frozenset[str]]:
    """The entries of every word list, and of its Chinese (_zh) and English (_en) part alone."""
    known = time_words()
    festivals = tables_of("when_calendar.toml")["festivals"]
    whole: dict[str, Iterable[str]] = {
        "days": known.days,
        "day_parts": known.day_parts,
        "parts": known.parts,
        "weekdays": known.weekdays,
        "steps": known.steps,
        "months": known.months,
        "stretches": known.month_stretches,
        "minutes": known.minutes,
        "spans": known.spans,
        "festivals": [name for entry in festivals for name in words(entry["names"])],
    }
    lists: dict[str, frozenset[str]] = {}
    for name, entries in whole.items():
        latin = frozenset(entry for entry in entries if entry.isascii() and not entry.isdigit())
        lists |= {name: frozenset(entries), f"{name}_en": latin, f"{name}_zh": frozenset(entries) - latin}
    return lists


@cache
def mark_patterns() -> tuple[MarkPattern, ...]:
    """The patterns of when_grammar.toml, in the order of the file."""
    grammar = tables_of("when_grammar.toml")
    lists = _word_lists()
    fragments = {name: alternation(entries) for name, entries in lists.items()} | grammar["fragments"]
    return tuple(
        MarkPattern(
            kind=entry["kind"],
            hold=entry.get("hold", "firm"),
            pattern=re.compile(fill(entry["pattern"], fragments)),
            needs=_needs(entry.get("needs", ""), lists),
        )
        for entry in grammar["marks"]
    )


def _needs(text: str, lists: dict[str, frozenset[str]]) -> frozenset[str]:
    """The entries of a `needs`: those of a word list when it is a %name%, else its own."""
    name = named_list(text)
    return lists[name] if name else frozenset(words(text))


@cache
def _all_needs() -> frozenset[str]:
    return frozenset(need for entry in mark_patterns() for need in entry.needs)


def possible_patterns(text: str) -> list[int]:
    """Indexes of the mark patterns that are worth searching for in a plain text."""
    present = {need for need in _all_needs() if need in text}
    return [at for at, entry in enumerate(mark_patterns()) if not entry.needs or not entry.needs.isdisjoint(present)]
