"""Fixtures: a PostgreSQL of one's own that can be stopped, and processes that can be killed."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes.fleet import Fleet
from tests.processes.servers import OwnServer
from tests.rooms import compose_rooms

__all__ = ["compose_rooms"]


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    """A server with the sample data, whose stopping disturbs nobody else."""
    with tempfile.TemporaryDirectory(prefix="anxiu-own-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = OwnServer(Path(folder))
        server.prepare(tmp_path_factory.mktemp("own"))
        yield server
        server.close()


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    """Starts processes and ends those that are left."""
    made = Fleet(tmp_path)
    yield made
    made.close()
