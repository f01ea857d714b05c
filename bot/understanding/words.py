"""Cuts normalised text into words with jieba, from a dictionary of our own making that touches no shared file."""

import logging
import re
import threading
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

#: Rarer and longer entries of jieba's dictionary never decide where one of our words stands alone.
_RAREST = 10
_LONGEST = 4
#: How often a word of the lexicon is taken to occur: more often than the general words that compete with it.
_DOMAIN_FREQUENCY = 3_000


_STRETCH = re.compile(r"(?P<latin>[a-zA-Z0-9]+)|(?P<sign>[\x00-\x7f])|(?P<rest>[^\x00-\x7f]+)")


class Words:
    """A private jieba tokenizer; construct one for a process, share it among threads."""

    def __init__(self, domain: Iterable[str] = ()) -> None:
        """Build the dictionary from jieba's own and the `domain` words; takes some 0.5 s."""
        logging.getLogger("jieba").setLevel(logging.CRITICAL)
        import jieba

        self._tokenizer: Any = jieba.Tokenizer()
        self._tokenizer.lock = threading.RLock()
        frequencies = _general_words()
        for word in sorted(set(domain)):
            frequencies[word] = max(frequencies.get(word, 0), _DOMAIN_FREQUENCY)
        _add_prefixes(frequencies)
        # Filled in directly: jieba's own initialisation writes a cache into the shared temporary folder.
        self._tokenizer.FREQ = frequencies
        self._tokenizer.total = sum(frequencies.values())
        self._tokenizer.initialized = True

    def cut(self, text: str) -> tuple[str, ...]:
        """The words of `text` in order; joined they give `text` again."""
        return tuple(self._cut(text))

    def _cut(self, text: str) -> Iterator[str]:
        """Latin words and numbers whole, whatever jieba knows of their parts; the rest by jieba."""
        for found in _STRETCH.finditer(text):
            if found.lastgroup == "rest":
                yield from self._tokenizer.cut(found[0], HMM=False)
            else:
                yield found[0]


def _general_words() -> dict[str, int]:
    """The common words of jieba's dictionary with how often each occurs."""
    fields = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").split()
    return {
        word: count
        for word, count in zip(fields[::3], map(int, fields[1::3]), strict=True)
        if count >= _RAREST and len(word) <= _LONGEST
    }


def _add_prefixes(frequencies: dict[str, int]) -> None:
    """Enter every beginning of a word with frequency 0, as jieba's search through the dictionary needs it."""
    for word in tuple(frequencies):
        for end in range(len(word) - 1, 0, -1):
            if word[:end] in frequencies:
                break
            frequencies[word[:end]] = 0
