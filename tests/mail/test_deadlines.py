"""Deadlines: one a kind and subject, handled once when due, tried again when that fails, in nobody's way."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Lock, Thread

import pytest
from sqlmodel import col, select

from booking.terms import CITY
from booking.work import Work
from bot.mail.entities import Deadline
from bot.running.clockwork import SEAL, SWEEP
from bot.running.upkeep import MONTHS
from bot.telling.day_plans import DAY_PLANS
from oversight.alerts import open_alerts
from oversight.surges import SURGE_CHECK
from tests.rooms import Rooms

Compose = Callable[..., Rooms]


class Book:
    """A handler that keeps the subjects it was given, and fails for those it is told to."""

    def __init__(self, *bad: int) -> None:
        self.handled: list[int] = []
        self.data: list[dict[str, object]] = []
        self.tried: Counter[int] = Counter()
        self.bad = set(bad)
        self._lock = Lock()

    def __call__(self, work: Work, deadline: Deadline) -> None:
        with self._lock:
            self.tried[deadline.subject] += 1
            if deadline.subject in self.bad:
                raise ValueError("13800138000")
            self.handled.append(deadline.subject)
            self.data.append(deadline.data)


def _set(rooms: Rooms, subject: int, minutes: float, kind: str = "book", **data: object) -> None:
    due = rooms.clock.now() + timedelta(minutes=minutes)
    rooms.do(lambda work: work.set_deadline(kind, subject, due, CITY, data))


def _left(rooms: Rooms) -> Sequence[Deadline]:
    query = select(Deadline).where(col(Deadline.kind).not_in((SEAL, SWEEP, MONTHS))).order_by(col(Deadline.subject))
    return rooms.see(lambda session: session.exec(query).all())


def _rooms(compose_rooms: Compose, url: str, book: Book) -> Rooms:
    return compose_rooms(url, extra={"book": book})


def test_a_deadline_is_handled_when_it_is_due_and_then_gone(compose_rooms: Compose, database_url: str) -> None:
    book = Book()
    rooms = _rooms(compose_rooms, database_url, book)
    _set(rooms, 1, 10, colour="red")
    rooms.clock.advance(timedelta(minutes=9, seconds=59))
    assert rooms.clockwork.tick() == 0
    assert rooms.clockwork.next_due() == rooms.clock.now() + timedelta(seconds=1)
    rooms.clock.advance(timedelta(seconds=1))
    assert rooms.clockwork.tick() == 1
    assert (book.handled, book.data) == ([1], [{"colour": "red"}])
    assert _left(rooms) == []
    assert rooms.clockwork.tick() == 0
    assert rooms.clockwork.next_due() is None


def test_setting_again_replaces(compose_rooms: Compose, database_url: str) -> None:
    book = Book()
    rooms = _rooms(compose_rooms, database_url, book)
    _set(rooms, 1, 10, colour="red")
    _set(rooms, 1, 20, colour="blue")
    rooms.live_for(timedelta(minutes=15))
    assert book.handled == []
    rooms.live_for(timedelta(minutes=15))
    assert book.data == [{"colour": "blue"}]
    _set(rooms, 2, 20)
    _set(rooms, 2, 1)
    rooms.live_for(timedelta(minutes=1))
    assert book.handled == [1, 2]


def test_clearing_drops_and_may_be_done_twice(compose_rooms: Compose, database_url: str) -> None:
    book = Book()
    rooms = _rooms(compose_rooms, database_url, book)
    _set(rooms, 1, 1)
    _set(rooms, 2, 1)
    for _ in range(2):
        rooms.do(lambda work: work.clear_deadlines(1, "book", "other"))
    rooms.live_for(timedelta(minutes=5))
    assert book.handled == [2]


def test_kinds_and_subjects_do_not_mix(compose_rooms: Compose, database_url: str) -> None:
    one, other = Book(), Book()
    rooms = compose_rooms(database_url, extra={"one": one, "other": other})
    for kind, subject in (("one", 1), ("other", 1), ("one", 2)):
        _set(rooms, subject, 1, kind)
    rooms.do(lambda work: work.clear_deadlines(1, "one"))
    rooms.live_for(timedelta(minutes=1))
    assert (one.handled, other.handled) == ([2], [1])


def test_a_deadline_of_a_failed_unit_of_work_was_never_set(compose_rooms: Compose, database_url: str) -> None:
    rooms = _rooms(compose_rooms, database_url, Book())

    def fail(work: Work) -> None:
        work.set_deadline("book", 1, work.now, CITY)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        rooms.do(fail)
    assert _left(rooms) == []


def test_what_is_due_longest_comes_first(compose_rooms: Compose, database_url: str) -> None:
    book = Book()
    rooms = _rooms(compose_rooms, database_url, book)
    for subject, minutes in ((1, 30), (2, 10), (3, 20)):
        _set(rooms, subject, minutes)
    rooms.clock.advance(timedelta(hours=1))
    rooms.clockwork.tick()
    assert book.handled == [2, 3, 1]


def test_a_failing_deadline_waits_longer_each_time_and_blocks_nobody(compose_rooms: Compose, database_url: str) -> None:
    book = Book(1)
    rooms = _rooms(compose_rooms, database_url, book)
    for subject in (1, 2, 3):
        _set(rooms, subject, 1)
    rooms.live_for(timedelta(minutes=1))
    assert book.handled == [2, 3]
    waits = []
    for _ in range(5):
        left = _left(rooms)[0]
        assert left.due_at > rooms.clock.now()
        waits.append((left.due_at - rooms.clock.now()).total_seconds())
        rooms.live_until(left.due_at)
    assert waits == sorted(set(waits))
    assert book.tried[1] == 6
    book.bad.clear()
    rooms.live_until(_left(rooms)[0].due_at)
    assert book.handled == [2, 3, 1]
    assert _left(rooms) == []


class Passing(Book):
    """Fails once, then never again."""

    def __call__(self, work: Work, deadline: Deadline) -> None:
        try:
            super().__call__(work, deadline)
        finally:
            self.bad.clear()


def test_a_deadline_that_fails_once_is_handled_by_whoever_is_next(compose_rooms: Compose, database_url: str) -> None:
    """Two workers, and a fault that passes: it is handled once, and nobody stumbles over the other."""
    book = Passing(1)
    workers = [_rooms(compose_rooms, database_url, book) for _ in range(2)]
    _set(workers[0], 1, 1)
    workers[0].clock.advance(timedelta(minutes=1))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda worker: worker.clockwork.tick(), workers))
    workers[0].live_for(timedelta(minutes=2))
    assert book.handled == [1]
    assert _left(workers[0]) == []


def test_a_deadline_that_keeps_failing_is_brought_before_a_supervisor_once(
    compose_rooms: Compose, database_url: str
) -> None:
    rooms = _rooms(compose_rooms, database_url, Book(1))
    rooms.press("supervisor:lin", "start")
    _set(rooms, 1, 1)
    rooms.live_for(timedelta(hours=12))
    alerts = rooms.see(lambda session: list(open_alerts(session)))
    assert [alert.kind for alert in alerts] == ["trouble"]
    assert "13800138000" not in alerts[0].words + _left(rooms)[0].error


def test_a_kind_that_nobody_handles_blocks_nobody(compose_rooms: Compose, database_url: str) -> None:
    book = Book()
    rooms = _rooms(compose_rooms, database_url, book)
    _set(rooms, 1, 1, "unheard")
    _set(rooms, 2, 1)
    rooms.live_for(timedelta(minutes=1))
    assert book.handled == [2]
    assert [left.kind for left in _left(rooms)] == ["unheard"]


def test_several_workers_handle_each_deadline_once(compose_rooms: Compose, database_url: str) -> None:
    book = Book(7)
    workers = [_rooms(compose_rooms, database_url, book) for _ in range(3)]
    for subject in range(1, 31):
        _set(workers[0], subject, 1)
    workers[0].clock.advance(timedelta(minutes=1))
    threads = [Thread(target=worker.clockwork.tick) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(book.handled) == [n for n in range(1, 31) if n != 7]
    assert [(left.subject, left.attempts) for left in _left(workers[0])] == [(7, 1)]


def test_what_recurs_is_set_up_once(compose_rooms: Compose, database_url: str) -> None:
    rooms = compose_rooms(database_url)
    rooms.clockwork.prepare()
    rooms.live_for(timedelta(minutes=25))
    due = {row.kind: row.due_at for row in rooms.see(lambda session: session.exec(select(Deadline)).all())}
    rooms.clockwork.prepare()
    again = {row.kind: row.due_at for row in rooms.see(lambda session: session.exec(select(Deadline)).all())}
    assert set(due) == {SEAL, SWEEP, SURGE_CHECK, MONTHS, DAY_PLANS}
    assert due == again
    assert all(at > rooms.clock.now() for at in due.values())
