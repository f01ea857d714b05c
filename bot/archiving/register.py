"""What the database knows of an archive: which file it is, how much is out with it, what is done with it just now."""

from datetime import datetime

from sqlmodel import Session

from booking.archives import Archive, ArchiveStatus
from bot.archiving.checking import Checked
from bot.backup.restoring import NotRestoredError


def known(session: Session, checked: Checked) -> Archive | None:
    """The entry of a checked file, locked.

    Raises NotRestoredError where the database knows another file under this number.
    """
    row = session.get(Archive, checked.archive.id, with_for_update=True)
    if row is not None and row.sha256 != checked.sha256:
        raise NotRestoredError(f"the database knows another file under this number: {row.file}")
    return row


def count(session: Session, archive_id: int, *, requests: int = 0, facts: int = 0, messages: int = 0) -> None:
    """So many more are out with an archive; fewer, where they came back."""
    row = session.get_one(Archive, archive_id, with_for_update=True)
    row.requests += requests
    row.facts += facts
    row.messages = max(0, row.messages + messages)
    session.add(row)


def mark(session: Session, archive_id: int, status: ArchiveStatus, now: datetime) -> Archive:
    """Note what is done with an archive."""
    row = session.get_one(Archive, archive_id, with_for_update=True)
    row.status, row.changed_at = status, now
    session.add(row)
    return row
