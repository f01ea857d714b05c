"""Fixtures of the kills."""

from tests.rooms import copies

__all__ = ["copies"]
