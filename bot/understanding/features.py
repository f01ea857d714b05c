"""What a trained model looks at in an analysed message: concepts, words, sounds, runs of words and of characters."""

import math
import re
from collections.abc import Iterator, Mapping

import numpy as np

from bot.understanding.arrays import Floats, Ints
from bot.understanding.message import Message
from bot.understanding.sounds import sound_of

#: Kinds whose features count in full; those of any other share one unit of length, so that long messages do not shout.
_IN_FULL = frozenset({"denied", "shape"})
_LONGEST_RUN = 4
_ENGLISH = re.compile(r"[a-z']+")
_DIGIT = re.compile(r"\d")
#: Characters of a message that runs are taken from; the rest is still read as words and concepts.
_RUNS_FROM = 1_500
#: Concepts of a message that are paired.
_MOST_PAIRED = 24


def known_features(message: Message, numbers: Mapping[str, int]) -> tuple[Ints, Floats]:
    """The numbers of the features of `message` that have one, in order, and the value of each."""
    found: dict[int, float] = {}
    for kind, features in features_of(message):
        known = [number for feature in features if (number := numbers.get(feature)) is not None]
        value = 1.0 if kind in _IN_FULL else 1.0 / math.sqrt(max(len(known), 1))
        found.update(dict.fromkeys(known, value))
    places = sorted(found)
    return np.array(places, dtype=np.int64), np.array([found[place] for place in places], dtype=np.float32)


def features_of(message: Message) -> list[tuple[str, frozenset[str]]]:
    """The features of `message`, by kind; each feature names its kind in its first letters."""
    words = ["0" if word.isdigit() else word for word in message.words if word.strip()]
    names = sorted({spot.concept.name for clause in message.clauses for spot in clause.spots})
    concepts = message.concepts()
    return [
        ("concept", frozenset(f"c:{name}" for name in names)),
        ("pair", frozenset(_pairs(names[:_MOST_PAIRED]))),
        ("kind", frozenset(f"k:{concept.kind}" for concept in concepts)),
        ("tag", frozenset(f"t:{tag}" for concept in concepts for tag in concept.tags)),
        ("denied", frozenset(f"d:{spot.concept.name}" for clause in message.clauses for spot in clause.denied)),
        ("word", frozenset(f"w:{word}" for word in words)),
        ("bigram", frozenset(f"b:{a}_{b}" for a, b in zip(["^", *words], [*words, "$"], strict=True))),
        ("skip", frozenset(f"s:{a}_{b}" for a, b in zip(words, words[2:], strict=False))),
        *_sounds(message),
        *_runs(message),
        ("shape", frozenset(_shape(message))),
    ]


def _pairs(names: list[str]) -> Iterator[str]:
    for place, name in enumerate(names):
        for other in names[place + 1 :]:
            yield f"cc:{name}+{other}"


def _sounds(message: Message) -> Iterator[tuple[str, frozenset[str]]]:
    """English words as they sound, alone and in pairs: bad spelling changes little there."""
    sounds = [sound_of(word) for word in _ENGLISH.findall(message.text[:_RUNS_FROM])]
    yield "sound", frozenset(f"p:{sound}" for sound in sounds)
    yield "sounds", frozenset(f"q:{a}_{b}" for a, b in zip(["^", *sounds], [*sounds, "$"], strict=True))


def _runs(message: Message) -> Iterator[tuple[str, frozenset[str]]]:
    """Runs of one to four characters, in English of five too; digits count as one and the same."""
    text = "^" + _DIGIT.sub("0", message.text[:_RUNS_FROM]).replace("\n", " ") + "$"
    longest = _LONGEST_RUN + (message.lang == "en")
    for length in range(1, longest + 1):
        starts = range(len(text) - length + 1)
        yield "gram", frozenset(f"n:{text[start : start + length]}" for start in starts)


def _shape(message: Message) -> Iterator[str]:
    """How long it is, how many clauses, in which language, whether it asks."""
    yield f"len:{min((len(message.text) + 1).bit_length() * 2, 20)}"
    yield f"clauses:{min(len(message.clauses), 8)}"
    yield f"lang:{message.lang}"
    if "?" in message.text or "吗" in message.text:
        yield "asks"
