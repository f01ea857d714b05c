"""The pieces into which the words of an address are cut before they are put together."""

import re
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import cache

from booking.terms import District
from bot.understanding.address_words import pattern_of

#: More signs than this between two parts and they do not belong to one address.
_REACH = 8


class Kind(IntEnum):
    """What a piece of an address is, judged by its own words only."""

    DISTRICT = auto()
    SUBDISTRICT = auto()
    ESTATE = auto()
    ROAD = auto()
    LANE = auto()
    BUILDING = auto()  # certainly a building: 号楼, 栋, Building 4
    NUMBER = auto()  # 号, No.: a building, a date or a room, as the neighbours tell
    UNIT = auto()
    FLOOR = auto()
    ROOM = auto()
    DASHED = auto()  # 4-501, 5-2-301
    BARE = auto()  # a number with no word to it


@dataclass(frozen=True, slots=True)
class Token:
    """One piece: `value` is ready to be stored, [start, end) is its place in the text."""

    kind: Kind
    value: str
    start: int
    end: int
    district: District | None = None


@cache
def _joint() -> re.Pattern[str]:
    signs = r"[\s,.;:()\-_/]"
    return re.compile(f"(?:{signs}|{pattern_of('join', 'fillers')}|of|in|on|at|the|is)*")


def joined(folded: str, before: Token | None, after: Token | None) -> bool:
    """Say whether only punctuation and small words stand between two neighbouring pieces."""
    if before is None or after is None:
        return False
    gap = folded[before.end : after.start]
    return len(gap) <= _REACH and _joint().fullmatch(gap) is not None
