"""Brings the rows of an archive back into the database; whatever dies in between, the next run goes on."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlmodel import Session, col, select

from booking.archives import Archive, ArchivedLog, ArchiveStatus
from bot.archiving import register
from bot.archiving.checking import Checked, logs_of
from bot.archiving.logs import FACTS, MESSAGES, Log, batches, part
from bot.archiving.removing import MESSAGES_AT_ONCE, Progress
from bot.backup import archive, rows
from bot.backup.archive import TablePart
from bot.backup.restoring import NotRestoredError
from bot.mail.entities import OutMessage
from bot.storage import partitions
from bot.storage.months import Month
from bot.storage.partitions import PARTED, Parted
from bot.storage.unit import Database


def bring_back(
    database: Database, path: Path, checked: Checked, now: datetime, progress: Progress = lambda *_: None
) -> Archive:
    """Put back what was taken out with a checked file; what is in the database stays as it is.

    Raises NotRestoredError where this database does not know the file, or another one under its number.
    """
    archive_id = checked.archive.id
    database.write(lambda session: _begin(session, checked, now))
    with database.engine.connect() as connection:
        tables = {table.name: table for table in rows.tables_of(connection) if table.name in (FACTS, MESSAGES)}
    parts = {name: part(checked.manifest, name) for name in tables}
    for name, one in parts.items():
        if unknown := set(one.columns) - set(tables[name].columns.keys()):
            raise NotRestoredError(f"table {name} of this version has no column {min(unknown)}")
    requests = messages = 0
    months = Months(database)
    with archive.reading(path) as reader:
        for batch in logs_of(reader):
            months.need(PARTED[0], (one.request_id for one in batch))
            put = _facts_putter(archive_id, batch, tables[FACTS], parts[FACTS])
            requests += database.write(put)
            progress(requests, messages)
        place = parts[MESSAGES].columns.index("id")
        for some in batches(reader.rows(parts[MESSAGES]), MESSAGES_AT_ONCE):
            months.need(PARTED[1], (row[place] for row in some))
            messages += database.write(_messages_putter(archive_id, some, tables[MESSAGES], parts[MESSAGES]))
            progress(requests, messages)
    return database.write(lambda session: register.mark(session, archive_id, ArchiveStatus.RESTORED, now))


class Months:
    """Makes the months of what is brought back; what is busy for long falls into the default one, and moves later."""

    def __init__(self, database: Database) -> None:
        self._engine = database.engine
        self._seen: set[tuple[str, Month]] = set()
        self._needed = database.dialect == "postgresql"

    def need(self, parted: Parted, ids: Any) -> None:
        """These identifiers are about to be stored."""
        if not self._needed:
            return
        for month in {Month.of_id(identifier) for identifier in ids}:
            if (parted.table, month) not in self._seen:
                self._seen.add((parted.table, month))
                self._make(parted, month)

    def _make(self, parted: Parted, month: Month) -> None:
        partitions.when_free(self._engine, lambda at: partitions.make(at, parted, month))


def _facts_putter(archive_id: int, batch: Sequence[Log], table: Table, told: TablePart) -> Callable[[Session], int]:
    def put(session: Session) -> int:
        """Put back the logs that are noted as archived here, and drop the notes; how many."""
        own = (ArchivedLog.archive_id == archive_id, col(ArchivedLog.request_id).in_([one.request_id for one in batch]))
        notes = {note.request_id: note for note in session.exec(select(ArchivedLog).where(*own).with_for_update())}
        back = [one for one in batch if one.request_id in notes]
        rows.load(session.connection(), table, told.columns, (row for one in back for row in one.rows))
        for note in notes.values():
            session.delete(note)
        register.count(session, archive_id, requests=-len(back), facts=-sum(len(one.facts) for one in back))
        return len(back)

    return put


def _messages_putter(
    archive_id: int, some: Sequence[Sequence[Any]], table: Table, told: TablePart
) -> Callable[[Session], int]:
    place = told.columns.index("id")

    def put(session: Session) -> int:
        """Put back the deliveries that are not here; how many."""
        ids = [row[place] for row in some]
        here = set(session.exec(select(OutMessage.id).where(col(OutMessage.id).in_(ids))))
        back = [row for row in some if row[place] not in here]
        rows.load(session.connection(), table, told.columns, back)
        register.count(session, archive_id, messages=-len(back))
        return len(back)

    return put


def _begin(session: Session, checked: Checked, now: datetime) -> None:
    if register.known(session, checked) is None:
        raise NotRestoredError("this database knows nothing of it: nothing was taken out with it")
    register.mark(session, checked.archive.id, ArchiveStatus.RESTORING, now)
