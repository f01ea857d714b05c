"""The price book in force, in the order in which its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from booking.terms import SHANGHAI, Category
from vendors import store
from vendors.entities import PriceBook, PriceItem


@dataclass(frozen=True, slots=True)
class Prices:
    """A price book: its head, and its items by category; None is for items of every category."""

    book: PriceBook
    items: Mapping[Category | None, Sequence[PriceItem]]

    @property
    def sample(self) -> bool:
        """Whether these prices are invented."""
        return self.book.version.startswith("sample")


def read_prices(session: Session, now: datetime) -> Prices | None:
    """The book in force, or None where there is none."""
    day = now.astimezone(SHANGHAI).date()
    version = store.price_version(session, day)
    book = session.get(PriceBook, version) if version else None
    if book is None:
        return None
    every = store.price_items(session, day, None)
    order: list[Category | None] = [*Category, None]
    grouped = {key: [item for item in every if item.category == key] for key in order}
    return Prices(book, {key: items for key, items in grouped.items() if items})
