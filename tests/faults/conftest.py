"""Fixtures: a database server of one's own, and processes over it."""

from tests.processes.conftest import fleet, own_server

__all__ = ["fleet", "own_server"]
