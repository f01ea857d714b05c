"""The file of a backup: a zip with the tables as JSON lines, the files beside them and a list of all that is in it."""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

FORMAT = 1
_MANIFEST = "manifest.json"
_CHUNK = 1024 * 1024
#: Sealed texts hardly shrink; more effort than this buys nothing.
_EFFORT = 1
#: What reading a damaged zip raises: a RuntimeError where its header asks for a password or an unknown method.
_BROKEN = (KeyError, ValueError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)


class DamagedBackupError(Exception):
    """The file is no whole backup: it was cut off, or altered; says what is wrong with it."""


class TablePart(BaseModel):
    """A table in the file: its columns in the order of each row's values."""

    model_config = ConfigDict(frozen=True)

    name: str
    columns: tuple[str, ...]
    rows: int
    sha256: str


class FilePart(BaseModel):
    """A photo or a recording, by its path below the data folder."""

    model_config = ConfigDict(frozen=True)

    path: str
    sha256: str


class ArchivePart(BaseModel):
    """What makes a file an archive: its number in the database from which it was taken, and the month before which."""

    model_config = ConfigDict(frozen=True)

    id: int
    before: str


class Manifest(BaseModel):
    """What a backup holds; `key` tells whether a secret is the one that its private columns were sealed with."""

    model_config = ConfigDict(frozen=True)

    format: int
    made_at: str
    dialect: str
    revision: str
    key: str
    next_number: int
    tables: tuple[TablePart, ...]
    files: tuple[FilePart, ...]
    archive: ArchivePart | None = None

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(part.rows for part in self.tables)


class Writer:
    """Adds the parts of a backup, one after the other."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zip = zipped
        self.tables: list[TablePart] = []
        self.files: list[FilePart] = []

    def add_table(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """A table with its rows, whose values JSON can hold."""
        count, digest = 0, hashlib.sha256()
        with self._zip.open(_entry(name), "w", force_zip64=True) as out:
            for row in rows:
                line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
                digest.update(line)
                out.write(line)
                count += 1
        self.tables.append(TablePart(name=name, columns=tuple(columns), rows=count, sha256=digest.hexdigest()))

    def add_file(self, path: str, source: Path) -> None:
        """A file as it is; one that went away meanwhile is left out."""
        try:
            data = source.read_bytes()
        except FileNotFoundError:
            return
        self._zip.writestr(zipfile.ZipInfo(f"files/{path}"), data)
        self.files.append(FilePart(path=path, sha256=hashlib.sha256(data).hexdigest()))


@contextmanager
def writing(path: Path, manifest: Callable[[Writer], Manifest]) -> Iterator[Writer]:
    """A new backup at `path`, there only once it is whole; `manifest` describes what was added.

    Raises FileExistsError where there is one already.
    """
    if path.exists():
        raise FileExistsError(str(path))
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_EFFORT) as zipped:
                writer = Writer(zipped)
                yield writer
                zipped.writestr(_MANIFEST, manifest(writer).model_dump_json(indent=1))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _keep_name(path)
    finally:
        draft.unlink(missing_ok=True)


class Reader:
    """Reads a backup; every part is compared with the manifest while it is read."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zip = zipped
        try:
            self.manifest = Manifest.model_validate_json(zipped.read(_MANIFEST))
        except _BROKEN as error:
            raise DamagedBackupError("it has no readable list of its contents") from error
        if self.manifest.format != FORMAT:
            raise DamagedBackupError(f"it is of format {self.manifest.format}, this version reads {FORMAT}")

    def rows(self, part: TablePart) -> Iterator[list[Any]]:
        """The rows of a table. Raises DamagedBackupError once they are not those that were written."""
        count, digest = 0, hashlib.sha256()
        with self._open(_entry(part.name)) as lines:
            for line in lines:
                digest.update(line)
                count += 1
                yield json.loads(line)
        if (count, digest.hexdigest()) != (part.rows, part.sha256):
            raise DamagedBackupError(f"table {part.name} is not as it was written")

    def file(self, part: FilePart) -> bytes:
        """A file's bytes. Raises DamagedBackupError where they are not those that were written."""
        with self._open(f"files/{part.path}") as source:
            data = b"".join(iter(lambda: source.read(_CHUNK), b""))
        if hashlib.sha256(data).hexdigest() != part.sha256:
            raise DamagedBackupError(f"file {part.path} is not as it was written")
        return data

    @contextmanager
    def _open(self, name: str) -> Iterator[Any]:
        try:
            with self._zip.open(name) as source:
                yield source
        except _BROKEN as error:
            raise DamagedBackupError(f"{name} is missing or broken") from error


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """The backup at `path`. Raises FileNotFoundError, DamagedBackupError."""
    try:
        zipped = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise DamagedBackupError("it is no backup, or was cut off while it was written") from error
    with zipped:
        yield Reader(zipped)


def _keep_name(path: Path) -> None:
    """A file that is whole is found under its name after a power failure too."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _entry(table: str) -> str:
    return f"tables/{table}.jsonl"
