"""Tables of what was taken out of the database into files: which archive holds which lines of which request's log."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, String
from sqlmodel import Field, Session, SQLModel, col, func, select

from booking.columns import UtcTime, one_of
from booking.entities import Request, of_request


class ArchiveStatus(StrEnum):
    """Where the rows of an archive are: on their way out, out, on their way back, back."""

    REMOVING = "removing"
    REMOVED = "removed"
    RESTORING = "restoring"
    RESTORED = "restored"


class Archive(SQLModel, table=True):
    """A file with facts and deliveries from before a month, and how many of them are in the file only."""

    __tablename__ = "archive"
    __table_args__ = (
        one_of("status", ArchiveStatus),
        CheckConstraint("requests >= 0 AND facts >= 0 AND messages >= 0", name="counts_not_negative"),
    )

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    file: str = Field(max_length=200)
    sha256: str = Field(sa_column=Column(String(64), nullable=False))
    before: str = Field(max_length=7)
    status: str = Field(max_length=12)
    requests: int = 0
    facts: int = 0
    messages: int = 0
    made_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    changed_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))


class ArchivedLog(SQLModel, table=True):
    """The facts `first` to `last` of a request are in an archive and no longer in the database; `head` is their end."""

    __tablename__ = "archived_log"
    __table_args__ = (
        of_request("archived_log"),
        CheckConstraint("first > 0 AND last >= first", name="range_forward"),
        Index("ix_archived_log_archive", "archive_id", "request_id"),
    )

    request_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    first: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    district: str = Field(primary_key=True, max_length=20)
    last: int
    head: str = Field(sa_column=Column(String(64), nullable=False))
    archive_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("archive.id", name="fk_archived_log_archive"), nullable=False)
    )


def archived_logs(session: Session, request_ids: Iterable[int]) -> dict[int, list[ArchivedLog]]:
    """What is archived of each of these requests' logs, in order; nothing for those that are whole here."""
    query = select(ArchivedLog).where(col(ArchivedLog.request_id).in_(list(request_ids)))
    return _by_request(session.exec(query.order_by(col(ArchivedLog.request_id), col(ArchivedLog.first))))


def archived_between(session: Session, first_id: int, last_id: int) -> dict[int, list[ArchivedLog]]:
    """The same of all requests between two identifiers, both included."""
    query = select(ArchivedLog).where(col(ArchivedLog.request_id).between(first_id, last_id))
    return _by_request(session.exec(query.order_by(col(ArchivedLog.request_id), col(ArchivedLog.first))))


def files_of(session: Session, request: Request) -> Sequence[tuple[str, int]]:
    """The files in which facts of a request are archived, each with how many, oldest first."""
    query = select(Archive.file, ArchivedLog.first, ArchivedLog.last).join(
        ArchivedLog, col(ArchivedLog.archive_id) == Archive.id
    )
    own = (ArchivedLog.request_id == request.id, ArchivedLog.district == request.district)
    rows = session.exec(query.where(*own).order_by(col(ArchivedLog.first))).all()
    return [(file, last - first + 1) for file, first, last in rows]


def audit_archives(session: Session) -> Iterator[str]:
    """Every archive whose counts are not those of the logs that are said to be in it, in words."""
    lines = func.sum(col(ArchivedLog.last) - col(ArchivedLog.first) + 1)
    query = (
        select(Archive, func.count(func.distinct(col(ArchivedLog.request_id))), func.coalesce(lines, 0))
        .join(ArchivedLog, col(ArchivedLog.archive_id) == Archive.id, isouter=True)
        .group_by(*Archive.__table__.columns)  # type: ignore[attr-defined]
        .order_by(col(Archive.id))
    )
    for archive, requests, facts in session.exec(query):
        if (archive.requests, archive.facts) != (requests, facts):
            yield f"archive {archive.file}: {archive.facts} facts were taken out, {facts} are listed"


def _by_request(logs: Iterable[ArchivedLog]) -> dict[int, list[ArchivedLog]]:
    found: dict[int, list[ArchivedLog]] = defaultdict(list)
    for log in logs:
        found[log.request_id].append(log)
    return found
