"""How many cells of 30 minutes a visit takes: the way there once, then the work on each problem."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from booking.terms import Category

CELL_MINUTES = 30
_FILE = Path(__file__).with_name("job_times.toml")


@dataclass(frozen=True, slots=True)
class JobTimes:
    """Minutes on the way and at work."""

    travel: int
    unknown: int
    service: dict[Category, int]

    def cells(self, categories: Sequence[Category | None]) -> int:
        """The cells of one visit for these kinds of work; at least one of them."""
        work = sum(self.unknown if category is None else self.service[category] for category in categories)
        return -(-(self.travel + work) // CELL_MINUTES)


def parse(text: str) -> JobTimes:
    """Job times from TOML. Raises ValueError where a category lacks or a service is shorter than a cell."""
    table = tomllib.loads(text)
    service = {Category(name): int(minutes) for name, minutes in table["service"].items()}
    times = JobTimes(int(table["travel"]), int(table["unknown"]), service)
    if set(service) != set(Category):
        raise ValueError("every category needs its service minutes")
    if times.travel < 0 or min(times.unknown, *service.values()) < CELL_MINUTES:
        raise ValueError("a service takes at least 30 minutes")
    return times


@cache
def job_times() -> JobTimes:
    """The job times of job_times.toml, read once."""
    return parse(_FILE.read_text("utf-8"))


def job_cells(*categories: Category | None) -> int:
    """How many cells one visit for these kinds of work takes."""
    return job_times().cells(categories)
