"""How much of a message is read: all of it, but of a very long one its beginning, its end and what alarms between."""

import re
from collections.abc import Iterator

from bot.understanding.lexicon import folder_tables

#: Characters of the beginning and of the end that are always read; people describe a problem in far fewer.
_BEGINNING, _END = 1_000, 500
#: Characters before and after a word of danger between them, and how many of such stretches are read.
_AROUND, _STRETCHES = 40, 4
#: A shortened message is at most so long.
LONGEST = _BEGINNING + _END + _STRETCHES * (2 * _AROUND + 20) + 2


class Shortener:
    """Constant after construction, safe to share among threads."""

    def __init__(self) -> None:
        """Take the words of danger from the lexicon."""
        self._alarming = re.compile("|".join(map(re.escape, sorted(_danger_words()))), re.IGNORECASE)

    def __call__(self, text: str) -> str:
        """`text`, or where it is too long the parts of it that are read; at most LONGEST characters."""
        if len(text) <= _BEGINNING + _END:
            return text
        middle = text[_BEGINNING:-_END]
        return "\n".join([text[:_BEGINNING], *self._stretches(middle), text[-_END:]])[:LONGEST]

    def _stretches(self, middle: str) -> Iterator[str]:
        place = 0
        for _ in range(_STRETCHES):
            found = self._alarming.search(middle, place)
            if found is None:
                return
            start, place = max(place, found.start() - _AROUND), found.start() + _AROUND
            yield middle[start:place]


def _danger_words() -> Iterator[str]:
    for _, table in folder_tables("concepts"):
        if "danger" in table.get("tags", ()):
            yield from (word for word in table["zh"].split() if len(word) > 1 and "…" not in word)
            yield from (phrase.strip() for phrase in table.get("en", "").split(",") if "…" not in phrase)
