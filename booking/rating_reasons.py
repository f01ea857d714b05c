"""What can be tapped beside the stars, read once from rating_reasons.toml: praise and blame for four parts."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

#: So many stars or more are asked for what was good, fewer for what was not.
GOOD_STARS = 4


class Part(StrEnum):
    """The parts of a service that a resident can judge."""

    QUALITY = "quality"
    PUNCTUALITY = "punctuality"
    MANNER = "manner"
    PRICE = "price"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing to tap, named in both languages."""

    code: str
    part: Part
    good: bool
    zh: str
    en: str


@cache
def reasons() -> Mapping[str, Reason]:
    """All reasons by code, in the order in which they are shown. Raises ValueError for faulty data."""
    return reasons_from(files("booking").joinpath("rating_reasons.toml").read_text("utf-8"))


def reasons_from(text: str) -> Mapping[str, Reason]:
    """The reasons of a TOML text. Raises ValueError for a code that comes twice, an unknown part or a lack of praise
    or blame for a part; TypeError where a value is missing."""
    found: dict[str, Reason] = {}
    for entry in tomllib.loads(text)["reason"]:
        reason = Reason(**(entry | {"part": Part(entry["part"])}))
        if reason.code in found:
            raise ValueError(f"reason {reason.code} comes twice")
        found[reason.code] = reason
    lacking = {(part, good) for part in Part for good in (True, False)} - {(r.part, r.good) for r in found.values()}
    if lacking:
        raise ValueError(f"no reason for {sorted(lacking)}")
    return found


def shown(*, good: bool) -> list[Reason]:
    """The reasons of praise, or of blame."""
    return [reason for reason in reasons().values() if reason.good is good]
