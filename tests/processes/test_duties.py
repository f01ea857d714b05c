"""What one process at a time may do passes to another one when it ends, in whatever way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from bot.running.standby import Standby
from bot.secrets import AesCipher
from bot.storage.duties import duty_of
from bot.storage.engine import open_engine
from tests.conftest import SECRET
from tests.processes.fleet import wait_until

NAME = "telegram-1"


class Part:
    """Something that one process at a time does."""

    def __init__(self) -> None:
        self.on = False
        self.begun = 0

    def begin(self) -> Callable[[], None]:
        """Begin; how to end."""
        self.on = True
        self.begun += 1

        def end() -> None:
            self.on = False

        return end


def _standby(engine: Engine, folder: Path) -> tuple[Part, Standby]:
    part = Part()
    standby = Standby(duty_of(engine, NAME, folder), part.begin, look=0.05)
    standby.start()
    return part, standby


@pytest.fixture
def engines(database_url: str) -> "list[Engine]":
    """One for each of two processes."""
    return [open_engine(database_url, AesCipher(SECRET.encode())) for _ in range(2)]


def test_one_has_it_and_leaves_it_to_the_next(engines: "list[Engine]", tmp_path: Path) -> None:
    first, one = _standby(engines[0], tmp_path)
    wait_until(lambda: first.on, "the first to begin")
    second, other = _standby(engines[1], tmp_path)
    one.stop()
    wait_until(lambda: second.on, "the second to take over")
    assert (first.on, first.begun) == (False, 1)
    other.stop()
    assert not second.on
    for engine in engines:
        engine.dispose()


def test_whose_connection_ends_loses_it_to_whoever_was_faster(postgres_url: str, tmp_path: Path) -> None:
    cut = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = :name")
    engine = open_engine(postgres_url, AesCipher(SECRET.encode()))
    held, waiting = (duty_of(engine, NAME, tmp_path) for _ in range(2))
    assert held.take()
    assert not waiting.take()
    with engine.begin() as connection:
        connection.execute(cut, {"name": f"anxiu duty {NAME}"})
    wait_until(lambda: _try(waiting.take), "the other to have it")
    assert not _try(held.take)
    assert not held.take()
    waiting.drop()
    wait_until(held.take, "the first to have it again")
    held.drop()
    engine.dispose()


class Wavering:
    """A duty of which nothing can be said while the database is away."""

    def __init__(self) -> None:
        self.away = False

    def take(self) -> bool:
        """It is free, where that can be said."""
        if self.away:
            raise OSError("away")
        return True

    def drop(self) -> None:
        """Nothing is held."""


@pytest.mark.parametrize(("patience", "begun"), [(60.0, 1), (0.1, 2)])
def test_a_database_that_is_away_for_a_moment_ends_nothing(patience: float, begun: int) -> None:
    """Nobody can take over meanwhile; who hears nothing for long gives it up all the same."""
    duty, part = Wavering(), Part()
    standby = Standby(duty, part.begin, look=0.02, patience=patience)
    standby.start()
    wait_until(lambda: part.on, "it to begin")
    duty.away = True
    if begun > 1:
        wait_until(lambda: not part.on, "it to be given up")
    duty.away = False
    wait_until(lambda: part.on, "it to go on")
    standby.stop()
    assert (part.on, part.begun) == (False, begun)


def _try(take: Callable[[], bool]) -> bool:
    """A connection that was cut is noticed once."""
    try:
        return take()
    except Exception:
        return False
