"""The concepts of the lexicon, and where a normalised text speaks of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.understanding.lexicon import folder_tables
from bot.understanding.normal import is_chinese

#: Stands in a term for a few words of the resident's own.
GAP = "…"
#: Kinds that qualify what is told: longer words hide them, they never hide the words that tell it.
SIDE_KINDS = frozenset({"grade", "frame"})
#: Kinds whose terms are words; the terms of others are phrases, in which words stand.
_WORD_KINDS = frozenset({"thing", "fault", "act", "plain"})
#: What may follow a noun of one character within one word of jieba: 墙上, 门里.
_PLACE_ENDINGS = frozenset("上里下边旁内外角")
_ENGLISH = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


@dataclass(frozen=True, slots=True, eq=False)
class Concept:
    """One entry of the lexicon."""

    name: str
    kind: str  # thing, fault, act, place, party, cue, plain
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spot:
    """A concept found in a text, at text[start:end]."""

    concept: Concept
    start: int
    end: int


class Lexicon:
    """All concepts with their terms, indexed for search; constant after construction."""

    def __init__(self) -> None:
        """Read every concept file."""
        self._chinese: dict[str, list[tuple[str, Concept]]] = {}
        self._single: dict[str, list[Concept]] = {}
        self._english: dict[str, list[tuple[tuple[str, ...], Concept]]] = {}
        self._gapped: list[tuple[str, re.Pattern[str], Concept]] = []
        self.concepts: dict[str, Concept] = {}
        for name, table in folder_tables("concepts"):
            if name in self.concepts:
                raise ValueError(f"concept {name} is told twice")
            self._add(_concept(name, table), table)

    def _add(self, concept: Concept, table: Mapping[str, Any]) -> None:
        self.concepts[concept.name] = concept
        for term in table["zh"].split():
            if GAP in term:
                self._gapped.append((term.split(GAP)[0], _gap_pattern(term), concept))
            elif len(term) == 1:
                self._single.setdefault(term, []).append(concept)
            else:
                self._chinese.setdefault(term[:2], []).append((term, concept))
        for phrase in table.get("en", "").split(","):
            if GAP in phrase:
                self._gapped.append((phrase.split(GAP)[0].strip(), _english_gap(phrase), concept))
                continue
            words = tuple(_stem(word) for word in _ENGLISH.findall(phrase))
            if words:
                self._english.setdefault(words[0], []).append((words, concept))

    def domain_words(self) -> Iterator[str]:
        """The Chinese terms of two and more characters that name things, faults and acts."""
        for terms in self._chinese.values():
            for term, concept in terms:
                if concept.kind in _WORD_KINDS:
                    yield term

    def find(self, text: str, words: Iterable[str]) -> tuple[Spot, ...]:
        """Where normalised `text`, cut into `words`, speaks of concepts; a longer term hides those inside it."""
        spots = [*self._find_chinese(text), *self._find_single(words), *self._find_english(text)]
        told = _outermost(spot for spot in spots if spot.concept.kind not in SIDE_KINDS)
        beside = (spot for spot in _outermost(spots) if spot.concept.kind in SIDE_KINDS)
        every = {*told, *beside, *self._find_gapped(text)}
        return tuple(sorted(every, key=lambda spot: (spot.start, -spot.end, spot.concept.name)))

    def _find_chinese(self, text: str) -> Iterator[Spot]:
        for start in range(len(text) - 1):
            for term, concept in self._chinese.get(text[start : start + 2], ()):
                if text.startswith(term, start) and _stands_alone(text, term, start):
                    yield Spot(concept, start, start + len(term))

    def _find_single(self, words: Iterable[str]) -> Iterator[Spot]:
        start = 0
        for word in words:
            noun = word[0] if len(word) == 2 and word[1] in _PLACE_ENDINGS else word
            for concept in self._single.get(noun, ()):
                yield Spot(concept, start, start + 1)
            start += len(word)

    def _find_english(self, text: str) -> Iterator[Spot]:
        found = [(_stem(word[0]), word.start(), word.end()) for word in _ENGLISH.finditer(text)]
        stems = [stem for stem, _, _ in found]
        for place, (stem, start, _) in enumerate(found):
            for phrase, concept in self._english.get(stem, ()):
                if tuple(stems[place : place + len(phrase)]) == phrase:
                    yield Spot(concept, start, found[place + len(phrase) - 1][2])

    def _find_gapped(self, text: str) -> Iterator[Spot]:
        for beginning, pattern, concept in self._gapped:
            if beginning in text:
                for found in pattern.finditer(text):
                    yield Spot(concept, found.start(), found.end())


def _concept(name: str, table: Mapping[str, Any]) -> Concept:
    return Concept(
        name=name,
        kind=table["kind"],
        tags=frozenset(table.get("tags", ())),
    )


def _gap_pattern(term: str) -> re.Pattern[str]:
    """`term` with each gap filled by up to eight characters of the same clause."""
    return re.compile(r"[^,。!?;\n]{0,8}?".join(map(re.escape, term.split(GAP))))


def _english_gap(phrase: str) -> re.Pattern[str]:
    """`phrase` with each gap filled by up to three words of the same clause."""
    parts = (re.escape(part.strip()) for part in phrase.split(GAP))
    return re.compile(r"\b" + r"(?: [a-z0-9']+){0,3}? ".join(parts) + r"\b")


def _stem(word: str) -> str:
    """An English word without the s of plural and verb."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _stands_alone(text: str, term: str, start: int) -> bool:
    """Whether a term that begins or ends in Latin letters is not part of a longer Latin word."""
    end = start + len(term)
    before = start > 0 and not is_chinese(term[0]) and text[start - 1].isascii() and text[start - 1].isalnum()
    after = end < len(text) and not is_chinese(term[-1]) and text[end].isascii() and text[end].isalnum()
    return not before and not after


def _outermost(spots: Iterable[Spot]) -> Iterator[Spot]:
    """The spots that lie within no longer one."""
    reach = -1
    longest_start = -1
    for spot in sorted(spots, key=lambda spot: (spot.start, -spot.end)):
        same = spot.start == longest_start and spot.end == reach
        if spot.end > reach or same:
            longest_start, reach = spot.start, spot.end
            yield spot
