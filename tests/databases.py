"""Copies of a prepared PostgreSQL database on a server of the tests."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
from psycopg import sql


def in_database(base: str, name: str) -> str:
    """The URL of another database of the same server."""
    return base.replace("/postgres?", f"/{name}?", 1)


def create(base: str, name: str, template: str = "template1") -> str:
    """Copy a database, or make an empty one; its URL."""
    _execute(base, "CREATE DATABASE {} TEMPLATE {}", name, template)
    return in_database(base, name)


def drop(base: str, name: str) -> None:
    """Remove a database, whoever is still connected to it."""
    _execute(base, "DROP DATABASE {} WITH (FORCE)", name)


@contextmanager
def copied(base: str, name: str, template: str = "template1") -> Iterator[str]:
    """The URL of a copy that goes away afterwards."""
    try:
        yield create(base, name, template)
    finally:
        drop(base, name)


def _execute(base: str, statement: str, *names: str) -> None:
    with closing(psycopg.connect(base, autocommit=True)) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
