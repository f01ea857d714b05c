"""Brings a message to the one plain form in which times and answers are looked up."""

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

_QUOTES = str.maketrans("\u2018\u2019\u02bc\u201c\u201d", "'''\"\"")


def lexicon_toml(name: str) -> dict[str, Any]:
    """Reads one TOML file of the lexicon folder; raises FileNotFoundError or TOMLDecodeError."""
    return tomllib.loads(lexicon_text(name))


def lexicon_text(name: str) -> str:
    """The text of one file of the lexicon folder; raises FileNotFoundError."""
    return files("bot.understanding").joinpath("lexicon", name).read_text("utf-8")


def words(text: str) -> tuple[str, ...]:
    """Splits a lexicon list at white space; an underscore stands for a space inside an entry."""
    return tuple(word.replace("_", " ") for word in text.split())


@cache
def _characters() -> dict[int, str | None]:
    table = lexicon_toml("when_characters.toml")
    pairs = zip(table["written"], table["read"], strict=True)
    return {ord(old): new for old, new in pairs} | {ord(gone): None for gone in table["dropped"]}


def plain(text: str) -> str:
    """Lower case, half-width, straight quotes, simplified characters, nothing invisible; may change the length."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return folded.translate(_QUOTES).translate(_characters())
