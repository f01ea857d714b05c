"""The unit of work: all or nothing, tried again after a deadlock, the same on both databases."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from booking.columns import bind_cipher
from bot.secrets import AesCipher
from bot.storage.engine import open_engine
from bot.storage.numbers import DatabaseNumbers
from bot.storage.unit import Database, WrittenInReadingError
from tests.rooms import Rooms
from vendors.entities import Provider, Standing

ALDER = "xuhui-round-nail"


def _sums(rooms: Rooms) -> dict[str, int]:
    return rooms.see(lambda session: {s.provider: s.ratings for s in session.exec(select(Standing))})


def test_a_write_is_kept_and_a_failed_one_is_not(rooms: Rooms) -> None:
    def write(session: Session, *, fail: bool) -> str:
        session.add(Standing(provider=ALDER, ratings=1, stars=5))
        session.flush()
        if fail:
            raise ZeroDivisionError
        return "kept"

    with pytest.raises(ZeroDivisionError):
        rooms.database.write(lambda session: write(session, fail=True))
    assert _sums(rooms) == {}
    assert rooms.database.write(lambda session: write(session, fail=False)) == "kept"
    assert _sums(rooms) == {ALDER: 1}


def test_what_a_read_changes_is_not_kept(rooms: Rooms) -> None:
    def read(session: Session) -> None:
        session.add(Standing(provider=ALDER, ratings=1, stars=5))
        session.flush()

    with pytest.raises(WrittenInReadingError):
        rooms.see(read)
    assert _sums(rooms) == {}


def test_readers_do_not_wait_for_a_writer(rooms: Rooms) -> None:
    """They see what was committed, while someone writes."""
    writing, seen = threading.Event(), threading.Event()

    def write(session: Session) -> None:
        session.add(Standing(provider=ALDER, ratings=1, stars=5))
        session.flush()
        writing.set()
        assert seen.wait(10)

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(rooms.database.write, write)
        assert writing.wait(10)
        assert _sums(rooms) == {}
        seen.set()
        done.result(10)
    assert _sums(rooms) == {ALDER: 1}


def test_counting_up_in_many_threads_loses_nothing(rooms: Rooms) -> None:
    rooms.database.write(lambda session: session.add(Standing(provider=ALDER)))

    def count(session: Session) -> None:
        standing = session.get_one(Standing, ALDER, with_for_update=True)
        standing.ratings += 1
        standing.stars += 5
        session.add(standing)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: rooms.database.write(count), range(80)))
    assert _sums(rooms) == {ALDER: 80}


def test_a_deadlock_is_tried_again_unseen(rooms: Rooms) -> None:
    """Two writers that take two rows in opposite order both succeed."""
    names = (ALDER, "xuhui-wood-shavings")
    rooms.database.write(lambda session: session.add_all(Standing(provider=name) for name in names))
    meet = threading.Barrier(2)

    def count(session: Session, order: tuple[str, ...], attempts: list[int]) -> None:
        attempts.append(1)
        for name in order:
            session.get_one(Standing, name, with_for_update=True).ratings += 1
            session.get_one(Standing, name).stars += 5
            session.flush()
            if len(attempts) == 1 and rooms.database.dialect == "postgresql" and name == order[0]:
                meet.wait(10)

    def run(order: tuple[str, ...]) -> int:
        attempts: list[int] = []
        rooms.database.write(lambda session: count(session, order, attempts))
        return len(attempts)

    with ThreadPoolExecutor(2) as pool:
        tries = list(pool.map(run, [names, names[::-1]]))
    assert _sums(rooms) == dict.fromkeys(names, 2)
    assert sorted(tries) == ([1, 2] if rooms.database.dialect == "postgresql" else [1, 1])


def test_a_broken_rule_is_not_tried_again(rooms: Rooms) -> None:
    attempts: list[int] = []

    def write(session: Session) -> None:
        attempts.append(1)
        session.add(Standing(provider="nobody"))

    with pytest.raises(IntegrityError):
        rooms.database.write(write)
    assert len(attempts) == 1


def test_several_processes_may_write_one_sqlite_file(sqlite_url: str, compose_rooms: Callable[..., Rooms]) -> None:
    """Two engines with locks of their own: the file's lock is waited for, nobody is told that it is locked."""
    workers = [compose_rooms(sqlite_url) for _ in range(3)]
    workers[0].database.write(lambda session: session.add(Standing(provider=ALDER)))

    def count(session: Session) -> None:
        session.connection().execute(text("UPDATE standing SET ratings = ratings + 1, stars = stars + 5"))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: workers[n % 3].database.write(count), range(60)))
    assert _sums(workers[0]) == {ALDER: 60}


def test_request_numbers_are_never_given_twice(rooms: Rooms) -> None:
    numbers = DatabaseNumbers()
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda _: rooms.database.write(numbers.next), range(40)))
    assert len(set(given)) == 40
    assert min(given) > 1000
    assert rooms.database.write(numbers.next) > max(given) - 40


def test_foreign_keys_are_kept_on_both_databases(rooms: Rooms) -> None:
    rooms.book(provider=ALDER)

    def remove(session: Session) -> None:
        session.delete(session.get_one(Provider, ALDER))

    with pytest.raises(IntegrityError):
        rooms.database.write(remove)


@pytest.mark.parametrize("url", ["mysql://localhost/anxiu", "mssql://localhost/anxiu"])
def test_other_databases_are_refused_by_name(url: str) -> None:
    with pytest.raises(ValueError, match="use sqlite or postgresql"):
        open_engine(url, AesCipher(b"x"))


def test_a_cipher_belongs_to_its_engine(sqlite_url: str) -> None:
    """Two engines of one process, each with its own key."""
    first, second = (open_engine(sqlite_url, AesCipher(key)) for key in (b"a", b"b"))
    bind_cipher(first, AesCipher(b"c"))
    assert getattr(first.dialect, "anxiu_cipher") is not getattr(second.dialect, "anxiu_cipher")  # noqa: B009
    for engine in (first, second):
        Database(engine).read(lambda session: session.exec(select(Provider.code).limit(1)).one())
        engine.dispose()
