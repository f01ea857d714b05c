"""Checks an archive: every part as it was written, every chain as it was sealed, each ending where its request says."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from booking.archives import ArchivedLog, archived_logs
from booking.entities import Fact, Request, SealedHead
from bot.archiving.logs import MESSAGES, Log, batches, logs, part
from bot.backup import archive
from bot.backup.archive import ArchivePart, Manifest, Reader
from bot.backup.restoring import NotRestoredError
from bot.secrets import fingerprint
from bot.storage.unit import Database

#: So many requests are looked at in one transaction.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Checked:
    """An archive that was read from end to end, and what is wrong with it, in words."""

    manifest: Manifest
    archive: ArchivePart
    sha256: str
    requests: int
    faults: Sequence[str]


@dataclass(frozen=True, slots=True)
class Head:
    """What a request says of its log; nothing private is opened for it."""

    number: int
    facts: int
    head: str


def check(database: Database, path: Path, secret: bytes | None) -> Checked:
    """Read a file from end to end and compare it with the database.

    Raises FileNotFoundError, DamagedBackupError, and NotRestoredError for a file that is none of this database.
    """
    faults: list[str] = []
    requests = 0
    with archive.reading(path) as reader:
        told = fitting(reader.manifest, secret)
        for batch in batches(logs(reader), BATCH):
            requests += len(batch)
            faults += database.read(lambda session, batch=batch: list(_faults(session, batch)))  # type: ignore[misc]
        for _ in reader.rows(part(reader.manifest, MESSAGES)):
            pass
        return Checked(reader.manifest, told, sha256_of(path), requests, faults)


def fitting(manifest: Manifest, secret: bytes | None) -> ArchivePart:
    """What makes this file an archive. Raises NotRestoredError for a backup, and for one of another key."""
    if manifest.archive is None:
        raise NotRestoredError("it is no archive but a backup: see `anxiu restore`")
    if secret is None or fingerprint(secret) != manifest.key:
        raise NotRestoredError("what is private in it was sealed with another key: it is of another installation")
    return manifest.archive


def sha256_of(path: Path) -> str:
    """The checksum of a whole file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def logs_of(reader: Reader) -> Iterator[list[Log]]:
    """The logs of an archive in batches for one transaction each."""
    return batches(logs(reader), BATCH)


def _faults(session: Session, batch: Sequence[Log]) -> Iterator[str]:
    ids = [log.request_id for log in batch]
    heads = select(Request.id, Request.number, Request.facts, Request.head).where(col(Request.id).in_(ids))
    requests = {row[0]: Head(*row[1:]) for row in session.exec(heads)}
    archived = archived_logs(session, ids)
    here: dict[int, dict[int, str]] = defaultdict(dict)
    hashed = select(Fact.request_id, Fact.seq, Fact.hash).where(col(Fact.request_id).in_(ids))
    for request_id, seq, digest in session.exec(hashed):
        here[request_id][seq] = digest
    seals = session.exec(select(SealedHead).where(col(SealedHead.request_id).in_(ids))).all()
    hashes = {(log.request_id, fact.seq): fact.hash for log in batch for fact in log.facts}
    for log in batch:
        request = requests.get(log.request_id)
        if request is None:
            yield f"request {log.request_id} is not in the database"
            continue
        fault = log.fault() or _joint(log, request, archived.get(log.request_id, []), here[log.request_id])
        if fault is not None:
            yield f"request {request.number}: {fault}"
    for seal in seals:
        if hashes.get((seal.request_id, seal.seq), seal.head) != seal.head:
            yield f"the log of request {seal.request_id} was rewritten after seal {seal.seal_id}"


def _joint(log: Log, request: Head, archived: Sequence[ArchivedLog], here: Mapping[int, str]) -> str | None:
    """Where a log does not join what the database has before it, instead of it or after it."""
    taken = next((one for one in archived if one.first == log.first), None)
    if taken is not None and (taken.last, taken.head) != (log.last, log.head):
        return f"facts {log.first} to {log.last} are not those that were taken out"
    if log.last == request.facts:
        return None if log.head == request.head else f"the log ends at fact {log.last}, the request says otherwise"
    if taken is not None:
        return None
    return None if here.get(log.last) == log.head else f"fact {log.last} is not the one in the database"
