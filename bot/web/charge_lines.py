"""The lines of a charge while they are filled in: checked against the price book, summed, put into words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from bot.dialogue.views import PriceView

Book = Mapping[str, PriceView]


@dataclass(slots=True)
class Line:
    """One line as typed; the price is in yuan."""

    code: str = ""
    quantity: str = "1"
    price: str = ""

    def choose(self, code: str, book: Book) -> None:
        """Take an item; its lowest price is the first guess."""
        self.code = code
        item = book.get(code)
        self.price = yuan(item.min_cents) if item else ""

    def fault(self, book: Book) -> str | None:
        """Why this line cannot be charged: `item`, `quantity`, `price`, or None."""
        item = book.get(self.code)
        if item is None:
            return "item"
        if not (self.quantity.isascii() and self.quantity.isdigit() and 1 <= int(self.quantity) <= 99):
            return "quantity"
        cents = _cents(self.price)
        if cents is None or not item.min_cents <= cents <= item.max_cents:
            return "price"
        return None

    def cents(self, book: Book) -> int:
        """What this line comes to; 0 while it is not right yet."""
        unit = _cents(self.price)
        return 0 if self.fault(book) or unit is None else int(self.quantity) * unit


def in_words(lines: Sequence[Line]) -> str:
    """The lines as the staff dialogue reads them, such as `TP-01 ×2 80, DC-02 ×1 120`."""
    return ", ".join(f"{line.code} ×{line.quantity} {line.price}" for line in lines)


def yuan(cents: int) -> str:
    """An amount in yuan as one types it."""
    whole, rest = divmod(cents, 100)
    return str(whole) if rest == 0 else f"{whole}.{rest:02d}"


def _cents(price: str) -> int | None:
    try:
        cents = Decimal(price.strip()) * 100
    except InvalidOperation:
        return None
    return int(cents) if cents.is_finite() and cents == cents.to_integral_value() and cents >= 0 else None
