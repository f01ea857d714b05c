"""The network of the trained model: pieces through one convolution, pooled, beside a linear layer over features.

A message is a matrix of piece vectors (see pieces.py) and a sparse vector of features (see features.py). Each unit of
the convolution looks at three neighbouring pieces; its highest and its mean response over the message go through a
hidden layer and directly to the outputs, where the linear layer over the features is added.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.understanding.arrays import Floats, Ints
from bot.understanding.labels import OUTPUTS
from bot.understanding.pieces import WIDTH

#: Pieces before and after the one in the middle that a unit of the convolution sees.
REACH = 1
#: Units of the convolution, and of the hidden layer.
UNITS, HIDDEN = 160, 96


@dataclass(frozen=True, slots=True)
class Sparse:
    """Rows of a sparse matrix: row r holds `values` at the columns `places`, from starts[r] to starts[r + 1]."""

    places: Ints
    values: Floats
    starts: Ints

    def times(self, matrix: Floats) -> Floats:
        """The product with a dense matrix of one row a column of this one."""
        product = np.zeros((len(self.starts) - 1, matrix.shape[1]), dtype=np.float32)
        filled = np.flatnonzero(np.diff(self.starts))
        if len(filled):
            weighted = matrix[self.places] * self.values[:, None]
            product[filled] = np.add.reduceat(weighted, self.starts[filled], axis=0)
        return product


@dataclass(frozen=True, slots=True)
class Texts:
    """The pieces of several messages one below the other, blank rows between them; `starts` and `lengths` of each."""

    pieces: Floats
    starts: Ints
    lengths: Ints

    def windows(self) -> Floats:
        """Each piece with its neighbours: three rows of `pieces` side by side."""
        inner = self.rows()
        return np.asarray(
            np.hstack([self.pieces[inner + shift] for shift in range(-REACH, REACH + 1)]), dtype=np.float32
        )

    def rows(self) -> Ints:
        """The places in `pieces` of all that are not blank."""
        reach = np.arange(int(self.lengths.sum())) - np.repeat(self.firsts(), self.lengths)
        return np.asarray(np.repeat(self.starts + 1, self.lengths) + reach, dtype=np.int64)

    def firsts(self) -> Ints:
        """Where each message begins when blank rows are left out."""
        return np.asarray(np.cumsum(self.lengths) - self.lengths, dtype=np.int64)


def together(messages: Sequence[Floats]) -> Texts:
    """Several messages, each a matrix that begins and ends with a blank row, as one."""
    sizes = np.array([len(message) for message in messages], dtype=np.int64)
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)[:-1]])
    return Texts(np.concatenate(messages).astype(np.float32, copy=False), starts, sizes - 2)


@dataclass(frozen=True, slots=True)
class Pooled:
    """What the convolution saw: every response, the highest and the mean of each message."""

    responses: Floats
    highest: Floats
    both: Floats


Weights = dict[str, Floats]


def fresh_weights(features: int, chance: np.random.Generator) -> Weights:
    """Weights to begin training with."""

    def scaled(rows: int, columns: int, part: float = 1.0) -> Floats:
        spread = part * float(np.sqrt(2 / rows))
        return np.asarray(chance.standard_normal((rows, columns)) * spread, dtype=np.float32)

    return {
        "convolution": scaled((2 * REACH + 1) * WIDTH, UNITS),
        "convolution_bias": np.zeros(UNITS, dtype=np.float32),
        "hidden": scaled(2 * UNITS, HIDDEN),
        "hidden_bias": np.zeros(HIDDEN, dtype=np.float32),
        "from_hidden": scaled(HIDDEN, OUTPUTS, 0.5),
        "from_pooled": scaled(2 * UNITS, OUTPUTS, 0.3),
        "bias": np.zeros(OUTPUTS, dtype=np.float32),
        "features": np.zeros((features, OUTPUTS), dtype=np.float32),
    }


def see(convolution: Floats, message: Floats) -> Floats:
    """What each unit of `convolution` makes of each piece of one `message` that begins and ends with a blank row."""
    return np.asarray(together([message]).windows() @ convolution)


def pool(responses: Floats, lengths: Ints) -> Pooled:
    """The `responses` of the convolution cut off at zero and pooled by message; `lengths` are the rows of each."""
    responses = np.maximum(responses, 0)
    firsts = np.cumsum(lengths) - lengths
    highest = np.maximum.reduceat(responses, firsts, axis=0)
    mean = np.add.reduceat(responses, firsts, axis=0) / np.sqrt(lengths, dtype=np.float32)[:, None]
    return Pooled(responses, highest, np.hstack([highest, mean]).astype(np.float32))


def shares(scores: Floats) -> Floats:
    """Scores as probabilities that add up to one along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)
