"""Arbitrary conversations with the rules alone: no step fails, falls silent, changes its input or loses a fact."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.dialogue.machine import DialogueMachine, StaffMachine, SupervisorMachine

STEPS = 50
SHORT = settings(
    stateful_step_count=STEPS, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
LONG = settings(SHORT, derandomize=False, print_blob=True)
#: Conversations of each kind of party: 2,000 turns together, 50,000 in the long form.
SHARES = [(DialogueMachine, 30), (StaffMachine, 8), (SupervisorMachine, 2)]


@pytest.mark.parametrize(("machine", "examples"), SHARES)
def test_no_sequence_of_events_breaks_the_dialogue(machine: type[DialogueMachine], examples: int) -> None:
    run_state_machine_as_test(machine, settings=settings(SHORT, max_examples=examples))


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("machine", "examples"), SHARES)
def test_no_long_sequence_of_events_breaks_the_dialogue(machine: type[DialogueMachine], examples: int) -> None:
    run_state_machine_as_test(machine, settings=settings(LONG, max_examples=examples * 25))
