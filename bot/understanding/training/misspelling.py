"""Makes copies of English messages as a hurried, a foreign or a dyslexic hand would spell them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from bot.understanding.training.corpus import Example

#: The part of the messages that get such a copy, and the parts of their words that suffer.
_PART, _RATES = 0.4, (0.15, 0.3, 0.5)
_SHORTEST = 3
_WORD = re.compile(r"[A-Za-z']+")
_TWICE = re.compile(r"([A-Za-z])\1")
_VOWELS = "aeiou"
#: Spellings that people take for one another.
_TAKEN_FOR = (
    *(("ea", "ee"), ("ee", "ea"), ("ou", "ow"), ("ck", "k"), ("ph", "f"), ("th", "f"), ("ght", "t"), ("igh", "y")),
    *(("tion", "shun"), ("ed", "t"), ("ai", "ay"), ("er", "a"), ("le", "el"), ("y", "ie"), ("c", "k"), ("s", "z")),
    *(("wh", "w"), ("oo", "u"), ("ing", "in"), ("kn", "n"), ("qu", "kw")),
)


def misspelt(told: Sequence[Example], seed: int) -> Iterator[Example]:
    """Copies of a part of the English messages of `told`, spelt worse."""
    chance = np.random.default_rng(seed)
    for example in told:
        if example.lang == "en" and chance.random() < _PART:
            rate = _RATES[int(chance.integers(len(_RATES)))]
            text = _WORD.sub(lambda found, rate=rate: _suffer(found[0], rate, chance), example.text)  # type: ignore[misc]
            if text != example.text:
                yield replace(example, text=text)


def _suffer(word: str, rate: float, chance: np.random.Generator) -> str:
    if len(word) < _SHORTEST or chance.random() > rate:
        return word
    slip = _SLIPS[int(chance.integers(len(_SLIPS)))]
    return slip(word, int(chance.integers(1, len(word) - 1)), chance)


def _swapped(word: str, place: int, _: np.random.Generator) -> str:
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _left_out(word: str, place: int, _: np.random.Generator) -> str:
    return word[:place] + word[place + 1 :]


def _once(word: str, *_: object) -> str:
    return _TWICE.sub(r"\1", word)


def _doubled(word: str, place: int, _: np.random.Generator) -> str:
    return word[:place] + word[place] + word[place:]


def _other_vowel(word: str, _: int, chance: np.random.Generator) -> str:
    places = [place for place in range(1, len(word)) if word[place] in _VOWELS]
    if not places:
        return word
    place = places[int(chance.integers(len(places)))]
    return word[:place] + _VOWELS[int(chance.integers(len(_VOWELS)))] + word[place + 1 :]


def _by_ear(word: str, _: int, chance: np.random.Generator) -> str:
    fitting = [(right, wrong) for right, wrong in _TAKEN_FOR if right in word]
    if not fitting:
        return word.removesuffix("e")
    right, wrong = fitting[int(chance.integers(len(fitting)))]
    return word.replace(right, wrong, 1)


#: By ear is the commonest, so it stands here twice.
_SLIPS: tuple[Callable[[str, int, np.random.Generator], str], ...] = (
    *(_swapped, _left_out, _once, _doubled, _other_vowel, _by_ear, _by_ear),
)
