"""Reads the rules of surge mode: how arrivals are watched, when a surge ends, what is kept for whom."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from oversight.surge_band import Band, Limits, plain


@dataclass(frozen=True, slots=True)
class SurgeRules:
    """All rules of surge mode."""

    window: timedelta
    check_every: timedelta
    quiet_every: timedelta
    weeks: int
    same_kind_days: int
    recent_days: int
    fewest_recent: int
    limits: Limits
    plain: Band
    calm: timedelta
    by_hand: timedelta
    kept: tuple[float, ...]
    answer: timedelta
    measured: timedelta
    review_every: timedelta
    changed_least: timedelta
    changed_share: float


@cache
def surge_rules() -> SurgeRules:
    """The rules of surge.toml. Raises KeyError or ValueError for a file that makes no sense."""
    return rules_from(tomllib.loads(files("oversight").joinpath("surge.toml").read_text("utf-8")))


def rules_from(table: Mapping[str, Any]) -> SurgeRules:
    """The rules that a table tells. Raises KeyError where something is missing, ValueError where it is impossible."""
    watch, band, fixed, end, waits = (table[name] for name in ("watch", "band", "plain", "end", "waits"))
    made = SurgeRules(
        window=timedelta(minutes=watch["window_minutes"]),
        check_every=timedelta(minutes=watch["check_minutes"]),
        quiet_every=timedelta(minutes=watch["quiet_minutes"]),
        weeks=band["weeks"],
        same_kind_days=band["same_kind_days"],
        recent_days=band["recent_days"],
        fewest_recent=band["fewest_recent"],
        limits=Limits(band["alpha"], band["calm_alpha"], band["least"]),
        plain=plain(fixed["expected"], fixed["bound"], fixed["calm"]),
        calm=timedelta(minutes=end["calm_minutes"]),
        by_hand=timedelta(hours=end["hand_hours"]),
        kept=tuple(float(share) for share in table["spread"]["kept"]),
        answer=timedelta(minutes=waits["answer_minutes"]),
        measured=timedelta(hours=waits["measured_hours"]),
        review_every=timedelta(minutes=waits["review_minutes"]),
        changed_least=timedelta(minutes=waits["changed_minutes"]),
        changed_share=float(waits["changed_share"]),
    )
    _check(made)
    return made


def _check(rules: SurgeRules) -> None:
    spans = (rules.window, rules.check_every, rules.quiet_every, rules.calm, rules.by_hand, rules.review_every)
    if min(spans) <= timedelta(0):
        raise ValueError("every time of surge mode is longer than nothing")
    if not 0 < rules.limits.alpha < rules.limits.calm_alpha < 1:
        raise ValueError("an end is likelier than a beginning: 0 < alpha < calm_alpha < 1")
    if min(rules.weeks, rules.same_kind_days, rules.recent_days, rules.fewest_recent, rules.limits.least) < 1:
        raise ValueError("days and counts are at least 1")
    if any(not 0 <= share < 1 for share in rules.kept):
        raise ValueError("of a window a share from 0 to below 1 is kept")
    if rules.changed_share < 0 or rules.changed_least < timedelta(0):
        raise ValueError("a wait is told again when it has changed by some time, not by less than none")
