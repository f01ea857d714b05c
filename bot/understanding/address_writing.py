"""Writes an address on one line, in the order and with the words in which people write it."""

import re

from bot.understanding.address_words import lexicon
from bot.understanding.districts import district_name
from bot.understanding.meaning import Where

#: A number of a building, with the number or letter after a dash that belongs to it.
_NUMBER = re.compile(r"[0-9A-Z]+(?:-[0-9A-Z]+)?")


def describe(where: Where, lang: str) -> str:
    """Return the address on one line, from wide to narrow in Chinese, from narrow to wide in English.

    `lang` is zh, zh-CN, zh-TW or en; an empty address gives an empty string.
    """
    return _chinese(where, lang) if lang.startswith("zh") else _english(where)


def _chinese(where: Where, lang: str) -> str:
    words: dict[str, str] = lexicon("address")["written_traditional" if lang == "zh-TW" else "written"]
    parts = [
        district_name(where.district, lang) if where.district else "",
        where.subdistrict or "" if where.road is None else "",
        where.road or "",
        _with(where.lane, words["lane"]),
        where.estate or "",
        _chinese_building(where, words),
        _with(where.unit, words["unit"]),
        _with(where.room, words["room"]),
    ]
    return _spaced([part for part in parts if part])


def _chinese_building(where: Where, words: dict[str, str]) -> str:
    building = where.building
    if building is None:
        return ""
    if building.isalpha() and building.isascii():
        return building + words["hall"]
    return _with(building, words["number"] if where.lane or where.road else words["tower"])


def _with(value: str | None, ending: str) -> str:
    """Return the value with its ending, which words such as 88号3号楼 or 2楼亭子间 already have."""
    if value is None:
        return ""
    return value + ending if value[-1].isascii() or len(value) <= 3 else value


def _spaced(parts: list[str]) -> str:
    """Join the parts, with a space only where Latin letters would run into what stands beside them."""
    line = ""
    for part in parts:
        touches = line[-1:].isascii() and part[:1].isascii() and line != ""
        line += f" {part}" if touches else part
    return line


def _english(where: Where) -> str:
    on_road = where.lane is not None or where.road is not None
    parts = [
        where.room and f"Room {where.room}",
        where.unit and f"Unit {where.unit}",
        where.building and _english_building(where.building, on_road=on_road),
        where.lane and f"Lane {where.lane}",
        where.estate,
        where.road,
        where.subdistrict if where.road is None else None,
        district_name(where.district, "en") if where.district else None,
    ]
    return ", ".join(part for part in parts if part)


def _english_building(building: str, *, on_road: bool) -> str:
    """Return No. 4 on a road or a lane, Building 4 in an estate, and both for a building inside a compound."""
    numbers = _NUMBER.findall(building)
    if len(numbers) > 1:
        return f"Building {numbers[1]}, No. {numbers[0]}"
    return f"No. {building}" if on_road and not building.isalpha() else f"Building {building}"
