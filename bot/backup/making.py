"""Makes a backup of an installation while it runs: one moment of the database, and the files that it speaks of."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from bot.backup import archive, rows
from bot.backup.archive import Manifest, Writer
from bot.secrets import fingerprint
from bot.storage.migrate import NotPreparedError, current
from bot.storage.numbers import last_number
from bot.storage.unit import snapshot

#: Folders below the data folder whose files belong to the rows. What is in them is never altered.
FOLDERS = ("photos", "voices")
_DRAFT = ".new"


def make(engine: Engine, data_dir: Path, secret: bytes, now: datetime, path: Path) -> Manifest:
    """Write a backup to `path`; others go on reading and writing meanwhile.

    Files are copied after the rows were read: whatever a row names was on disk before the row was there.
    Raises FileExistsError, and NotPreparedError for a database without a schema.
    """
    made: list[Manifest] = []
    with snapshot(engine) as connection:
        revision = current(connection)
        if revision is None:
            raise NotPreparedError("there is nothing in the database yet: run `anxiu serve` once")

        def describe(writer: Writer) -> Manifest:
            made.append(
                Manifest(
                    format=archive.FORMAT,
                    made_at=now.isoformat(timespec="seconds"),
                    dialect=engine.dialect.name,
                    revision=revision,
                    key=fingerprint(secret),
                    next_number=last_number(connection) + 1,
                    tables=tuple(writer.tables),
                    files=tuple(writer.files),
                )
            )
            return made[0]

        with archive.writing(path, describe) as writer:
            _add_tables(writer, connection)
            for name, source in _files(data_dir):
                writer.add_file(name, source)
    return made[0]


def _add_tables(writer: Writer, connection: Connection) -> None:
    for table in rows.tables_of(connection):
        writer.add_table(table.name, table.columns.keys(), rows.dump(connection, table))


def _files(data_dir: Path) -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        for path in sorted((data_dir / folder).rglob("*")):
            if path.is_file() and path.suffix != _DRAFT:
                yield path.relative_to(data_dir).as_posix(), path
