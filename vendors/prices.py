"""What things cost: the range told beforehand and the lines charged afterwards, both from the price book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from booking.terms import SHANGHAI, Category
from vendors import store
from vendors.entities import PriceItem


class PriceRefusedError(Exception):
    """A line that the price book does not allow; names the item."""


@dataclass(frozen=True, slots=True)
class PriceRange:
    """From the cheapest to the dearest item of a category, in cents."""

    min_cents: int
    max_cents: int
    version: str


def price_range(session: Session, category: Category, now: datetime) -> PriceRange | None:
    """The range of a category today, or None when the book has no item of it."""
    items = store.price_items(session, now.astimezone(SHANGHAI).date(), category)
    if not items:
        return None
    return PriceRange(min(i.min_cents for i in items), max(i.max_cents for i in items), items[0].version)


def charge(
    session: Session, now: datetime, lines: Sequence[tuple[str, int, int]]
) -> tuple[list[Mapping[str, Any]], int]:
    """Check lines of (item code, quantity, unit price in cents) against the book; the lines and their sum.

    Raises PriceRefusedError for an unknown item, a quantity below 1, or a price outside the item's range.
    """
    items = {i.code: i for i in store.price_items(session, now.astimezone(SHANGHAI).date(), None)}
    checked: list[Mapping[str, Any]] = []
    for code, quantity, unit_cents in lines:
        item = items.get(code)
        if item is None:
            raise PriceRefusedError(f"{code} is not in the price book")
        _check(item, quantity, unit_cents)
        checked.append(
            {
                "code": code,
                "quantity": quantity,
                "unit_cents": unit_cents,
                "name_zh": item.name_zh,
                "name_en": item.name_en,
                "version": item.version,
            }
        )
    return checked, sum(line["quantity"] * line["unit_cents"] for line in checked)


def _check(item: PriceItem, quantity: int, unit_cents: int) -> None:
    if not 1 <= quantity <= 99:
        raise PriceRefusedError(f"{item.code}: the quantity must be 1 to 99")
    if not item.min_cents <= unit_cents <= item.max_cents:
        low, high = item.min_cents / 100, item.max_cents / 100
        raise PriceRefusedError(f"{item.code}: the price must be {low:g} to {high:g} yuan")
