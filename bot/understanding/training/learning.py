"""One network learns from messages whose meaning is known: gradients, dropout, and Adam."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.understanding.arrays import Floats, Ints
from bot.understanding.labels import HEADS, OUTPUTS, PLACES
from bot.understanding.network import Sparse, Texts, Weights, fresh_weights, pool, shares, together

EPOCHS, BATCH, RATE = 10, 48, 3e-3
#: Parts left out at random while learning: of pieces, of pooled responses, of hidden units and features.
_DROP_PIECES, _DROP_POOLED, _DROP_INSIDE = 0.1, 0.4, 0.5
#: How far weights shrink at each step, times the rate.
_SHRINK = {"convolution": 1e-2, "hidden": 1e-2, "from_hidden": 1e-2, "from_pooled": 1e-2, "features": 5e-2}
_FIRST_MOMENT, _SECOND_MOMENT = 0.9, 0.98
#: The part of all steps in which the rate rises to its height; then it falls along a cosine.
_RISE = 0.05


@dataclass(frozen=True, slots=True)
class Lessons:
    """Messages with the wanted shares of every answer; `told` says for each head which messages count."""

    pieces: Sequence[Floats]
    features: Sequence[tuple[Ints, Floats]]
    wanted: Floats  # (messages, OUTPUTS)
    told: Floats  # (messages, OUTPUTS): 1 where the answer counts
    width: int  # number of features


def rows_of(features: Sequence[tuple[Ints, Floats]]) -> Sparse:
    """Sparse rows from the places and values of each."""
    sizes = [len(places) for places, _ in features]
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes, dtype=np.int64)])
    places = np.concatenate([places for places, _ in features])
    return Sparse(places, np.concatenate([values for _, values in features]).astype(np.float32), starts)


@dataclass(slots=True)
class _Adam:
    """Moments of every weight; of the features only the rows that a step touched move."""

    weights: Weights
    first: Weights = field(init=False)
    second: Weights = field(init=False)
    steps: int = 0

    def __post_init__(self) -> None:
        self.first = {name: np.zeros_like(value) for name, value in self.weights.items()}
        self.second = {name: np.zeros_like(value) for name, value in self.weights.items()}

    def step(self, gradients: Weights, rows: Ints, rate: float) -> None:
        """Move every weight against its gradient; `rows` are those of the gradient of the features."""
        self.steps += 1
        for name, gradient in gradients.items():
            chosen = rows if name == "features" else slice(None)
            first = self.first[name][chosen] * _FIRST_MOMENT + (1 - _FIRST_MOMENT) * gradient
            second = self.second[name][chosen] * _SECOND_MOMENT + (1 - _SECOND_MOMENT) * gradient * gradient
            self.first[name][chosen], self.second[name][chosen] = first, second
            move = first / (1 - _FIRST_MOMENT**self.steps)
            move /= np.sqrt(second / (1 - _SECOND_MOMENT**self.steps)) + 1e-8
            old = self.weights[name][chosen]
            self.weights[name][chosen] = old - np.float32(rate) * (move + np.float32(_SHRINK.get(name, 0)) * old)


def learn(lessons: Lessons, seed: int, tell: Callable[[float], None]) -> Weights:
    """Weights learnt from `lessons`; the same `seed` gives the same weights. `tell` hears the part that is done."""
    chance = np.random.default_rng(seed)
    adam = _Adam(fresh_weights(lessons.width, chance))
    count = len(lessons.pieces)
    total = EPOCHS * -(-count // BATCH)
    for _ in range(EPOCHS):
        order = chance.permutation(count)
        for begin in range(0, count, BATCH):
            done = (adam.steps + 1) / total
            rate = RATE * min(1.0, done / _RISE) * 0.5 * (1 + np.cos(np.pi * done))
            adam.step(*_gradients(adam.weights, lessons, order[begin : begin + BATCH], chance), float(rate))
            tell(done)
    return adam.weights


def _kept(shape: tuple[int, ...], drop: float, chance: np.random.Generator) -> Floats:
    return ((chance.random(shape, dtype=np.float32) >= drop) / np.float32(1 - drop)).astype(np.float32)


def _gradients(weights: Weights, lessons: Lessons, chosen: Ints, chance: np.random.Generator) -> tuple[Weights, Ints]:
    """The gradients of the loss over the `chosen` lessons, and the rows of the features that have one."""
    texts = together([lessons.pieces[number] for number in chosen])
    rows = rows_of([lessons.features[number] for number in chosen])
    rows = Sparse(rows.places, rows.values * _kept(rows.values.shape, _DROP_INSIDE, chance), rows.starts)
    windows = texts.windows()
    windows *= chance.random((len(windows), 1), dtype=np.float32) >= _DROP_PIECES
    pooled = pool(windows @ weights["convolution"] + weights["convolution_bias"], texts.lengths)
    keep_pooled = _kept(pooled.both.shape, _DROP_POOLED, chance)
    both = pooled.both * keep_pooled
    hidden = np.maximum(both @ weights["hidden"] + weights["hidden_bias"], 0)
    keep_hidden = _kept(hidden.shape, _DROP_INSIDE, chance)
    inside = hidden * keep_hidden
    scores = (inside @ weights["from_hidden"] + both @ weights["from_pooled"] + weights["bias"]).astype(np.float32)
    wrong = _wrong(scores + rows.times(weights["features"]), lessons, chosen)
    into_hidden = (wrong @ weights["from_hidden"].T) * keep_hidden * (hidden > 0)
    into_both = (into_hidden @ weights["hidden"].T + wrong @ weights["from_pooled"].T) * keep_pooled
    responses = _into_responses(pooled.responses, pooled.highest, into_both, texts)
    columns, features = _into_features(rows, wrong)
    gradients = {
        "convolution": windows.T @ responses,
        "convolution_bias": responses.sum(axis=0),
        "hidden": both.T @ into_hidden,
        "hidden_bias": into_hidden.sum(axis=0),
        "from_hidden": inside.T @ wrong,
        "from_pooled": both.T @ wrong,
        "bias": wrong.sum(axis=0),
        "features": features,
    }
    return gradients, columns


def _wrong(scores: Floats, lessons: Lessons, chosen: Ints) -> Floats:
    """How far each answer's share is from what is wanted, for the mean over the batch."""
    wrong = np.zeros((len(chosen), OUTPUTS), dtype=np.float32)
    for head in HEADS:
        wrong[:, PLACES[head]] = shares(scores[:, PLACES[head]]) - lessons.wanted[chosen][:, PLACES[head]]
    return wrong * lessons.told[chosen] / np.float32(len(chosen))


def _into_responses(responses: Floats, highest: Floats, into_both: Floats, texts: Texts) -> Floats:
    """The gradient of the pooled responses handed back to the pieces that gave them."""
    units = highest.shape[1]
    of_mean = into_both[:, units:] / np.sqrt(texts.lengths, dtype=np.float32)[:, None]
    message = np.repeat(np.arange(len(texts.lengths)), texts.lengths)
    back = np.where(responses == highest[message], into_both[:, :units][message], 0) + of_mean[message]
    return np.asarray(back * (responses > 0), dtype=np.float32)


def _into_features(rows: Sparse, wrong: Floats) -> tuple[Ints, Floats]:
    """The columns of `rows` that were used, in order, and the gradient of the weights of each."""
    message = np.repeat(np.arange(len(rows.starts) - 1), np.diff(rows.starts))
    order = np.argsort(rows.places, kind="stable")
    columns, first = np.unique(rows.places[order], return_index=True)
    weighted = wrong[message[order]] * rows.values[order, None]
    return columns, np.add.reduceat(weighted, first, axis=0)
