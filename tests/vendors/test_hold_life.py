"""Holds against a model, in any order of keeping, prolonging, giving back, waiting and sweeping."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.rooms import Copies
from tests.vendors.hold_machine import Holding


def _run(copies: Copies, examples: int, steps: int, *, derandomize: bool) -> None:
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        derandomize=derandomize,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(lambda: Holding(copies), settings=chosen)  # type: ignore[arg-type]  # any factory will do


def test_holds_do_what_the_model_does(copies: Copies) -> None:
    _run(copies, 20, 25, derandomize=True)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_holds_do_what_the_model_does_at_length(copies: Copies) -> None:
    _run(copies, 500, 60, derandomize=False)
