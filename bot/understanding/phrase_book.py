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

_MOST_FILLERS = 6
_CHOICE = re.compile(r"\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Phrases and emoji with their meanings, and patterns for the words at the front and back of an answer."""

    phrases: dict[str, dict[str, Any]]
    signs: dict[str, dict[str, Any]]
    front: re.Pattern[str]  # one filler
    particles: re.Pattern[str]  # a run of them, over the reversed text; `back` too
    back: re.Pattern[str]

    def plain_forms(self, key: str) -> list[str]:
        """The key, and the key without the particles at its end."""
        return [key, _without_end(self.particles, key)]

    def forms(self, key: str) -> list[str]:
        """The key without more and more fillers in front, each also without those at the end; none is empty."""
        rests = self._rests(key)
        forms = [form for rest in rests for form in (*self.plain_forms(rest), _without_end(self.back, rest))]
        return [form for form in dict.fromkeys(forms) if form]

    def _rests(self, key: str) -> list[str]:
        rests = [key]
        while len(rests) <= _MOST_FILLERS and (filler := self.front.match(rests[-1])):
            rests.append(rests[-1][filler.end() :])
        return rests

    def is_filler(self, key: str) -> bool:
        """Whether nothing is left of a key without its fillers."""
        return not _without_end(self.back, self._rests(key)[-1])


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
        [key_of(plain(phrase)) for template in words(fillers[name]) for phrase in expand(template)]
        for name in ("front", "particles", "back")
    )
    ends = particles + back
    return PhraseBook(
        phrases=phrases,
        signs=signs,
        front=re.compile(_one_of(front)),
        particles=_run_of(particles),
        back=_run_of(ends),
    )


def _run_of(entries: list[str]) -> re.Pattern[str]:
    """A pattern over the reversed text for the longest run of entries; possessive, so linear on any text."""
    return re.compile(f"(?:{_one_of([entry[::-1] for entry in entries])})++")


def _one_of(entries: list[str]) -> str:
    """A pattern for one entry, the longest first, with the blank behind it; a Latin entry ends with its word."""
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    latin = "|".join(re.escape(entry) for entry in ordered if entry[0].isascii())
    other = "|".join(re.escape(entry) for entry in ordered if not entry[0].isascii())
    return f"(?:{other}|(?:{latin})(?![a-z0-9])) ?" if latin else f"(?:{other}) ?"
