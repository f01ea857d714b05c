"""What the application asks of PostgreSQL while something is done, and how the server would go about it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, event, text

_PLANNED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


@dataclass
class Asked:
    """Statements in order, each with its values."""

    statements: list[tuple[str, Any]] = field(default_factory=list)


@contextmanager
def listening(engine: Engine) -> Iterator[Asked]:
    """Write down every statement that goes to the database meanwhile."""
    asked = Asked()

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if statement.lstrip().startswith(_PLANNED):
            asked.statements.append((statement, parameters[0] if many else parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


@dataclass(frozen=True)
class Plan:
    """How a statement would be done: which tables are read from end to end, and which indexes are used."""

    statement: str
    scanned: frozenset[str]
    indexes: frozenset[str]


def plan_of(connection: Connection, statement: str, parameters: Any) -> Plan:
    """The plan of the server for these values."""
    rows = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).scalar_one()
    nodes = list(_nodes((json.loads(rows) if isinstance(rows, str) else rows)[0]["Plan"]))
    return Plan(
        statement,
        frozenset(node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"),
        frozenset(node["Index Name"] for node in nodes if "Index Name" in node),
    )


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("Plans", ()):
        yield from _nodes(child)


def large_tables(connection: Connection, pages: int) -> frozenset[str]:
    """The tables and partitions with more than so many pages."""
    query = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relpages > :pages AND relname NOT LIKE 'pg_%'"
    return frozenset(connection.execute(text(query), {"pages": pages}).scalars())


def parent_indexes(connection: Connection) -> dict[str, str]:
    """The index of the whole table by that of each partition."""
    parts = "SELECT c.relname, p.relname FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid"
    rows = connection.execute(text(f"{parts} JOIN pg_class p ON p.oid = inhparent"))
    return {row[0]: row[1] for row in rows}
