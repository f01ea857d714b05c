"""Joins the addresses of several messages: what is new wins, and what belonged to a former place goes with it."""

from bot.understanding.meaning import Where

#: The parts of an address from wide to narrow.
_INSIDE_DISTRICT = ("subdistrict", "estate", "road", "lane", "building", "unit", "room")
_PARTS = ("district", *_INSIDE_DISTRICT)


def merge(old: Where | None, new: Where) -> Where:
    """Return the address known after a further message.

    Another district or subdistrict drops everything inside the old one; another estate, or another road, drops
    the old estate, road, lane, building, unit and room; any other part only replaces itself. A road that is told
    without a number for an estate known without a road is no other place. What tells nothing new changes nothing.
    """
    if old is None:
        return new
    dropped = _dropped(old, new)
    parts = {part: getattr(old, part) for part in _PARTS if part not in dropped}
    kept = any(value is not None for value in parts.values())
    if not dropped and all(getattr(new, part) in (None, parts[part]) for part in _PARTS):
        return old
    parts |= {part: value for part in _PARTS if (value := getattr(new, part)) is not None}
    words = (old.text if kept else "", new.text)
    return Where(**parts, text=" ".join(filter(None, words)))


def _dropped(old: Where, new: Where) -> tuple[str, ...]:
    """Return the parts of the old address that do not belong to the new place."""
    if _differs(old.district, new.district) or _differs(old.subdistrict, new.subdistrict):
        return _INSIDE_DISTRICT
    return _INSIDE_DISTRICT[1:] if _is_other_place(old, new) else ()


def _differs(old: str | None, new: str | None) -> bool:
    return old is not None and new is not None and old != new


def _is_other_place(old: Where, new: Where) -> bool:
    if _differs(old.road, new.road) or _differs(old.estate, new.estate):
        return True
    same_road = new.road is not None and new.road == old.road and not _differs(old.lane, new.lane)
    if new.estate and old.estate is None and (old.road or old.lane or old.building):
        return not same_road
    located = any((new.lane, new.building, new.unit, new.room))
    return new.road is not None and old.road is None and old.estate is not None and not new.estate and located
