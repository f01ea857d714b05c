"""How long a queue takes: by hand, and that more crews never make it longer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.waits import queue_minutes

CREWS = st.lists(st.integers(1, 9), min_size=1, max_size=100)


@pytest.mark.parametrize(
    ("visits", "crews", "each", "minutes"),
    [
        (0, [2], 60, 0),
        (-1, [2], 60, 0),
        (1, [2], 60, 30),
        (4, [2, 2, 2, 2], 60, 120),
        (2, [2, 1, 1], 60, 90),
        (3, [1, 3], 30, 50),
    ],
)
def test_queues_by_hand(visits: int, crews: list[int], each: float, minutes: float) -> None:
    assert queue_minutes(visits, crews, each) == pytest.approx(minutes)


@given(st.integers(0, 60), CREWS, st.floats(10, 200))
def test_more_before_takes_longer_and_more_crews_do_not(visits: int, crews: list[int], each: float) -> None:
    known = queue_minutes(visits, crews, each)
    assert known <= queue_minutes(visits + 1, crews, each)
    assert queue_minutes(visits, [crew + 1 for crew in crews], each) <= known
    assert known <= visits * each
