"""Decides for each piece of an address which part it is: the pieces and words beside a number tell its meaning."""

import re
from collections.abc import Callable
from functools import cache

from booking.terms import District
from bot.understanding.address_noise import BLANK
from bot.understanding.address_parts import Scene, main_places
from bot.understanding.address_token import Kind, Token
from bot.understanding.address_words import lexicon, pattern_of
from bot.understanding.meaning import Where

_PLACES = frozenset({Kind.ROAD, Kind.ESTATE, Kind.LANE})
_DOORS = frozenset({Kind.ROOM, Kind.BARE, Kind.DASHED, Kind.UNIT, Kind.FLOOR})
_HOUSES = frozenset({Kind.BUILDING, Kind.NUMBER, Kind.UNIT})
#: A building right after these is one inside the compound that has a number on the road.
_COMPOUNDS = frozenset({Kind.NUMBER, Kind.BARE, Kind.ROAD, Kind.ESTATE})
#: Signs before a number in which a word about it may stand.
_BEFORE = 10
_ROOM = re.compile(r"[A-Z]?\d{2,5}[A-Z]?|\d[A-Z]|[A-Z]\d")


@cache
def _days() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = re.compile(rf"(?:{pattern_of('noise', 'before_day')}|{BLANK})\s?$")
    return before, re.compile(rf"[\s,]?(?:{pattern_of('noise', 'after_day')}|{BLANK})")


@cache
def _door_cue() -> re.Pattern[str]:
    latin = r"\b(?:i'm in|i am in|we are in|it's|it is|door|live in|address is)"
    return re.compile(rf"(?:{pattern_of('say', 'door')}|{latin})[\s:#]*$")


def _written(part: str) -> str:
    return str(lexicon("address")["written"][part])


def _is_day(scene: Scene) -> bool:
    """Say whether a number with 号 is a day of the month: a word for a day or a time beside it, no place before."""
    token, place = scene.token, scene.near(-1)
    before, after = _days()
    if before.search(scene.text[max(0, token.start - _BEFORE) : token.start]):
        return True
    if not after.match(scene.text, token.end):
        return False
    if place is None or place.kind not in _PLACES:
        return True
    gap = scene.text[place.end : token.start]
    return bool(gap) if place.kind is Kind.ESTATE else bool(gap.strip())


def _is_latin(scene: Scene) -> bool:
    return scene.text[scene.token.start : scene.token.end].isascii()


def _is_room(value: str) -> bool:
    return _ROOM.fullmatch(value) is not None


def _is_long(value: str) -> bool:
    """Say whether a number without any word can only be a door: three signs or a letter."""
    return _is_room(value) and (len(value) > 2 or not value.isdigit())


def _number(scene: Scene) -> None:
    value, before, after = scene.token.value, scene.near_kind(-1), scene.near_kind(1)
    if before in _HOUSES and "building" in scene.parts and _is_long(value):
        scene.put("room", value)
    elif before is Kind.ESTATE and "building" in scene.parts and _is_house_number(scene):
        _put_inner_building(scene, scene.parts["building"], value)
    elif "building" in scene.parts or (not _is_latin(scene) and _is_day(scene)):
        return
    elif before in _PLACES or after in _DOORS or "building" in scene.corrects or _opens_address(scene):
        scene.put("building", value)


def _opens_address(scene: Scene) -> bool:
    """Say whether the address runs from narrow to wide here: room 501, No. 4, Lane 123."""
    follows_room = scene.near_kind(-1) is Kind.ROOM
    if scene.near_kind(1) in _PLACES:
        return follows_room or _is_latin(scene)
    return follows_room and _is_latin(scene)


def _building(scene: Scene) -> None:
    value, before = scene.token.value, scene.near(-1)
    if before and before.kind is Kind.FLOOR and value.isalpha():
        scene.put("room", before.value + value)
    elif "building" not in scene.parts:
        scene.put("building", value)
    elif before and before.kind in _COMPOUNDS and _is_house_number(scene):
        _put_inner_building(scene, scene.parts["building"], value)
    elif before and before.kind is Kind.BUILDING and value.isalpha():
        scene.put("unit", value)


def _is_house_number(scene: Scene) -> bool:
    """Say whether the building told so far is a number on a road, which may stand for a whole compound."""
    return "road" in scene.parts and "lane" not in scene.parts and scene.parts["building"].isdigit()


def _put_inner_building(scene: Scene, house: str, inner: str) -> None:
    """Keep 88号3号楼: the compound by its number on the road, and the building as it is counted inside."""
    ending = _written("hall" if inner.isalpha() else "tower")
    del scene.parts["building"]
    scene.put("building", f"{house}{_written('number')}{inner}{ending}")


def _unit(scene: Scene) -> None:
    others = any(token.kind is Kind.ROOM for token in scene.tokens)
    is_room = _is_latin(scene) and _is_long(scene.token.value) and not others
    scene.put("room" if is_room else "unit", scene.token.value)


def _floor(scene: Scene) -> None:
    """Read 5楼301 in an estate as building 5, since room 301 is not on floor 5; else keep its words only."""
    after = scene.near(1)
    if scene.near_kind(-1) in _HOUSES and "building" in scene.parts:
        scene.used.append(scene.token)
    if scene.near_kind(-1) not in _PLACES or after is None or after.kind not in (Kind.ROOM, Kind.BARE):
        return
    if _is_long(after.value) and not after.value.startswith(scene.token.value):
        scene.put("building", scene.token.value)


def _room(scene: Scene) -> None:
    value, before = scene.token.value, scene.near(-1)
    if "-" in value:
        _dashed(scene)
    elif len(value) > 1:
        scene.put("room", value)
    elif before and before.kind is Kind.FLOOR:
        middle = "" if value.isalpha() else _written("floor")
        scene.put("room", f"{before.value}{middle}{value}")
    elif (before and before.kind in _HOUSES) or (_is_latin(scene) and scene.near(1)):
        scene.put("room", value)


def _dashed(scene: Scene) -> None:
    numbers, before = scene.token.value.split("-"), scene.near_kind(-1)
    if before in _HOUSES and "building" in scene.parts:
        names = ["unit", "room"]
    elif before is Kind.ROAD and len(numbers) == 3:
        names = ["lane", "building", "room"]
    elif before in _PLACES or scene.token.kind is Kind.ROOM or _stands_for_door(scene, numbers[-1]):
        names = ["building", "room"] if len(numbers) == 2 else ["building", "unit", "room"]
    else:
        return
    for name, number in zip(names[-len(numbers) :], numbers[-len(names) :], strict=True):
        scene.put(name, number)


def _stands_for_door(scene: Scene, value: str) -> bool:
    """Say whether a number without a word is a door, because a word before it, a correction or nothing else says so."""
    token, text = scene.token, scene.text
    if not _is_long(value):
        return False
    if not text[token.end - 1].isascii():
        return True
    before = text[max(0, token.start - _BEFORE) : token.start]
    alone = not (text[: token.start] + text[token.end :]).strip(" .,#!?\n")
    corrects = "room" in scene.corrects and abs(token.start - scene.anchor) <= _BEFORE
    return alone or corrects or _door_cue().search(before) is not None


def _bare(scene: Scene) -> None:
    value, before, after = scene.token.value, scene.near(-1), scene.near_kind(1)
    kind = before.kind if before else None
    if _road_is_latin(scene) and ("room" in scene.parts or kind not in _HOUSES):
        _house_number(scene)
    elif kind in _HOUSES | {Kind.BARE} and before in scene.used[-1:]:
        if _is_room(value):
            scene.put("room", value)
    elif kind is Kind.FLOOR and _is_long(value):
        scene.put("room", value)
    elif kind is Kind.ROAD:
        scene.put("lane" if after in (Kind.NUMBER, Kind.BUILDING) else "building", value)
    elif kind in _PLACES:
        scene.put("building" if after in _DOORS or not _is_long(value) else "room", value)
    elif _stands_for_door(scene, value) or (_is_long(value) and _latin_house_follows(scene)):
        scene.put("room", value)


def _latin_house_follows(scene: Scene) -> bool:
    """Say whether a building follows that is written in English, so that this number is a room: 301, No. 17."""
    after = scene.near(1)
    return after is not None and after.kind in _HOUSES and scene.text[after.start] in "nb"


def _house_number(scene: Scene) -> None:
    """Read the number before an English road, which comes after the building of a compound in it."""
    inner = scene.parts.get("building")
    if inner is None:
        scene.put("building", scene.token.value)
    elif scene.near_kind(1) is Kind.ROAD and "lane" not in scene.parts and inner.isalnum():
        _put_inner_building(scene, scene.token.value, inner)


def _road_is_latin(scene: Scene) -> bool:
    """Say whether a road or a lane follows that is written in English: its number comes before it."""
    after = scene.near(1)
    if after is None or after.kind not in (Kind.ROAD, Kind.LANE):
        return False
    return scene.text[after.start].isascii() and scene.text[after.start].isalpha()


def _lane(scene: Scene) -> None:
    outer, value = scene.parts.get("lane"), scene.token.value
    if outer and scene.near_kind(-1) is Kind.LANE and not value.isdigit():
        del scene.parts["lane"]
        value = f"{outer}{_written('lane')}{value}"
    scene.put("lane", value)


def _area(scene: Scene) -> None:
    token = scene.token
    if token.district is None or scene.parts.setdefault("district", token.district.value) != token.district.value:
        return
    if token.kind is Kind.SUBDISTRICT:
        scene.put("subdistrict", token.value)
    else:
        scene.used.append(token)


def _name(scene: Scene) -> None:
    scene.put("road" if scene.token.kind is Kind.ROAD else "estate", scene.token.value)


def _district_said(tokens: list[Token]) -> District | None:
    """The district that is named; of several the one that stands nearest to the rest of the address."""
    named = [token for token in tokens if token.kind is Kind.DISTRICT and token.district]
    rest = [token for token in tokens if token.kind not in (Kind.DISTRICT, Kind.SUBDISTRICT)]

    def distance(token: Token) -> int:
        return min((max(other.start - token.end, token.start - other.end) for other in rest), default=0)

    return min(named, key=distance).district if named else None


def assemble(text: str, tokens: list[Token], anchor: int, corrects: frozenset[str]) -> tuple[Where | None, list[Token]]:
    """Return the address that the pieces of one stretch of the folded `text` make, and the pieces it was made of.

    A correction at `anchor` may put right the parts in `corrects`.
    """
    scene = Scene(text, main_places(text, tokens), anchor, corrects)
    said = _district_said(tokens)
    if said:
        scene.parts["district"] = said.value
    for index, token in enumerate(scene.tokens):
        scene.at = index
        _RULES[token.kind](scene)
    if not scene.parts:
        return None, []
    district = scene.parts.pop("district", None)
    return Where(District(district) if district else None, **scene.parts), scene.used


_RULES: dict[Kind, Callable[[Scene], None]] = {
    Kind.DISTRICT: _area,
    Kind.SUBDISTRICT: _area,
    Kind.ESTATE: _name,
    Kind.ROAD: _name,
    Kind.LANE: _lane,
    Kind.BUILDING: _building,
    Kind.NUMBER: _number,
    Kind.UNIT: _unit,
    Kind.FLOOR: _floor,
    Kind.ROOM: _room,
    Kind.DASHED: _dashed,
    Kind.BARE: _bare,
}
