"""Trains the model from the corpus: features, networks, then the temperature of each head on voices kept aside."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from booking.terms import Urgency
from bot.understanding.arrays import Floats
from bot.understanding.features import features_of, known_features
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.labels import DANGERS, HEADS, INTENTS, MOST_ISSUES, OUTPUTS, PLACES, TARGETS, URGENCIES
from bot.understanding.message import Analyser, Message
from bot.understanding.model import Model, join
from bot.understanding.network import see
from bot.understanding.pieces import Pieces
from bot.understanding.redact import without_facts
from bot.understanding.training.answering import answers
from bot.understanding.training.corpus import DEVELOPMENT_VOICES, TEST_VOICES, Example, examples
from bot.understanding.training.joining import joined
from bot.understanding.training.learning import Lessons, learn
from bot.understanding.training.misspelling import misspelt
from bot.understanding.where import read_where
from bot.understanding.who import read_who

#: A feature is used when so many messages have it; the most weighty ones are kept in the end.
_RAREST, _KEPT = 3, 90_000
#: Networks that answer together, each from another beginning.
_MEMBERS = 2
_TEMPERATURES = np.arange(0.5, 3.01, 0.05)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Messages of the corpus, analysed and cut into pieces."""

    told: Sequence[Example]
    messages: Sequence[Message]
    pieces: Sequence[Floats]


def prepare(chosen: Sequence[Example], analyse: Analyser, pieces: Pieces) -> Prepared:
    """Analyse every example."""
    messages = [analyse(_as_read(example.text)) for example in chosen]
    return Prepared(chosen, messages, [pieces(message.text).astype(np.float16) for message in messages])


def _as_read(text: str) -> str:
    """`text` as the reader shows it to the model: without address, phones and name."""
    return without_facts(text, read_where(text, Gazetteer()), read_who(text))


def train(path: Path, tell: Callable[[float], None], seed: int = 1) -> None:
    """Write a model to `path` that was trained on all voices but those of test and development."""
    analyse, pieces = Analyser(), Pieces()
    known = [example for example in examples() if example.voice not in TEST_VOICES]
    taught = [example for example in known if example.voice not in DEVELOPMENT_VOICES]
    more = [*misspelt(taught, seed), *joined(taught, seed), *answers(seed)]
    lessons, vocabulary = lessons_of(prepare([*taught, *more], analyse, pieces))
    members = [
        learn(lessons, seed + number, lambda part, number=number: tell((number + part) / _MEMBERS))  # type: ignore[misc]
        for number in range(_MEMBERS)
    ]
    model = join(members, vocabulary, _KEPT)
    held = prepare([example for example in known if example.voice in DEVELOPMENT_VOICES], analyse, pieces)
    model.temperatures = fitted_temperatures(model, held)
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save(path)


def lessons_of(prepared: Prepared) -> tuple[Lessons, list[str]]:
    """The lessons in `prepared`, and the features that are common enough to learn from."""
    counts = Counter(
        feature
        for message in prepared.messages
        for feature in frozenset().union(*(features for _, features in features_of(message)))
    )
    vocabulary = sorted(feature for feature, count in counts.items() if count >= _RAREST)
    numbers = {feature: number for number, feature in enumerate(vocabulary)}
    features = [known_features(message, numbers) for message in prepared.messages]
    targets = [wanted_of(example) for example in prepared.told]
    wanted = np.stack([wanted for wanted, _ in targets])
    told = np.stack([told for _, told in targets])
    return Lessons(prepared.pieces, features, wanted, told, len(vocabulary)), vocabulary


def wanted_of(example: Example) -> tuple[Floats, Floats]:
    """The wanted share of every answer, and which of them `example` tells anything about."""
    wanted, told = np.zeros(OUTPUTS, dtype=np.float32), np.ones(OUTPUTS, dtype=np.float32)
    wanted[PLACES["intent"].start + INTENTS.index(example.intent)] = 1
    wanted[PLACES["count"].start + min(len(example.issues), MOST_ISSUES)] = 1
    wanted[PLACES["danger"].start + DANGERS.index(example.danger)] = 1
    for issue in example.issues:
        wanted[PLACES["target"].start + TARGETS.index((issue.route, issue.category))] += 1 / len(example.issues)
    soonest = most_urgent(example)
    if soonest is None:
        told[PLACES["urgency"]] = 0
    else:
        wanted[PLACES["urgency"].start + URGENCIES.index(soonest)] = 1
    if not example.issues:
        told[PLACES["target"]] = 0
    return wanted, told


def most_urgent(example: Example) -> Urgency | None:
    """The highest urgency among the issues of `example`."""
    grades = [URGENCIES.index(issue.urgency) for issue in example.issues if issue.urgency]
    return URGENCIES[max(grades)] if grades else None


def fitted_temperatures(model: Model, held: Prepared) -> dict[str, float]:
    """For each head the temperature under which its probabilities tell the truth about voices kept aside."""
    eye = model.convolution()
    answers = [
        model.answers(message, see(eye, pieces)) for message, pieces in zip(held.messages, held.pieces, strict=True)
    ]
    targets = [wanted_of(example) for example in held.told]
    fitted = {}
    for head in HEADS:
        chosen = [number for number, (_, told) in enumerate(targets) if told[PLACES[head]].all()]
        logs = np.log(np.stack([answers[number][head] for number in chosen]) + 1e-9)
        wanted = np.stack([targets[number][0][PLACES[head]] for number in chosen])
        fitted[head] = float(min(_TEMPERATURES, key=lambda warmth: _loss(logs / warmth, wanted)))
    return fitted


def _loss(logs: Floats, wanted: Floats) -> float:
    sums = np.log(np.exp(logs).sum(axis=1, keepdims=True))
    return float(-(wanted * (logs - sums)).sum())
