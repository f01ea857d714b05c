"""Rows of any table as values that JSON can hold, and back: what is sealed in a column stays sealed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, DateTime, MetaData, Table, func, insert, select

from bot.storage.numbers import COUNTER
from bot.storage.partitions import children

#: Not data: where the schema stands, and what hands out numbers.
_APART = frozenset({"alembic_version", COUNTER})
_BATCH = 1_000


def tables_of(connection: Connection) -> list[Table]:
    """The tables as they stand in this database, those that others refer to first; one in months is one table."""
    months = children(connection)
    metadata = MetaData()
    metadata.reflect(connection, only=lambda name, _: name not in months)
    return [table for table in metadata.sorted_tables if table.name not in _APART]


def dump(connection: Connection, table: Table, *conditions: ColumnElement[bool]) -> Iterator[list[Any]]:
    """All rows, or those that fulfil the conditions, in the order of their keys."""
    query = select(table).where(*conditions).order_by(*table.primary_key.columns)
    result = connection.execution_options(stream_results=True, yield_per=_BATCH).execute(query)
    for row in result:
        yield [_plain(value) for value in row]


def load(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows whose values stand in the order of `columns`."""
    kinds = [table.c[name] for name in columns]
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append({column.name: _typed(value, column.type) for column, value in zip(kinds, row, strict=True)})
        if len(batch) == _BATCH:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)


def count(connection: Connection, table: Table) -> int:
    """How many rows a table has."""
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _plain(value: Any) -> Any:
    """Times are kept in UTC without a zone, as the columns have them."""
    if isinstance(value, datetime):
        return (value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _typed(value: Any, kind: Any) -> Any:
    if isinstance(value, str) and isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and isinstance(kind, Date):
        return date.fromisoformat(value)
    return value
