"""Measures how well messages are understood: figures by label, confusions, calibration, the slowest lines."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from booking.terms import Category, Intent, Route
from bot.understanding.danger import at_its_worst
from bot.understanding.lines import as_line
from bot.understanding.meaning import Issue, Meaning, alarming
from bot.understanding.reader import Reader
from bot.understanding.training.corpus import Example

_BINS = 5
_SLOWEST = 5


@dataclass(frozen=True, slots=True)
class Read:
    """An example with what was read out of it, as `anxiu understand` tells it, and how long that took in seconds."""

    told: Example
    meaning: Meaning
    took: float
    #: The danger of `meaning` is only possible: in a conversation a question would settle it.
    asked: bool = False


def read_all(told: Iterable[Example], reader: Reader) -> list[Read]:
    """Every example with what `reader` makes of it."""
    reads = []
    for example in told:
        start = time.perf_counter()
        meaning = reader.read(example.text, example.now)
        took = time.perf_counter() - start
        reads.append(Read(example, at_its_worst(meaning), took, asked=meaning.danger_doubt is not None))
    return reads


def parties(issues: Iterable[Issue]) -> Counter[tuple[Route, Category | None]]:
    """What `issues` are about, in any order, without urgency."""
    return Counter((issue.route, issue.category) for issue in issues)


def right_intent(read: Read) -> bool:
    """Whether the intent is right."""
    return read.meaning.intent is read.told.intent


def right_parties(read: Read) -> bool:
    """Whether the set of issues is right, urgency aside."""
    return parties(read.meaning.issues) == parties(read.told.issues)


def right_issues(read: Read) -> bool:
    """Whether the set of issues is right with urgency."""
    return Counter(read.meaning.issues) == Counter(read.told.issues)


def right_when(read: Read) -> bool:
    """Whether the time asked for is right."""
    return bool(as_line("", read.meaning)["when"] == read.told.when)


def share(reads: Sequence[Read], holds: Callable[[Read], bool]) -> float:
    """The share of `reads` for which something holds; 1 where there are none."""
    return sum(map(holds, reads)) / len(reads) if reads else 1.0


def category_f1(reads: Sequence[Read]) -> float:
    """The mean over the categories of F1, counting each category once a message."""
    return sum(f1(reads, category) for category in Category) / len(Category)


def f1(reads: Sequence[Read], category: Category) -> float:
    """The harmonic mean of precision and recall of one category."""

    def has(issues: Iterable[Issue]) -> bool:
        return any(issue.category is category for issue in issues)

    pairs = Counter((has(read.told.issues), has(read.meaning.issues)) for read in reads)
    hit, missed, wrong = pairs[True, True], pairs[True, False], pairs[False, True]
    return 2 * hit / (2 * hit + missed + wrong) if hit + missed + wrong else 1.0


def figures(reads: Sequence[Read]) -> dict[str, float]:
    """The figures by which understanding is judged, each from 0 to 1."""
    danger = [read for read in reads if alarming(read.told.issues)]
    calm = [read for read in reads if read.told.intent is Intent.REPORT and not alarming(read.told.issues)]
    graded = [read for read in reads if right_parties(read) and any(issue.urgency for issue in read.told.issues)]
    found = {
        "intent": share(reads, right_intent),
        "issues": share(reads, right_parties),
        "issues with urgency": share(reads, right_issues),
        "category F1": category_f1(reads),
        "urgency": share(graded, right_issues),
        "when": share(reads, right_when),
        "danger found": share(danger, lambda read: alarming(read.meaning.issues)),
        "danger certain": share(danger, lambda read: alarming(read.meaning.issues) and not read.asked),
        "others raised": share(calm, lambda read: alarming(read.meaning.issues)),
        "others certain": share(calm, lambda read: alarming(read.meaning.issues) and not read.asked),
    }
    return {name: round(value, 4) for name, value in found.items()}


def report(reads: Sequence[Read]) -> Iterator[str]:
    """Lines for a person: all figures, by language, intents confused, calibration, slowest lines."""
    for name, chosen in _groups(reads):
        yield f"{name}: {len(chosen)} messages"
        for figure, value in figures(chosen).items():
            yield f"  {figure:<22} {value:.4f}"
    yield "by intent (right of all):"
    for intent in Intent:
        mine = [read for read in reads if read.told.intent is intent]
        yield f"  {intent:<12} {sum(map(right_intent, mine))}/{len(mine)}  taken for {_confused(mine)}"
    yield "by category (F1):"
    for category in Category:
        yield f"  {category:<20} {f1(reads, category):.4f}"
    yield "confidence (told, right of all):"
    yield from _calibration(reads)
    yield "slowest (milliseconds):"
    for read in sorted(reads, key=lambda read: -read.took)[:_SLOWEST]:
        yield f"  {read.took * 1000:7.1f}  {read.told.id}  {len(read.told.text)} characters"


def worst(reads: Iterable[Read], count: int) -> Iterator[str]:
    """Lines for a person: the `count` wrong readings that the model was surest of, what was told and what was read."""
    wrong = [read for read in reads if not (right_intent(read) and right_parties(read) and right_when(read))]
    for read in sorted(wrong, key=lambda read: (-read.meaning.confidence, read.told.id))[:count]:
        yield f"{read.told.id}  {read.meaning.confidence:.2f}  {_named(read.told)}  read as  {_named(read.meaning)}"
        yield f"  {read.told.text!r}"


def _named(told: Example | Meaning) -> str:
    issues = (f"{issue.category or issue.route}{f' {issue.urgency}' if issue.urgency else ''}" for issue in told.issues)
    return " ".join([told.intent, *issues])


def _groups(reads: Sequence[Read]) -> Iterator[tuple[str, Sequence[Read]]]:
    yield "all", reads
    for lang in ("zh", "en"):
        chosen = [read for read in reads if read.told.lang == lang]
        if chosen:
            yield lang, chosen


def _confused(reads: Iterable[Read]) -> str:
    wrong = Counter(read.meaning.intent for read in reads if not right_intent(read))
    return ", ".join(f"{intent} {count}" for intent, count in wrong.most_common()) or "nothing else"


def _calibration(reads: Sequence[Read]) -> Iterator[str]:
    for step in range(_BINS):
        low, high = step / _BINS, (step + 1) / _BINS
        inside = [read for read in reads if low <= read.meaning.confidence < high + (step == _BINS - 1)]
        if inside:
            right = share(inside, lambda read: right_intent(read) and right_parties(read))
            mean = sum(read.meaning.confidence for read in inside) / len(inside)
            yield f"  {low:.1f} to {high:.1f}: {mean:.2f} told, {right:.2f} right, {len(inside)} messages"
