"""Restores a backup into an empty installation, of either database, also one that an earlier version made."""

from pathlib import Path, PurePosixPath

from alembic import command
from sqlalchemy import Connection, Engine, Table, inspect
from sqlalchemy.exc import OperationalError, StatementError

from bot.backup import archive, rows
from bot.backup.archive import DamagedBackupError, FilePart, Manifest, Reader, TablePart
from bot.backup.making import FOLDERS
from bot.secrets import fingerprint
from bot.storage.migrate import alembic_config, knows
from bot.storage.numbers import set_next_number
from bot.whole_files import write_once


class NotRestoredError(Exception):
    """The backup cannot be restored here; says why and what to do, and nothing was changed."""


def check(path: Path, secret: bytes | None = None) -> Manifest:
    """Read a backup from end to end; what it holds.

    Raises DamagedBackupError, and NotRestoredError where `secret` is another one than it was made with.
    """
    with archive.reading(path) as reader:
        for table in reader.manifest.tables:
            for _ in reader.rows(table):
                pass
        for file in reader.manifest.files:
            _target(Path(), file)
            reader.file(file)
        _require_fitting(reader.manifest, secret)
        return reader.manifest


def restore(path: Path, engine: Engine, data_dir: Path, secret: bytes | None) -> Manifest:
    """Fill an empty database and the data folder, and bring both to this version; all of the rows or none.

    Files come first, under names that tell their contents: when it is cut off, it can simply be done again.
    Raises DamagedBackupError, NotRestoredError.
    """
    with archive.reading(path) as reader:
        manifest = reader.manifest
        _require_fitting(manifest, secret)
        with engine.connect() as connection:
            _require_empty(connection)
        for file in manifest.files:
            write_once(_target(data_dir, file), reader.file(file))
        with engine.begin() as connection:
            _require_empty(connection)
            _fill(connection, reader)
    return manifest


def _fill(connection: Connection, reader: Reader) -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, reader.manifest.revision)
    known = {table.name: table for table in rows.tables_of(connection)}
    parts = {part.name: part for part in reader.manifest.tables}
    if set(parts) != set(known):
        raise DamagedBackupError(f"its tables are not those of schema {reader.manifest.revision}")
    for name, table in known.items():
        _load(connection, reader, parts[name], table)
    set_next_number(connection, reader.manifest.next_number)
    command.upgrade(config, "head")


def _load(connection: Connection, reader: Reader, part: TablePart, table: Table) -> None:
    try:
        rows.load(connection, table, part.columns, reader.rows(part))
    except OperationalError:
        raise  # no fault of the file
    except (KeyError, ValueError, StatementError) as error:
        raise DamagedBackupError(f"table {part.name} holds rows that do not belong there") from error


def _require_fitting(manifest: Manifest, secret: bytes | None) -> None:
    if manifest.archive is not None:
        raise NotRestoredError("it is no backup but an archive: see `anxiu archive --restore`")
    if not knows(manifest.revision):
        detail = f"it was made by a newer version (schema {manifest.revision})"
        raise NotRestoredError(f"{detail}: restore it with that version or a newer one")
    if secret is None or fingerprint(secret) != manifest.key:
        detail = "what is private in it was sealed with another key"
        raise NotRestoredError(f"{detail}: bring the secret.key or ANXIU_SECRET_KEY of the installation that made it")


def _require_empty(connection: Connection) -> None:
    if inspect(connection).get_table_names():
        raise NotRestoredError("the database is not empty: restore into a new one, and set ANXIU_DATABASE_URL to it")


def _target(data_dir: Path, file: FilePart) -> Path:
    """Where a file goes: below the folders that hold files, nowhere else."""
    parts = PurePosixPath(file.path).parts
    if len(parts) < 2 or parts[0] not in FOLDERS or any(part in ("..", ".", "") or "\\" in part for part in parts):
        raise DamagedBackupError(f"it holds a file that belongs nowhere: {file.path!r}")
    return data_dir.joinpath(*parts)
