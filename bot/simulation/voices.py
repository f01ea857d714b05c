"""How simulated residents write: read from data, chosen by one seeded source of chance."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any


@dataclass(frozen=True, slots=True)
class Voice:
    """A way of writing and answering."""

    name: str
    lang: str
    opening: tuple[str, ...]
    seconds: float
    wrong: float
    late: float
    leave: float
    frail: float


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("bot.simulation").joinpath("data", "voices.toml").read_text("utf-8"))


@cache
def voice(name: str) -> Voice:
    """A voice by its name. Raises KeyError for an unknown one."""
    entry = _table()["voices"][name]
    return Voice(name=name, **{**entry, "opening": tuple(entry["opening"])})


def problems(lang: str, kind: str, *, danger: bool) -> Sequence[str]:
    """What people of a language say of a kind of work or of danger."""
    found: Sequence[str] = _table()["dangers" if danger else "problems"][lang][kind]
    return found


def wrong_words(lang: str) -> Sequence[str]:
    """What is said instead of an answer."""
    found: Sequence[str] = _table()["words"][lang]["wrong"]
    return found


def words(lang: str, what: str) -> str:
    """A fixed phrase of a language."""
    return str(_table()["words"][lang][what])


def surnames() -> Sequence[str]:
    """Names of families."""
    found: Sequence[str] = _table()["names"]["surnames"]
    return found


def weighted(random: Random, weights: Mapping[str, float]) -> str:
    """One of the names, each as likely as its weight says."""
    names = list(weights)
    return random.choices(names, [weights[name] for name in names])[0]
