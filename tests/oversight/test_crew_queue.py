"""When a crew comes free: by hand, and that more crews never make it later, nor fewer people before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.crew_queue import begins_after
from oversight.pace import Spans

CREWS = st.lists(st.integers(1, 9), min_size=1, max_size=100)
BUSY = st.lists(st.floats(0, 200), max_size=9)
VISIT = st.floats(10, 200)


@pytest.mark.parametrize(
    ("before", "busy", "crews", "minutes"),
    [
        (0, [], [2], 0),
        (1, [], [2], 0),
        (2, [], [2], 60),
        (0, [50, 20], [2], 20),  # whoever is free first
        (1, [50, 20], [2], 50),
        (2, [50, 20], [2], 80),
        (0, [50, 40], [2, 1], 50),  # one goes home when it is done, the other one goes on
        (0, [50, 40], [2, 1, 3], 50),
        (0, [100, 100], [2, 3], 30),  # the next shift begins
        (4, [], [2], 120),
        (3, [], [1, 3], 60),
    ],
)
def test_queues_by_hand(before: int, busy: list[float], crews: list[int], minutes: float) -> None:
    assert begins_after(before, busy, crews, 60) == pytest.approx(minutes)


@given(st.integers(0, 60), BUSY, CREWS, VISIT)
def test_more_before_takes_longer_and_more_crews_do_not(
    before: int, busy: list[float], crews: list[int], each: float
) -> None:
    known = begins_after(before, busy, crews, each)
    assert known <= begins_after(before + 1, busy, crews, each)
    assert begins_after(before, busy, [crew + 1 for crew in crews], each) <= known
    assert known <= max(busy, default=0) + before * each + 1e-6


@given(st.integers(0, 60), BUSY, st.integers(1, 9), VISIT)
def test_nobody_waits_longer_than_one_visit_more_than_the_work_shared_by_all(
    before: int, busy: list[float], crews: int, each: float
) -> None:
    """Whoever begins, all crews were at work until then (Graham's bound for lists of jobs)."""
    work = sum(busy) + before * each
    assert begins_after(before, busy, [crews], each) <= work / crews + 1e-6


@given(st.lists(st.floats(1, 300), min_size=1, max_size=22), st.floats(0, 400))
def test_what_has_begun_is_never_over_at_once(minutes: list[float], elapsed: float) -> None:
    spans = Spans(tuple(minutes))
    assert 0 < spans.left(elapsed) <= max(minutes)


def test_what_lasts_long_lasts_as_those_that_lasted_longer() -> None:
    spans = Spans((10.0, 20.0, 60.0, 90.0))
    assert spans.mean == 45
    assert spans.left(0) == 45
    assert spans.left(30) == 45  # 30 and 60 minutes more
    assert spans.left(80) == 10
    assert spans.left(100) == 45 / 4
