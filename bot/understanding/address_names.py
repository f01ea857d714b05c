"""Finds the known names of a list inside a text, in one pass over the text however long the list is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

#: Names are looked up by their first signs; shorter names are not indexed.
_HEAD = 2


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A name in the text: half-open span and everything that is known under that name."""

    start: int
    end: int
    name: str
    values: tuple[T, ...]


class NameIndex(Generic[T]):
    """Names of at least two signs, each with one or more values."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        """Index pairs of a folded name and its value."""
        values: dict[str, tuple[T, ...]] = {}
        for name, value in names:
            if len(name) >= _HEAD and value not in values.get(name, ()):
                values[name] = (*values.get(name, ()), value)
        self._values = values
        lengths: dict[str, set[int]] = {}
        for name in values:
            lengths.setdefault(name[:_HEAD], set()).add(len(name))
        firsts = "".join(sorted({re.escape(name[0]) for name in values}))
        self._first = re.compile(f"[{firsts}]" if firsts else "(?!)")
        self._lengths = {head: sorted(sizes, reverse=True) for head, sizes in lengths.items()}

    def get(self, name: str) -> tuple[T, ...]:
        """Return the values of one name, empty when it is unknown."""
        return self._values.get(name, ())

    def find(self, text: str) -> Iterator[Found[T]]:
        """Yield the names in the folded text from left to right, the longest first, without overlap."""
        match = self._first.search(text)
        while match is not None:
            position = match.start()
            name = self._at(text, position)
            end = position + (len(name) if name else 1)
            if name:
                yield Found(position, end, name, self._values[name])
            match = self._first.search(text, end)

    def _at(self, text: str, position: int) -> str | None:
        for length in self._lengths.get(text[position : position + _HEAD], ()):
            name = text[position : position + length]
            if name in self._values and _stands_alone(text, position, name):
                return name
        return None


def _stands_alone(text: str, position: int, name: str) -> bool:
    """Say whether a name in Latin letters is not the inside of a longer word."""
    if name[0].isascii() and position and _is_latin(text[position - 1]):
        return False
    end = position + len(name)
    return not (name[-1].isascii() and end < len(text) and _is_latin(text[end]))


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
