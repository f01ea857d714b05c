"""The band of arrivals: what is expected, from how many on it is a surge, and that single days change little."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.surge_band import Limits, Rule, band, plain, poisson_upper
from oversight.surge_rules import rules_from, surge_rules

LIMITS = Limits(alpha=0.001, calm_alpha=0.05, least=12)
COUNTS = st.lists(st.integers(0, 500), min_size=1, max_size=60)
MEANS = st.floats(0.1, 2000)


def _tail(mean: float, count: int) -> float:
    """P(X > count) of a Poisson variable, added up."""
    return 1 - sum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count + 1))


@given(st.floats(0.1, 300), st.sampled_from([0.05, 0.01, 0.001]))
def test_the_upper_count_is_the_smallest_that_is_exceeded_so_rarely(mean: float, alpha: float) -> None:
    upper = poisson_upper(mean, alpha)
    assert _tail(mean, upper) <= alpha + 1e-9
    assert upper == 0 or _tail(mean, upper - 1) > alpha - 1e-9


@given(MEANS, st.floats(0.0001, 0.2))
def test_rarer_means_more_and_more_is_expected_of_more(mean: float, alpha: float) -> None:
    assert poisson_upper(mean, alpha / 2) >= poisson_upper(mean, alpha)
    assert poisson_upper(mean * 1.5, alpha) >= poisson_upper(mean, alpha)
    assert poisson_upper(mean, alpha) >= math.floor(mean)


@given(COUNTS)
def test_calm_lies_between_what_is_expected_and_the_bound(counts: list[int]) -> None:
    made = band(counts, LIMITS, Rule.RECENT)
    assert made.bound >= max(made.calm, LIMITS.least)
    assert made.calm >= math.floor(made.expected)
    assert made.days == len(counts)


@given(COUNTS, st.randoms(use_true_random=False))
def test_the_order_of_the_days_does_not_matter(counts: list[int], random: object) -> None:
    mixed = sorted(counts, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert band(mixed, LIMITS, Rule.RECENT) == band(counts, LIMITS, Rule.RECENT)


@given(st.lists(st.integers(0, 40), min_size=5, max_size=30), st.integers(1_000, 100_000))
def test_one_storm_among_the_days_does_not_make_storms_usual(counts: list[int], storm: int) -> None:
    assert band([*counts, storm], LIMITS, Rule.SAME_KIND).bound < storm


def test_figures_by_hand() -> None:
    quiet = band([3, 2, 4, 3, 5, 3, 2, 3], LIMITS, Rule.SAME_KIND)
    assert (quiet.expected, quiet.bound, quiet.calm) == (3.0, 12, 6)
    busy = band([40, 38, 44, 41, 37, 40], LIMITS, Rule.SAME_KIND)
    assert (busy.expected, busy.bound) == (40.0, 61)
    assert plain(3, 30, 40).calm == 30


def test_no_days_make_no_band() -> None:
    with pytest.raises(ValueError, match="past days"):
        band([], LIMITS, Rule.PLAIN)


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("watch", "window_minutes", 0),
        ("end", "calm_minutes", 0),
        ("band", "alpha", 0.1),
        ("band", "calm_alpha", 1),
        ("band", "weeks", 0),
        ("spread", "kept", [1.0]),
        ("waits", "review_minutes", 0),
        ("waits", "changed_share", -0.2),
    ],
)
def test_rules_that_make_no_sense_are_refused(part: str, name: str, value: object) -> None:
    table: dict[str, dict[str, object]] = {
        "watch": {"window_minutes": 60, "check_minutes": 5, "quiet_minutes": 60},
        "band": {
            "weeks": 8,
            "same_kind_days": 4,
            "recent_days": 14,
            "fewest_recent": 5,
            "alpha": 0.001,
            "calm_alpha": 0.05,
            "least": 12,
        },
        "plain": {"expected": 3.0, "bound": 30, "calm": 12},
        "end": {"calm_minutes": 30, "hand_hours": 12},
        "spread": {"kept": [0.5]},
        "waits": {
            "answer_minutes": 5,
            "measured_hours": 48,
            "review_minutes": 5,
            "changed_minutes": 10,
            "changed_share": 0.2,
        },
    }
    assert rules_from(table).kept == (0.5,)
    table[part][name] = value
    with pytest.raises(ValueError, match=r"[a-z]"):
        rules_from(table)


def test_the_rules_that_ship_make_sense() -> None:
    assert surge_rules().plain.bound >= surge_rules().limits.least
