"""The phrases that are answers, what each means, and the words that may stand around them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from bot.understanding.answer_text import key_of
from bot.understanding.lexicon import tables_of
from bot.understanding.plain import plain, words

_CHOICE = re.compile(r"\(([^)]*)\)")

#: What a phrase says: fields of an Answer with their values.
Meanings = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Phrases and emoji with their meanings, and patterns for the words at the front and back of an answer."""

    phrases: dict[str, dict[str, Any]]
    signs: dict[str, dict[str, Any]]
    front: re.Pattern[str]
    back: re.Pattern[str]

    def forms(self, key: str) -> Iterator[str]:
        """The key, then without fillers in front, behind and on both sides; each form once, none empty."""
        front = self.front.match(key)
        behind = key[front.end() :] if front else key
        seen = set()
        for form in (key, behind, self._without_back(key), self._without_back(behind)):
            if form and form not in seen:
                seen.add(form)
                yield form

    def _without_back(self, key: str) -> str:
        reversed_back = self.back.match(key[::-1])
        return key[: len(key) - reversed_back.end()] if reversed_back else key

    def is_filler(self, key: str) -> bool:
        """Whether nothing is left of a key without its fillers."""
        front = self.front.match(key)
        rest = key[front.end() :] if front else key
        return not rest or not self._without_back(key)


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
    front = [key_of(plain(word)) for word in words(fillers["front"])]
    back = [key_of(plain(word))[::-1] for word in words(fillers["back"])]
    return PhraseBook(phrases, signs, _run_of(front), _run_of(back))


def _run_of(entries: list[str]) -> re.Pattern[str]:
    """A pattern for the longest run of entries; a Latin entry ends with its word. Possessive: linear on any text."""
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    latin = "|".join(re.escape(entry) for entry in ordered if entry[0].isascii())
    other = "|".join(re.escape(entry) for entry in ordered if not entry[0].isascii())
    return re.compile(f"(?:(?:{other}|(?:{latin})(?![a-z0-9])) ?)++")
