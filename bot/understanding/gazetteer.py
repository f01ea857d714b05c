"""Known estates, by which an address without a district is completed."""

from dataclasses import dataclass

from booking.terms import District


@dataclass(frozen=True, slots=True)
class KnownEstate:
    """An estate of the estate table, as far as reading an address needs it."""

    name: str
    district: District
    road: str | None = None
    lane: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All known estates; empty is allowed."""

    estates: tuple[KnownEstate, ...] = ()
