"""Takes out of the database what an archive holds: the only place that deletes facts.

Each batch is a transaction of its own that takes facts away and notes in which archive they are, so that whatever
dies in between, every fact is in the database or in a whole file that the database knows, and the next run goes on.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Table, delete
from sqlmodel import Session, col, select

from booking.archives import Archive, ArchivedLog, ArchiveStatus
from booking.entities import Fact, Request
from booking.lifecycle import ENDED
from bot.archiving import register
from bot.archiving.checking import Checked, logs_of
from bot.archiving.choice import settled
from bot.archiving.logs import MESSAGES, Log, batches, part
from bot.backup import archive
from bot.mail.entities import OutMessage
from bot.storage import partitions
from bot.storage.months import Month
from bot.storage.partitions import PARTED
from bot.storage.unit import Database

log = logging.getLogger(__name__)

#: Deliveries that are taken out in one transaction.
MESSAGES_AT_ONCE = 2000
_OUTBOX: Table = OutMessage.__table__  # type: ignore[attr-defined]
#: Told after each batch: requests and deliveries so far.
Progress = Callable[[int, int], None]


def remove(
    database: Database, path: Path, checked: Checked, now: datetime, progress: Progress = lambda *_: None
) -> Archive:
    """Take out what a checked file holds; what changed since it was written stays.

    Raises NotRestoredError where the database knows another file under this number.
    """
    archive_id = checked.archive.id
    database.write(lambda session: _register(session, path, checked, now))
    requests = messages = 0
    with archive.reading(path) as reader:
        for batch in logs_of(reader):
            requests += database.write(lambda session, batch=batch: _take_facts(session, archive_id, batch))  # type: ignore[misc]
            progress(requests, messages)
        table = part(reader.manifest, MESSAGES)
        place = table.columns.index("id")
        for rows in batches(reader.rows(table), MESSAGES_AT_ONCE):
            ids = [row[place] for row in rows]
            messages += database.write(lambda session, ids=ids: _take_messages(session, archive_id, ids))  # type: ignore[misc]
            progress(requests, messages)
    drop_empty(database, Month.read(checked.archive.before))
    return database.write(lambda session: register.mark(session, archive_id, ArchiveStatus.REMOVED, now))


def drop_empty(database: Database, before: Month) -> None:
    """Drop the partitions in which nothing is left; those of a busy table stay for the next run."""
    for parted in PARTED:
        drop = partial(partitions.drop_empty, parted=parted, before=before)
        if not partitions.when_free(database.engine, drop):
            log.warning("%s is busy: its empty months are dropped by the next run", parted.table)


def _register(session: Session, path: Path, checked: Checked, now: datetime) -> None:
    row = register.known(session, checked) or Archive(
        id=checked.archive.id,
        file=path.name,
        sha256=checked.sha256,
        before=checked.archive.before,
        status=ArchiveStatus.REMOVING,
        made_at=now,
        changed_at=now,
    )
    row.file, row.status, row.changed_at = path.name, ArchiveStatus.REMOVING, now
    session.add(row)


def _take_facts(session: Session, archive_id: int, batch: Sequence[Log]) -> int:
    """Take out the logs that are in the database as they are in the file, and note where they are; how many."""
    ids = [one.request_id for one in batch]
    ended = col(Request.status).in_([status.value for status in ENDED])
    locked = select(Request.id).where(col(Request.id).in_(ids), ended).order_by(col(Request.id)).with_for_update()
    over = set(session.exec(locked))
    here: dict[int, dict[int, str]] = {}
    for request_id, seq, digest in session.exec(
        select(Fact.request_id, Fact.seq, Fact.hash).where(col(Fact.request_id).in_(ids))
    ):
        here.setdefault(request_id, {})[seq] = digest
    taken = [
        one
        for one in batch
        if one.request_id in over and here.get(one.request_id) == {fact.seq: fact.hash for fact in one.facts}
    ]
    if not taken:
        return 0
    session.connection().execute(delete(Fact).where(col(Fact.request_id).in_([one.request_id for one in taken])))
    session.add_all(
        ArchivedLog(
            request_id=one.request_id,
            first=one.first,
            district=one.district,
            last=one.last,
            head=one.head,
            archive_id=archive_id,
        )
        for one in taken
    )
    register.count(session, archive_id, requests=len(taken), facts=sum(len(one.facts) for one in taken))
    return len(taken)


def _take_messages(session: Session, archive_id: int, ids: Sequence[int]) -> int:
    gone = session.connection().execute(delete(OutMessage).where(col(OutMessage.id).in_(ids), settled(_OUTBOX)))
    register.count(session, archive_id, messages=gone.rowcount)
    return gone.rowcount
