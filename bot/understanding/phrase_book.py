"""The phrases that are answers, what each means, and the words that may stand around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from bot.understanding.answer_text import key_of
from bot.understanding.lexicon import tables_of
from bot.understanding.plain import plain, words

_CHOICE = re.compile(r"\(([^)]*)\)")

@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Phrases and emoji with their meanings, and patterns for the words at the front and back of an answer."""

    phrases: dict[str, dict[str, Any]]
    signs: dict[str, dict[str, Any]]
    front: re.Pattern[str]
    particles: re.Pattern[str]  # over the reversed text, as is `back`
    back: re.Pattern[str]

    def plain_forms(self, key: str) -> list[str]:
        """The key, and the key without the particles at its end."""
        return [key, _without_end(self.particles, key)]

    def forms(self, key: str) -> list[str]:
        """The key without fillers in front, behind and on both sides, the least changed first; none is empty."""
        front = self.front.match(key)
        rest = key[front.end() :] if front else key
        forms = [*self.plain_forms(key), *self.plain_forms(rest)]
        forms += [_without_end(self.back, text) for text in (key, rest)]
        return [form for form in dict.fromkeys(forms) if form]

    def is_filler(self, key: str) -> bool:
        """Whether nothing is left of a key without its fillers."""
        front = self.front.match(key)
        rest = key[front.end() :] if front else key
        return not _without_end(self.back, _without_end(self.particles, rest))


def _without_end(reversed_end: re.Pattern[str], text: str) -> str:
    found = reversed_end.match(text[::-1])
    return text[: len(text) - found.end()] if found else text


def expand(template: str) -> Iterator[str]:
    """All phrases that a template such as "that's (fine|ok|)" stands for."""
    pieces = _CHOICE.split(template)
    choices = [piece.split("|") if at % 2 else [piece] for at, piece in enumerate(pieces)]
    return ("".join(parts) for parts in product(*choices))


@cache
def phrase_book() -> PhraseBook:
    """The book of answers_phrases.toml with the fillers of answers_patterns.toml."""
    phrases: dict[str, dict[str, Any]] = {}
    signs: dict[str, dict[str, Any]] = {}
    for entry in tables_of("answers_phrases.toml")["phrases"]:
        for template in words(entry["say"]):
            for phrase in expand(template):
                text = plain(phrase)
                key = key_of(text)
                (phrases if key else signs).setdefault(key or text.strip(), {}).update(entry["means"])
    fillers = tables_of("answers_patterns.toml")["fillers"]
    front, particles, back = (
        [key_of(plain(word)) for word in words(fillers[name])] for name in ("front", "particles", "back")
    )
    ends = particles + back
    return PhraseBook(phrases, signs, _run_of(front), _run_of(_reversed(particles)), _run_of(_reversed(ends)))


def _reversed(entries: list[str]) -> list[str]:
    return [entry[::-1] for entry in entries]


def _run_of(entries: list[str]) -> re.Pattern[str]:
    """A pattern for the longest run of entries; a Latin entry ends with its word. Possessive: linear on any text."""
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    latin = "|".join(re.escape(entry) for entry in ordered if entry[0].isascii())
    other = "|".join(re.escape(entry) for entry in ordered if not entry[0].isascii())
    either = f"{other}|(?:{latin})(?![a-z0-9])" if latin else other
    return re.compile(f"(?:(?:{either}) ?)++")
