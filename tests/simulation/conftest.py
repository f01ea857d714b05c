"""Fixtures of the core rooms."""

from tests.rooms import compose_rooms, copies, rooms

__all__ = ["compose_rooms", "copies", "rooms"]
