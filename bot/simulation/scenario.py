"""Reads a scenario: how much is reported when, by whom, and how the firms are."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from importlib.resources import files
from typing import Any

from booking.terms import Category, Danger


class Scenario(StrEnum):
    """The scenarios that ship."""

    ORDINARY = "ordinary"
    TYPHOON = "typhoon"
    COLD_SNAP = "cold-snap"


class Pace(StrEnum):
    """How a firm is with offers and visits."""

    QUICK = "quick"
    SLOW = "slow"
    SILENT = "silent"  # lets half of its offers lapse
    LATE = "late"  # answers soon, comes late


Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weather:
    """Some hours in which more is reported, and other things."""

    name: str
    days_before_end: int
    hour: int
    hours: int
    factor: float
    danger_share: float
    categories: Weights


@dataclass(frozen=True, slots=True)
class Plan:
    """A scenario as it was read."""

    per_hour: float
    hours: tuple[float, ...]
    danger_share: float
    extra_firms: int
    categories: Weights
    dangers: Weights
    voices: Weights
    firms: Weights
    weather: tuple[Weather, ...]

    def weather_at(self, since: timedelta, days: int) -> Weather | None:
        """The weather so long after the first midnight of a simulation of so many days; the strongest of several."""
        found = [one for one in self.weather if _covers(one, since, days)]
        return max(found, key=lambda one: one.factor, default=None)

    def rate(self, since: timedelta, days: int) -> float:
        """Reports an hour in a district at that time, at scale 1."""
        weather = self.weather_at(since, days)
        usual = self.per_hour * self.hours[int(since / timedelta(hours=1)) % 24]
        return usual * weather.factor if weather is not None else usual


def _covers(weather: Weather, since: timedelta, days: int) -> bool:
    day = max(0, days - 1 - weather.days_before_end)
    begins = timedelta(days=day, hours=weather.hour)
    return begins <= since < begins + timedelta(hours=weather.hours)


def read_plan(scenario: Scenario) -> Plan:
    """The plan of a scenario. Raises KeyError or ValueError for a file that makes no sense."""
    return plan_from(_table(scenario))


def _table(name: str) -> dict[str, Any]:
    text = files("bot.simulation").joinpath("scenarios", f"{name}.toml").read_text("utf-8")
    table = tomllib.loads(text)
    base = table.pop("based_on", None)
    return _table(base) | table if base else table


def plan_from(table: Mapping[str, Any]) -> Plan:
    """The plan that a table tells. Raises KeyError or ValueError."""
    usual = dict(table["categories"])
    weather = tuple(
        Weather(**{**one, "categories": dict(one.get("categories", usual))}) for one in table.get("weather", ())
    )
    made = Plan(
        table["per_hour"],
        tuple(table["hours"]),
        table["danger_share"],
        table["extra_firms"],
        usual,
        dict(table["dangers"]),
        dict(table["voices"]),
        dict(table["firms"]),
        weather,
    )
    _check(made)
    return made


def _check(plan: Plan) -> None:
    if len(plan.hours) != 24:
        raise ValueError("a day has 24 hours")
    for categories in (plan.categories, *(one.categories for one in plan.weather)):
        if not set(categories) <= set(Category):
            raise ValueError("a category is unknown")
    if not set(plan.dangers) <= set(Danger) or not set(plan.firms) <= set(Pace):
        raise ValueError("a danger or a kind of firm is unknown")
