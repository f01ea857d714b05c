"""The checker finds what must never be, and says where; on a good day it finds nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from booking.lifecycle import Event
from booking.requests import change, finish
from booking.store import lock_request
from booking.work import Work
from bot.ledger_check import Fault, check
from tests.rooms import Rooms


def _faults(rooms: Rooms) -> list[Fault]:
    return rooms.see(lambda session: list(check(session, rooms.clock.now())))


def _break(rooms: Rooms, statement: str) -> None:
    with rooms.database.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.fixture(autouse=True)
def a_day(rooms: Rooms) -> tuple[int, int, int]:
    """A visit that is promised, an offer that waits, and a finished visit."""
    rooms.clockwork.prepare()
    promised, waiting, done = rooms.book("resident:a"), rooms.book("resident:b"), rooms.book("resident:c")
    rooms.accept(promised)
    rooms.accept(done)

    def work_on(work: Work) -> None:
        request = lock_request(work.session, done)
        change(work, request, Event.ARRIVED, "staff")
        finish(work, request, "staff", note="", lines=[], price_cents=0)

    rooms.do(work_on)
    return promised, waiting, done


def test_an_ordinary_day_has_no_faults(rooms: Rooms) -> None:
    assert _faults(rooms) == []
    rooms.live_for(timedelta(days=2))
    assert _faults(rooms) == []


@pytest.mark.parametrize("event", [Event.ARRIVED, Event.FINISHED])
def test_nobody_arrives_or_ends_before_setting_out_where_a_clock_is_set_back(rooms: Rooms, event: Event) -> None:
    """The technician's steps may be taken by processes whose clocks differ."""
    promised = rooms.book("resident:d")
    rooms.accept(promised)

    def step(taken: Event) -> None:
        def take(work: Work) -> None:
            request = lock_request(work.session, promised)
            if taken is Event.FINISHED:
                finish(work, request, "staff", note="", lines=[], price_cents=0)
            else:
                change(work, request, taken, "staff")

        if taken is event:
            rooms.clock.move_to(rooms.clock.now() - timedelta(hours=1))
        rooms.do(take)

    for taken in (Event.SET_OUT, Event.ARRIVED, Event.FINISHED):
        step(taken)
    assert _faults(rooms) == []


BREAKS: list[tuple[str, str, str]] = [
    ("DELETE FROM deadline WHERE kind = 'offer_due'", "lost request", "without a deadline"),
    ("DELETE FROM deadline WHERE kind = 'close'", "lost request", "nothing will close it"),
    ("UPDATE offer SET status = 'expired' WHERE status = 'open'", "lost request", "on offer to nobody"),
    ("UPDATE visit SET status = 'cancelled' WHERE status = 'planned'", "lost request", "without a visit"),
    ("UPDATE request SET status = 'closed' WHERE status = 'done'", "illegal change", "its log ends done"),
    ("UPDATE fact SET kind = 'finished' WHERE kind = 'accepted'", "illegal change", "cannot be finished"),
    ("UPDATE fact SET actor = 'somebody' WHERE seq = 2", "broken log", "was altered"),
    ("UPDATE visit SET arrived_at = NULL WHERE status = 'done'", "illegal change", "without having begun"),
    ("DELETE FROM cell", "double booking", "is not kept"),
    ("UPDATE hold SET first_cell = 1000, technician = 'xuhui-x'", "double booking", "two visits at"),
    ("UPDATE outbox SET status = 'dead', error = ''", "undelivered message", "given up without a reason"),
    ("UPDATE deadline SET attempts = 3 WHERE kind = 'seal'", "missed deadline", "failed 3 times"),
    ("UPDATE deadline SET due_at = '2020-01-01 00:00:00'", "missed deadline", "does a worker run"),
]


@pytest.mark.parametrize(("statement", "rule", "words"), BREAKS)
def test_what_is_broken_is_found(rooms: Rooms, statement: str, rule: str, words: str) -> None:
    if "technician = 'xuhui-x'" in statement:
        code = rooms.see(lambda session: session.connection().execute(text("SELECT technician FROM hold")).scalar())
        statement = statement.replace("xuhui-x", str(code))
    _break(rooms, statement)
    assert any(fault.rule == rule and words in str(fault) for fault in _faults(rooms)), _faults(rooms)


def test_a_message_that_was_never_tried_is_found(rooms: Rooms, unsent: Callable[[], None]) -> None:
    unsent()
    assert any("never tried" in str(fault) for fault in _faults(rooms))


@pytest.fixture
def unsent(rooms: Rooms) -> Callable[[], None]:
    """Makes messages wait since an hour."""
    return lambda: _break(rooms, "UPDATE outbox SET status = 'waiting', due_at = '2026-11-22 00:00:00'")
