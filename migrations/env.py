"""Runs the migrations on the connection that the application hands over."""

from alembic import context
from sqlmodel import SQLModel

import bot.storage.tables  # noqa: F401  (registers every table)
from bot.storage.partitions import children


def _whole_tables(name: str | None, kind: str, _parents: object) -> bool:
    """Partitions are part of a table, not tables of their own."""
    return kind != "table" or name not in months


connection = context.config.attributes["connection"]
months = children(connection)
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=context.config.attributes.get("batch", connection.dialect.name == "sqlite"),
    compare_type=True,
    include_name=_whole_tables,
)
with context.begin_transaction():
    context.run_migrations()
