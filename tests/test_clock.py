"""Clocks and identifiers."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.terms import SHANGHAI
from bot.clock import ManualClock, SystemClock, TimeIds

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=SHANGHAI)


def test_a_manual_clock_stands_until_it_is_moved() -> None:
    clock = ManualClock(NOON)
    assert clock.now() == clock.now() == NOON
    assert clock.now().tzinfo is UTC
    clock.advance(timedelta(minutes=5))
    assert clock.now() == NOON + timedelta(minutes=5)
    clock.move_to(NOON)
    assert clock.now() == NOON
    with pytest.raises(ValueError, match="time zone"):
        ManualClock(datetime(2026, 11, 23))  # noqa: DTZ001


def test_the_machines_clock_is_aware_and_in_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)


@given(st.lists(st.integers(-5_000, 5_000), max_size=50), st.binary(min_size=3, max_size=3))
def test_identifiers_grow_even_where_the_clock_steps_back(steps: list[int], random: bytes) -> None:
    clock = ManualClock(NOON)
    ids = TimeIds(clock, lambda _count: random)
    made = [ids.next()]
    for step in steps:
        clock.advance(timedelta(milliseconds=step))
        made.append(ids.next())
    assert made == sorted(set(made))
    assert all(0 < one < 2**63 for one in made)


@given(st.integers(0, 2**62))
def test_identifiers_are_greater_than_those_there_are(above: int) -> None:
    ids = TimeIds(ManualClock(NOON), os.urandom, above=above)
    assert above < ids.next() < ids.next()


def test_processes_that_start_after_a_clock_was_set_back_do_not_meet() -> None:
    """Nor do they meet the one that goes on, which gave out the newest identifier there is."""
    clock = ManualClock(NOON)
    old = TimeIds(clock, Random(0).randbytes)
    newest = old.next()
    clock.advance(-timedelta(hours=1))
    processes = [old, *(TimeIds(clock, Random(seed).randbytes, above=newest) for seed in range(1, 6))]
    made = [ids.next() for _ in range(1_000) for ids in processes]
    assert len(set(made)) == len(made)
    assert min(made) > newest


def test_a_later_identifier_is_greater_across_processes() -> None:
    clock = ManualClock(NOON)
    early = TimeIds(clock, lambda count: b"\xff" * count).next()
    clock.advance(timedelta(milliseconds=1))
    assert TimeIds(clock, lambda count: b"\0" * count).next() > early


def test_many_in_one_millisecond_and_in_many_threads_are_all_different() -> None:
    ids = TimeIds(ManualClock(NOON), os.urandom)
    with ThreadPoolExecutor(8) as pool:
        made = [one for batch in pool.map(lambda _: [ids.next() for _ in range(500)], range(16)) for one in batch]
    assert len(set(made)) == 8000


def test_identifiers_fit_into_63_bits_until_far_ahead() -> None:
    clock = ManualClock(datetime(2090, 1, 1, tzinfo=UTC))
    assert TimeIds(clock, lambda count: b"\xff" * count).next() < 2**63


def test_two_processes_in_one_millisecond_hardly_meet() -> None:
    clock = ManualClock(NOON)
    made: set[int] = set()
    lock = threading.Lock()
    for _ in range(200):
        one = TimeIds(clock, os.urandom).next()
        with lock:
            made.add(one)
    assert len(made) >= 199
