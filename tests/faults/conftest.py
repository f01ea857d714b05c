"""Fixtures: a database server on a disk of its own, and processes over it whose clock can be set."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.city import Stage
from tests.faults.disk import SmallDisk
from tests.faults.stepping import step
from tests.processes.fleet import Fleet
from tests.processes.servers import OwnServer


@pytest.fixture
def disk() -> Iterator[SmallDisk]:
    """What the database server below stands on."""
    with tempfile.TemporaryDirectory(prefix="anxiu-disk-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        place.chmod(0o755)
        made = SmallDisk(place)
        yield made
        made.close()


@pytest.fixture
def own_server(disk: SmallDisk, tmp_path: Path) -> Iterator[OwnServer]:
    """A server with the sample data."""
    server = OwnServer(disk.place)
    server.prepare(tmp_path)
    yield server
    server.close()


@pytest.fixture
def clock_file(tmp_path: Path) -> Path:
    """By how many seconds the clock of all processes stands wrong."""
    file = tmp_path / "clock"
    step(file, 0)
    return file


@pytest.fixture
def fleet(tmp_path: Path, clock_file: Path) -> Iterator[Fleet]:
    """Starts processes and ends those that are left."""
    made = Fleet(tmp_path, ("tests.faults.stepping", str(clock_file), "{role}", "{port}"))
    yield made
    made.close()


@pytest.fixture
def stage(fleet: Fleet, own_server: OwnServer, disk: SmallDisk, clock_file: Path) -> Stage:
    """All of this together."""
    return Stage(fleet, own_server, disk, clock_file)
