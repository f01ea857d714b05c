"""A message prepared for understanding: normal text, words, concepts, and the clauses they stand in."""

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.understanding.concepts import Concept, Lexicon, Spot
from bot.understanding.lexicon import tables_of
from bot.understanding.normal import Normaliser, language_of
from bot.understanding.words import Words

#: Characters around a word in which other words bear on it.
NEARBY = 30


class Joints:
    """The compiled patterns of the lexicon file joints.toml, by name."""

    def __init__(self) -> None:
        """Compile every pattern."""
        self._patterns = {name: re.compile(table["pattern"]) for name, table in tables_of("joints.toml").items()}

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self._patterns[name]


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch text[start:end] of a message that tells one thing."""

    start: int
    end: int
    spots: tuple[Spot, ...]  # what it affirms
    denied: tuple[Spot, ...]  # what it says is not so

    def concepts(self) -> frozenset[Concept]:
        """The concepts that the clause affirms."""
        return frozenset(spot.concept for spot in self.spots)

    def without_problem(self) -> "Clause":
        """This clause with its things and faults denied."""
        wrong = self.of_kind("thing", "fault")
        spots = tuple(spot for spot in self.spots if spot not in wrong)
        return Clause(self.start, self.end, spots, self.denied + wrong)

    def within(self, start: int, end: int) -> "Clause":
        """What of this clause lies between `start` and `end` of the message."""
        spots, denied = (
            tuple(spot for spot in told if start <= spot.start and spot.end <= end)
            for told in (self.spots, self.denied)
        )
        return Clause(max(start, self.start), min(end, self.end), spots, denied)

    def of_kind(self, *kinds: str) -> tuple[Spot, ...]:
        """The affirmed spots of the given kinds, in order."""
        return tuple(spot for spot in self.spots if spot.concept.kind in kinds)


@dataclass(frozen=True, slots=True)
class Message:
    """One message, analysed; what classifiers and the danger recogniser read."""

    raw: str
    lang: str
    text: str
    words: tuple[str, ...]
    clauses: tuple[Clause, ...]

    def concepts(self) -> frozenset[Concept]:
        """Every concept that the message affirms."""
        return frozenset().union(*(clause.concepts() for clause in self.clauses))

    def part(self, start: int, end: int) -> "Message":
        """The stretch text[start:end] as a message of its own."""
        words, place = [], 0
        for word in self.words:
            if start <= place < end:
                words.append(word)
            place += len(word)
        text = self.text[start:end]
        clauses = tuple(
            clause.within(start, end) for clause in self.clauses if clause.start < end and start < clause.end
        )
        return Message(text, language_of(text), text, tuple(words), clauses)


class Analyser:
    """Turns raw text into a Message; one for a process, safe to share among threads."""

    def __init__(self) -> None:
        """Load lexicon, joints and jieba; takes some 0.6 s."""
        self.lexicon = Lexicon()
        self.joints = Joints()
        self._normalise = Normaliser()
        self._words = Words(self.lexicon.domain_words())

    def __call__(self, raw: str) -> Message:
        """Analyse `raw`, any string; its first LONGEST characters count."""
        text = self._normalise(raw)
        words = self._words.cut(text)
        spots = self.lexicon.find(text, words)
        clauses = tuple(self._clause(text, spots, *bounds) for bounds in self._bounds(text, spots))
        return Message(raw, language_of(raw), text, words, self._corrected(text, clauses))

    def _bounds(self, text: str, spots: tuple[Spot, ...]) -> list[tuple[int, int]]:
        """Start and end of each clause of `text`."""
        cuts = {found.start(): found.end() for found in self.joints["separators"].finditer(text)}
        for name in ("additions", "contrasts"):
            for found in self.joints[name].finditer(text):
                if not _inside(found.start(), spots):
                    cuts[found.start()] = found.end()
        cuts |= {place: place for place in self._lists(text, spots)}
        bounds, start = [], 0
        for place in sorted(cuts):
            if place >= start:
                bounds.append((start, place))
                start = cuts[place]
        bounds.append((start, len(text)))
        return [(begin, end) for begin, end in bounds if text[begin:end].strip()]

    def _lists(self, text: str, spots: tuple[Spot, ...]) -> list[int]:
        """Where a listing word stands between two things."""
        things = [spot for spot in spots if spot.concept.kind == "thing"]
        places = []
        for left, right in pairwise(things):
            between = text[left.end : right.start]
            found = self.joints["listing"].search(between) if len(between) <= 12 else None
            if text.startswith(("之间", "中间"), right.end):
                continue
            if found and not self.joints["separators"].search(between):
                places.append(left.end + found.start())
        return places

    def _clause(self, text: str, spots: tuple[Spot, ...], start: int, end: int) -> Clause:
        """The clause text[start:end] with what it affirms and denies."""
        inside = [spot for spot in spots if start <= spot.start and spot.end <= end]
        denied = [spot for spot in inside if self._denied(text, spot, start, end)]
        fine = self.joints["fine"].search(text, start, end)
        if fine:
            denied += [spot for spot in inside if spot.concept.kind == "thing" and spot.end <= fine.start()]
        affirmed = tuple(spot for spot in inside if spot not in denied)
        return Clause(start, end, affirmed, tuple(denied))

    def _denied(self, text: str, spot: Spot, start: int, end: int) -> bool:
        before = text[max(start, spot.start - NEARBY) : spot.start]
        if not self.joints["negators"].search(before):
            return False
        return not (text[start:end].endswith("吗") or self.joints["rhetorical"].search(text, start, end))

    def _corrected(self, text: str, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        """`clauses` without the things that a later clause takes back."""
        kept = list(clauses)
        wrong: int | None = None
        named: int | None = None
        for place, clause in enumerate(clauses):
            if self.joints["taken_back"].search(text, clause.start, clause.end):
                wrong = named
            if clause.of_kind("thing"):
                if wrong is not None:
                    kept[wrong] = kept[wrong].without_problem()
                    wrong = None
                named = place
        return tuple(kept)


def _inside(place: int, spots: tuple[Spot, ...]) -> bool:
    """Whether `place` lies strictly within a spot."""
    return any(spot.start < place < spot.end for spot in spots)
