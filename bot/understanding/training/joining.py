"""Makes messages of several problems out of messages of one: people tell several in one breath more often than here."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from booking.terms import Intent
from bot.understanding.training.corpus import Example

#: Joined messages for each hundred that can be joined.
_PART = 45
#: Messages longer than this are stories of their own.
_LONGEST = 60
_BETWEEN = {
    "zh": ("，还有", "。", "，另外", "；", " ", "，", "，再", "\n", "，顺便"),
    "en": (", and ", ", ", ". ", ". Also ", "; ", " plus ", ", also ", "\n", " and then "),
}


def joined(told: Sequence[Example], seed: int) -> Iterator[Example]:
    """Pairs, and some triples, of short reports in one language, each of one calm problem."""
    chance = np.random.default_rng(seed)
    for lang, between in _BETWEEN.items():
        short = [example for example in told if example.lang == lang and _can_be_joined(example)]
        for _ in range(len(short) * _PART // 100):
            size = 3 if chance.random() < 0.3 else 2
            parts = [short[int(number)] for number in chance.integers(0, len(short), size)]
            if len({part.issues for part in parts}) == size:
                words = [between[int(number)] for number in chance.integers(0, len(between), size - 1)]
                yield _one(parts, words)


def _can_be_joined(example: Example) -> bool:
    return (
        example.intent is Intent.REPORT
        and len(example.issues) == 1
        and example.danger is None
        and len(example.text) <= (_LONGEST if example.lang == "en" else _LONGEST // 2)
    )


def _one(parts: Sequence[Example], words: Sequence[str]) -> Example:
    text = parts[0].text
    for word, part in zip(words, parts[1:], strict=True):
        text = text.rstrip("。.!！,， ") + word + part.text
    issues = tuple(issue for part in parts for issue in part.issues)
    return replace(parts[0], text=text, issues=issues, when=None)
