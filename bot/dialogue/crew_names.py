"""Which technician is meant by words such as a surname with a title, a nickname of it, or a name in Latin letters."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from bot.dialogue.views import CrewView
from bot.understanding.lexicon import tables_of
from bot.understanding.plain import plain

_REMARK = re.compile(r"\s*[(（].*")


def named(text: str, crew: Sequence[CrewView]) -> list[CrewView]:
    """The technicians whose names the text may tell: those it tells in full, else those it tells in part."""
    told = plain(text)
    whole = [one for one in crew if any(_is_in(name, told) for name in _names(one))]
    return whole or [one for one in crew if any(_is_in(part, told) for part in _parts(one))]


def names_somebody(text: str) -> bool:
    """Whether the text seems to tell a name, be it one that nobody has."""
    return any(re.search(pattern, plain(text)) for pattern in _words()["somebody"])


def keeps(text: str) -> bool:
    """Whether nobody else is to be sent after all."""
    return any(re.search(pattern, plain(text)) for pattern in _words()["keep"])


@cache
def _words() -> Mapping[str, Any]:
    return tables_of("crew_names.toml")


def _names(one: CrewView) -> Iterator[str]:
    yield from (_REMARK.sub("", plain(name)) for name in (one.name.zh, one.name.en))


def _parts(one: CrewView) -> Iterator[str]:
    """A surname as it is spoken, and each word of the name in Latin letters."""
    written, latin = _names(one)
    for way in _words()["spoken"] if written else ():
        yield way.replace("_", written[0])
    yield from (word for word in latin.split() if len(word) > 1)


def _is_in(name: str, told: str) -> bool:
    if not name:
        return False
    if name.isascii():  # letters of another word around it would make it another word
        return re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", told) is not None
    return name in told
