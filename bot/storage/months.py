"""Calendar months of Shanghai, and the identifiers that are given out in them."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from booking.identifiers import instant_of, least_id
from booking.terms import SHANGHAI
from booking.windows import local

_WRITTEN = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month; what was made in it has an identifier from `first_id` on, below that of the month after."""

    year: int
    number: int

    @classmethod
    def of(cls, instant: datetime) -> "Month":
        """The month in which an instant lies."""
        day = instant.astimezone(SHANGHAI)
        return cls(day.year, day.month)

    @classmethod
    def of_id(cls, identifier: int) -> "Month":
        """The month in which an identifier was given out."""
        return cls.of(instant_of(identifier))

    @classmethod
    def read(cls, text: str) -> "Month":
        """A month written 2026-01. Raises ValueError for anything else."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is no month such as 2026-01")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"

    def after(self, months: int = 1) -> "Month":
        """The month that comes so many months later."""
        count = self.year * 12 + self.number - 1 + months
        return Month(count // 12, count % 12 + 1)

    @property
    def start(self) -> datetime:
        """The midnight with which it begins."""
        return local(date(self.year, self.number, 1), 0)

    @property
    def first_id(self) -> int:
        """The least identifier that can be given out in it."""
        return least_id(self.start)
