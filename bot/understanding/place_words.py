"""Reads the names that residents give their places, and what they want done with the saved ones."""

import re
from dataclasses import dataclass
from functools import cache

from booking.terms import Relation
from bot.understanding.lexicon import tables_of
from bot.understanding.people_words import kin_words, relation_of
from bot.understanding.plain import plain

#: The key of the names that only say that it is one's own home.
HOME = "home"
#: Whose home is no place of the resident.
_NOBODYS = (Relation.NEIGHBOUR,)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name as it was said; `key` is the same for every way to say it, in any language."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class PlaceWish:
    """What is wanted: list, forget, forget_all or rename; `what` names the place, `name` is the new one."""

    kind: str
    what: str = ""
    name: str = ""


def read_place_name(text: str) -> PlaceName | None:
    """The name of a place in the words; None where none is used."""
    told = plain(text)
    for kind, pattern in _names():
        found = pattern.search(told)
        if found is not None:
            detail = next((word for word in found.groupdict().values() if word), "")
            known = relation_of(detail) or detail
            if known in _NOBODYS:
                continue
            return PlaceName(f"{kind}:{known}" if known else kind, _as_typed(text, _tidy(found[0])))
    return None


def _as_typed(text: str, words: str) -> str:
    """The words as they stand in the text, with its capitals."""
    at = text.lower().find(words)
    return words if at < 0 else text[at : at + len(words)]


def names_place_alone(text: str) -> bool:
    """Whether words are the name of a place and nothing else: they tell of nothing that is broken."""
    told = plain(text)
    matches = (pattern.search(told) for _, pattern in _names())
    found = next((match for match in matches if match), None)
    if found is None:
        return False
    rest = _around().sub("", told[: found.start()] + " " + told[found.end() :])
    return not any(map(str.isalnum, rest))


@cache
def _around() -> re.Pattern[str]:
    return re.compile(tables_of("places.toml")["names_around"]["pattern"])


def key_of_name(name: str) -> str:
    """The key of a name: that of the kind it is, or its own plain words."""
    found = read_place_name(name)
    return found.key if found is not None else _tidy(plain(name))


def read_wish(text: str) -> PlaceWish | None:
    """What is wanted with saved places; None where the words are about something else."""
    told = plain(text).strip(" .!?。！？~")
    for kind, pattern in _asks():
        found = pattern.search(told)
        if found is not None:
            given = {key.rstrip("0123456789"): word for key, word in found.groupdict().items() if word}
            return PlaceWish(kind, _tidy(given.get("what", "")), _tidy(given.get("name", "")))
    return None


def _tidy(words: str) -> str:
    """A name as it is kept: without what only joins it to a sentence."""
    words = re.sub(r"^(?:at|the|to)\s+(?=[a-z]+'s|my\b)", "", words.strip())
    return re.sub(r"(?<=家)里$", "", words.strip(" '\"“”「」"))


@cache
def _names() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tables_of("places.toml")["names"]
    return tuple((kind, re.compile(pattern.replace("%KIN%", kin_words()))) for kind, pattern in table.items())


@cache
def _asks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tables_of("places.toml")["asks"]
    order = ("forget_all", "rename", "forget", "list")
    return tuple((kind, re.compile(table[kind])) for kind in order)
