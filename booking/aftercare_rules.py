"""The hours and limits of aftercare, read once from aftercare.toml, which operators may change."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class AftercareRules:
    """Every waiting time of aftercare; `polite` is the first and the last hour of the day in Shanghai."""

    polite: tuple[int, int]
    again_after: tuple[timedelta, ...]
    answer: timedelta
    unconfirmed_after: timedelta
    rating_wait: timedelta
    editable: timedelta
    callback: timedelta
    arrival: timedelta
    absent: timedelta
    longest_travel: timedelta


@cache
def rules() -> AftercareRules:
    """The rules in force. Raises ValueError for data that mean nothing, KeyError where a value is missing."""
    return rules_from(files("booking").joinpath("aftercare.toml").read_text("utf-8"))


def rules_from(text: str) -> AftercareRules:
    """The rules of a TOML text. Raises as `rules` does."""
    table = tomllib.loads(text)
    questions, lateness = table["questions"], table["lateness"]
    made = AftercareRules(
        polite=(table["polite"]["from"], table["polite"]["until"]),
        again_after=tuple(timedelta(hours=hours) for hours in questions["again_after_hours"]),
        answer=timedelta(hours=questions["answer_hours"]),
        unconfirmed_after=timedelta(hours=questions["unconfirmed_hours"]),
        rating_wait=timedelta(days=questions["rating_days"]),
        editable=timedelta(days=table["rating"]["editable_days"]),
        callback=timedelta(hours=table["callback"]["hours"]),
        arrival=timedelta(minutes=lateness["arrival_minutes"]),
        absent=timedelta(minutes=lateness["absent_minutes"]),
        longest_travel=timedelta(minutes=lateness["longest_travel_minutes"]),
    )
    _check(made)
    return made


def _check(made: AftercareRules) -> None:
    first, last = made.polite
    if not 0 <= first < last <= 24:
        raise ValueError(f"polite hours from {first} until {last}")
    waits = (*made.again_after, made.answer, made.unconfirmed_after, made.rating_wait)
    limits = (made.editable, made.callback, made.arrival, made.absent, made.longest_travel)
    if min((*waits, *limits)) <= timedelta(0):
        raise ValueError("every waiting time is longer than nothing")
    if any(later <= earlier for earlier, later in pairwise(made.again_after)):
        raise ValueError("a question is asked again later than before")
