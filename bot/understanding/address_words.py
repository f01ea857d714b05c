"""Gives the word lists of the address and contact lexicons to the readers, each file read once, at first use."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """Return the parsed lexicon file `name`.toml; raises FileNotFoundError when there is none."""
    source = files("bot.understanding").joinpath("lexicon", f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def words(name: str, section: str, key: str) -> tuple[str, ...]:
    """Return one word list of a lexicon; raises KeyError when it is missing."""
    return tuple(str(word) for word in lexicon(name)[section][key])


def any_of(options: Iterable[str]) -> str:
    """Return a pattern that matches one of the words, the longest first."""
    ordered = sorted(set(options), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"


def pattern_of(section: str, *keys: str) -> str:
    """Return a pattern for the words of one or more lists of the address lexicon."""
    return any_of(word for key in keys for word in words("address", section, key))
