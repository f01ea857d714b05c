"""Links that open a map at an estate: from the address up to the lane, never the door, nor who lives there."""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote, urlencode

from bot.understanding.meaning import Where
from bot.understanding.where import describe

#: AMap's addresses for other applications: they open its application where there is one, else its page.
BASE = "https://uri.amap.com/"
_SOURCE = "anxiu"
_SHANGHAI = "310000"
#: What cannot be part of a name but might be a phone that somebody typed with it.
_LONG_NUMBER = re.compile(r"\d{6,}")
#: A link of ours in a text: these characters and no others occur in it.
PATTERN = re.compile(re.escape(BASE) + r"(?:marker|search)\?[A-Za-z0-9%&=._,~-]+")


def map_link(where: Where, gate: tuple[float, float] | None = None) -> str:
    """A link to the estate of an address: its gate (latitude and longitude, WGS 84) if that is known, else a search."""
    if gate is None:
        return _link("search", {"keyword": _written(where), "city": _SHANGHAI, "view": "map"})
    latitude, longitude = gate
    position = {"position": f"{round(longitude, 6)},{round(latitude, 6)}", "coordinate": "wgs84"}
    return _link("marker", position | {"name": _clean(where.estate) or _written(where)})


def links(text: str) -> Sequence[tuple[str, bool]]:
    """A text in pieces, each with whether it is such a link; joined they are the text again."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for found in PATTERN.finditer(text):
        if found.start() > end:
            pieces.append((text[end : found.start()], False))
        pieces.append((found.group(), True))
        end = found.end()
    if end < len(text):
        pieces.append((text[end:], False))
    return pieces


def _link(what: str, values: dict[str, str]) -> str:
    asked = values | {"src": _SOURCE, "callnative": "1"}
    return f"{BASE}{what}?{urlencode(asked, safe=',', quote_via=quote)}"


def _written(where: Where) -> str:
    """District, road, lane and estate, as signs and maps write them."""
    shown = replace(where, building=None, unit=None, room=None, estate=_clean(where.estate), text="")
    return describe(shown, "zh-CN")


def _clean(name: str | None) -> str | None:
    return _LONG_NUMBER.sub("", name).strip() or None if name else None
