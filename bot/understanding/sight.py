"""What the convolution of the model sees in a text, with the part of each piece worked out once and kept."""

import numpy as np

from bot.understanding.arrays import Floats
from bot.understanding.network import REACH
from bot.understanding.pieces import Pieces

#: Pieces whose parts are kept (some 4 KB each); messages in two languages use few thousand. Beyond, all begin anew.
_MOST_KEPT = 8_000
_PLACES = 2 * REACH + 1


class Sight:
    """Safe to share among threads; the same text gives the same numbers, whatever was read before."""

    def __init__(self, convolution: Floats, pieces: Pieces) -> None:
        """`convolution` has a row for each number of each of the neighbouring pieces and a column for each unit."""
        self._pieces = pieces
        self._by_piece = np.hstack(np.split(convolution, _PLACES))
        self._units = convolution.shape[1]
        self._kept: dict[int, Floats] = {}

    def __call__(self, text: str) -> Floats:
        """One row for each piece of `text`, a column for each unit."""
        numbers = self._pieces.numbers(text)
        parts = np.zeros((len(numbers) + 2 * REACH, _PLACES, self._units), dtype=np.float32)
        for place, number in enumerate(numbers.tolist()):
            parts[place + REACH] = self._part(number)
        return np.asarray(sum(parts[place : place + len(numbers), place] for place in range(_PLACES)))

    def _part(self, number: int) -> Floats:
        """What each unit sees of one piece before, at and after its middle; one by one, so that rounding is fixed."""
        part = self._kept.get(number)
        if part is None:
            vector = self._pieces.vectors(np.array([number], dtype=np.int64))[0]
            part = (vector @ self._by_piece).reshape(_PLACES, self._units)
            if len(self._kept) >= _MOST_KEPT:
                self._kept = {}
            self._kept[number] = part
        return part
