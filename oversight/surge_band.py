"""How many repair requests an hour are to be expected, and from how many on they are a surge: pure, from counts.

The counts are those of the same stretch of the clock on days of the same kind. With these
    expected = max(median, 0.5)
    spread   = 1.4826 * median(|count - median|), which for a normal distribution is its standard deviation
    phi      = max(1, spread^2 / expected), by how much the counts scatter more than chance alone makes them
    bound    = ceil(phi * Q(expected / phi)), Q(m) being the smallest k with P(Poisson(m) > k) <= alpha
    calm     = the same with a larger alpha: at or below it arrivals are usual again
The idea, a quasi-Poisson bound over comparable past periods, is that of Farrington, Andrews, Beale and Catchpole
(1996), A statistical algorithm for the early detection of outbreaks of infectious disease, J. R. Statist. Soc. A 159.
Median and spread of medians take the place of their weighted regression: an earlier surge among the days moves them
hardly at all, so that past storms need no marking.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

#: A median of none still means now and then one.
LEAST_EXPECTED = 0.5
#: Makes the median of distances comparable to a standard deviation.
_NORMAL = 1.4826
#: Above this mean the Poisson distribution is as good as normal.
_LARGE = 400.0


class Rule(StrEnum):
    """What a band was computed from."""

    SAME_KIND = "same_kind"  # the same clock time on days of the same kind
    RECENT = "recent"  # the same clock time on the days just past, of whatever kind
    PLAIN = "plain"  # fixed figures: there is too little history


@dataclass(frozen=True, slots=True)
class Limits:
    """How rare arrivals must be: `alpha` for a beginning, `calm_alpha` for an end; never a bound below `least`."""

    alpha: float
    calm_alpha: float
    least: int


@dataclass(frozen=True, slots=True)
class Band:
    """More arrivals than `bound` are a surge; with `calm` or fewer one is over."""

    expected: float
    bound: int
    calm: int
    days: int  # of how many days it was made
    rule: Rule


def band(counts: Sequence[int], limits: Limits, rule: Rule) -> Band:
    """The band that these counts make. Raises ValueError where there are none."""
    if not counts:
        raise ValueError("a band needs counts of past days")
    middle = median(counts)
    expected = max(float(middle), LEAST_EXPECTED)
    spread = _NORMAL * median(abs(count - middle) for count in counts)
    phi = max(1.0, spread**2 / expected)
    bound = max(limits.least, _upper(expected, phi, limits.alpha))
    calm = min(bound, max(limits.least // 2, _upper(expected, phi, limits.calm_alpha)))
    return Band(round(expected, 1), bound, calm, len(counts), rule)


def plain(expected: float, bound: int, calm: int) -> Band:
    """The band of fixed figures, for a district with too little history."""
    return Band(expected, bound, min(calm, bound), 0, Rule.PLAIN)


def _upper(expected: float, phi: float, alpha: float) -> int:
    return math.ceil(phi * poisson_upper(expected / phi, alpha))


def poisson_upper(mean: float, alpha: float) -> int:
    """The smallest count that a Poisson variable of this mean exceeds with a probability of at most `alpha`."""
    if mean > _LARGE:
        return math.ceil(mean + _normal_quantile(alpha) * math.sqrt(mean))
    probability = math.exp(-mean)
    reached, count = probability, 0
    while 1.0 - reached > alpha and probability > 0.0:
        count += 1
        probability *= mean / count
        reached += probability
    return count


def _normal_quantile(alpha: float) -> float:
    """The value that a standard normal variable exceeds with probability `alpha`, by halving."""
    low, high = 0.0, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if math.erfc(middle / math.sqrt(2)) / 2 > alpha else (low, middle)
    return high
