"""Reads the rules of tracked cases: stages, their order and days, what may be left out, when reports count together."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from booking.terms import Route


class Stage(StrEnum):
    """What is being done in a case at present; the last two are its ends."""

    REPORTED = "reported"
    SITE_CHECK = "site_check"
    OWNERS_CONSULT = "owners_consult"
    PRICE_REVIEW = "price_review"
    FUND_APPROVAL = "fund_approval"
    WORKS = "works"
    ACCEPTANCE = "acceptance"
    DISCOVER = "discover"
    DISSUADE = "dissuade"
    REPORT = "report"
    HANDLE = "handle"
    EVALUATE = "evaluate"
    CLOSED = "closed"
    DISMISSED = "dismissed"


#: The routes whose matters become a case, with their stages.
TRACKED = (Route.COMMON_PARTS, Route.GOVERNANCE)
ENDS = frozenset({Stage.CLOSED, Stage.DISMISSED})


@dataclass(frozen=True, slots=True)
class StageRule:
    """One stage: how long it may last, and whether it may be left out or end the case as unfounded."""

    stage: Stage
    days: int
    skippable: bool
    dismissable: bool


@dataclass(frozen=True, slots=True)
class CaseRules:
    """All rules of cases."""

    stages: Mapping[Route, Sequence[StageRule]]
    window: timedelta
    alert_at: int

    def rule(self, route: Route, stage: Stage) -> StageRule | None:
        """The rule of a stage; None for the ends, which may last for ever."""
        return next((rule for rule in self.stages[route] if rule.stage is stage), None)


@cache
def case_rules() -> CaseRules:
    """The rules of `case_rules.toml`. Raises ValueError for a file that makes no sense."""
    return rules_from(tomllib.loads(files("oversight").joinpath("case_rules.toml").read_text("utf-8")))


def rules_from(table: Mapping[str, Any]) -> CaseRules:
    """The rules that a table tells. Raises KeyError, TypeError or ValueError where something is missing or wrong."""
    stages = {route: tuple(_rule(entry) for entry in table[route]) for route in TRACKED}
    named = [rule.stage for rules in stages.values() for rule in rules]
    if len(set(named)) != len(named) or ENDS & set(named) or not all(stages.values()):
        raise ValueError("each stage stands once, in one route, and the ends are not listed")
    if any(rules[0].skippable for rules in stages.values()) or any(
        rule.days < 1 for rules in stages.values() for rule in rules
    ):
        raise ValueError("the first stage cannot be left out, and every stage lasts at least a day")
    if table["window_days"] < 1 or table["alert_at"] < 2:
        raise ValueError("reports count together for at least a day, and one person is no crowd")
    return CaseRules(stages, timedelta(days=table["window_days"]), table["alert_at"])


def _rule(entry: Mapping[str, Any]) -> StageRule:
    unknown = set(entry) - {"stage", "days", "skippable", "dismissable"}
    if unknown:
        raise ValueError(f"unknown {sorted(unknown)}")
    return StageRule(
        Stage(entry["stage"]), entry["days"], entry.get("skippable", False), entry.get("dismissable", False)
    )
