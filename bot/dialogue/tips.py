"""What residents can safely try before a visit: the data of self_help.toml, and which of it fits a problem."""

import re
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from booking.terms import Category
from bot.understanding.plain import plain
from locales.args import Named


@dataclass(frozen=True, slots=True)
class Tip:
    """Safe steps for one kind of problem, and what never to do."""

    code: str
    category: Category
    things: frozenset[str]
    faults: frozenset[str]
    words: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    name: Named
    steps: tuple[Named, ...]
    never: Named

    def fits(self, told: Collection[str], words: str) -> bool:
        """Whether it is meant for a problem that tells these concepts in these plain words."""
        named = (not self.things or not self.things.isdisjoint(told)) and (
            not self.faults or not self.faults.isdisjoint(told)
        )
        wanted = self.words is None or self.words.search(words) is not None
        return named and wanted and not (self.unless and self.unless.search(words))


@dataclass(frozen=True, slots=True)
class _Book:
    tips: dict[str, Tip]
    never_told: frozenset[str]
    never_said: re.Pattern[str]


@cache
def _book() -> _Book:
    """Read once; raises KeyError, ValueError or re.error for faulty data."""
    data = tomllib.loads(files(__package__).joinpath("self_help.toml").read_text(encoding="utf-8"))
    tips = {code: _tip(code, table) for code, table in data["tips"].items()}
    return _Book(tips, frozenset(data["never"]["concepts"]), re.compile(data["never"]["words"]))


def _tip(code: str, table: dict[str, Any]) -> Tip:
    return Tip(
        code=code,
        category=Category(table["category"]),
        things=frozenset(table.get("things", ())),
        faults=frozenset(table.get("faults", ())),
        words=re.compile(table["words"]) if "words" in table else None,
        unless=re.compile(table["unless"]) if "unless" in table else None,
        name=Named(*table["name"]),
        steps=tuple(Named(zh, en) for zh, en in zip(table["zh"], table["en"], strict=True)),
        never=Named(table["never_zh"], table["never_en"]),
    )


def all_tips() -> Sequence[Tip]:
    """Every tip, in the order in which they are tried."""
    return tuple(_book().tips.values())


def tip_of(code: str) -> Tip | None:
    """The tip with this code."""
    return _book().tips.get(code)


def never_concepts() -> frozenset[str]:
    """Concepts that rule out every tip."""
    return _book().never_told


def find_tip(category: Category | None, told: Sequence[Collection[str]], words: Sequence[str]) -> Tip | None:
    """The first tip for a problem of this category, told in these groups of concepts and words; None for any danger."""
    book, said = _book(), plain("\n".join(words))
    if any(not book.never_told.isdisjoint(group) for group in told) or book.never_said.search(said):
        return None
    fitting = (tip for tip in book.tips.values() if tip.category is category)
    return next((tip for tip in fitting if any(tip.fits(group, said) for group in told)), None)
