"""Writes the file of an archive: one moment of the facts and deliveries that are over for good. Takes nothing away."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, literal, select
from sqlmodel import Session

from bot.archiving.choice import Choice, choose
from bot.archiving.logs import FACTS, MESSAGES
from bot.backup import archive, rows
from bot.backup.archive import ArchivePart, Manifest, Writer
from bot.secrets import fingerprint
from bot.storage.migrate import current
from bot.storage.months import Month
from bot.storage.numbers import last_number
from bot.storage.unit import snapshot


class NothingToArchiveError(Exception):
    """There is nothing that is over for good."""


def make(engine: Engine, archive_id: int, before: Month, secret: bytes, now: datetime, path: Path) -> Manifest:
    """Write what is over from before a month to `path`; others go on reading and writing meanwhile.

    Raises FileExistsError, TooEarlyError, NothingToArchiveError.
    """
    with snapshot(engine) as connection, Session(connection) as session:
        choice = choose(session, before, now)
        tables = {table.name: table for table in rows.tables_of(connection) if table.name in (FACTS, MESSAGES)}
        conditions = {FACTS: choice.facts(tables[FACTS]), MESSAGES: choice.messages(tables[MESSAGES])}
        if not any(_some(connection, tables[name], condition) for name, condition in conditions.items()):
            raise NothingToArchiveError(_nothing(choice))

        told = Manifest(
            format=archive.FORMAT,
            made_at=now.isoformat(timespec="seconds"),
            dialect=engine.dialect.name,
            revision=current(connection) or "",
            key=fingerprint(secret),
            next_number=last_number(connection) + 1,
            tables=(),
            files=(),
            archive=ArchivePart(id=archive_id, before=str(before)),
        )
        with archive.writing(path, lambda writer: _with_tables(told, writer)) as writer:
            for name, condition in conditions.items():
                table = tables[name]
                writer.add_table(name, table.columns.keys(), rows.dump(connection, table, condition))
        return _with_tables(told, writer)


def _with_tables(told: Manifest, writer: Writer) -> Manifest:
    return told.model_copy(update={"tables": tuple(writer.tables)})


def _some(connection: Connection, table: Table, condition: object) -> bool:
    query = select(literal(1)).select_from(table).where(condition).limit(1)  # type: ignore[arg-type]
    return connection.execute(query).first() is not None


def _nothing(choice: Choice) -> str:
    return f"nothing from before {choice.before} had ended by {choice.ended_by:%Y-%m-%d} (warranties run until later)"
