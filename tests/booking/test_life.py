"""Whatever residents, firms and time do to requests, in whatever order, everything still fits together."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from bot.clock import ManualClock
from tests.booking.life_machine import Life, open_town
from tests.conftest import MONDAY
from tests.rooms import Copies, compose


def _run(copies: Copies, examples: int, steps: int, *, derandomize: bool) -> None:
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        derandomize=derandomize,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    rooms = compose(copies.make(), ManualClock(MONDAY))
    open_town(rooms)
    run_state_machine_as_test(lambda: Life(rooms), settings=chosen)  # type: ignore[arg-type]  # any factory will do
    rooms.database.engine.dispose()


def test_the_life_of_requests(copies: Copies) -> None:
    _run(copies, 12, 25, derandomize=True)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_the_life_of_requests_at_length(copies: Copies) -> None:
    _run(copies, 400, 60, derandomize=False)
