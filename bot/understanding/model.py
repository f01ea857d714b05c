"""The trained model as it stands on disk: plain arrays, read once, that score an analysed message."""

import json
from collections.abc import Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.understanding.arrays import Floats
from bot.understanding.features import known_features
from bot.understanding.labels import HEADS, PLACES
from bot.understanding.message import Message
from bot.understanding.network import UNITS, Weights, pool, shares

#: The name of the file in the folder `model`.
FILE = "model.npz"
_STEPS = 127
_DENSE = ["convolution", "convolution_bias", "hidden", "hidden_bias", "from_hidden", "from_pooled", "bias"]


class Model:
    """Weights of one or more networks that answer together; constant after construction."""

    def __init__(
        self,
        members: Sequence[Weights],
        vocabulary: Sequence[str],
        features: npt.NDArray[np.int8],
        scale: Floats,
        temperatures: Mapping[str, float],
    ) -> None:
        """`features` times `scale` are the weights of the features, the mean over the members."""
        self._members = tuple(members)
        self._bias = np.concatenate([member["convolution_bias"] for member in members])
        self._vocabulary = tuple(vocabulary)
        self._numbers = {feature: number for number, feature in enumerate(vocabulary)}
        self._features = features
        self._scale = scale
        self.temperatures = dict(temperatures)

    def convolution(self) -> Floats:
        """The convolutions of all members side by side, without bias."""
        return np.concatenate([member["convolution"] for member in self._members], axis=1)

    def answers(self, message: Message, seen: Floats) -> dict[str, Floats]:
        """For each head the probability of every answer; `seen` is what the convolution makes of each piece."""
        places, values = known_features(message, self._numbers)
        weighted = self._features[places] * (self._scale[places] * values)[:, None]
        scores = weighted.sum(axis=0, dtype=np.float32)
        highest, mean = np.split(pool(seen + self._bias, np.array([len(seen)])).both[0], 2)
        for place, member in enumerate(self._members):
            own = slice(place * UNITS, (place + 1) * UNITS)
            pooled = np.concatenate([highest[own], mean[own]])
            hidden = np.maximum(pooled @ member["hidden"] + member["hidden_bias"], 0)
            told = hidden @ member["from_hidden"] + pooled @ member["from_pooled"] + member["bias"]
            scores = scores + told / len(self._members)
        return {head: shares(scores[PLACES[head]] / self.temperatures.get(head, 1.0)) for head in HEADS}

    def save(self, path: Path) -> None:
        """Write plain arrays to `path`."""
        arrays: dict[str, npt.NDArray[np.generic]] = {
            "vocabulary": np.frombuffer(json.dumps(self._vocabulary, ensure_ascii=False).encode(), dtype=np.uint8),
            "features": self._features,
            "scale": self._scale.astype(np.float16),
            "temperatures": np.array([self.temperatures.get(head, 1.0) for head in HEADS], dtype=np.float32),
            "members": np.array(len(self._members)),
        }
        for number, member in enumerate(self._members):
            arrays |= {f"{name}_{number}": member[name].astype(np.float16) for name in _DENSE}
        np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # the stub takes the flag for an array


def join(members: Sequence[Weights], vocabulary: Sequence[str], most: int) -> Model:
    """A model of trained networks that keeps the `most` weighty features."""
    mean = np.mean([member["features"] for member in members], axis=0)
    weight = np.abs(mean).max(axis=1)
    kept = np.sort(np.argsort(-weight, kind="stable")[:most])
    scale = np.maximum(weight[kept], 1e-6).astype(np.float32) / _STEPS
    steps = np.rint(mean[kept] / scale[:, None]).astype(np.int8)
    return Model(members, [vocabulary[number] for number in kept], steps, scale, {})


def read(path: Path) -> Model:
    """The model that was saved to `path`."""
    with np.load(path, allow_pickle=False) as stored:
        members = [
            {name: stored[f"{name}_{number}"].astype(np.float32) for name in _DENSE}
            for number in range(int(stored["members"]))
        ]
        temperatures = dict(zip(HEADS, map(float, stored["temperatures"]), strict=True))
        vocabulary = json.loads(stored["vocabulary"].tobytes().decode())
        return Model(members, vocabulary, stored["features"], stored["scale"].astype(np.float32), temperatures)


def load() -> Model:
    """The model that comes with the package."""
    with as_file(files("bot.understanding").joinpath("model", FILE)) as path:
        return read(path)
