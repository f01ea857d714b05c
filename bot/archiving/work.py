"""What an operator asks for: archive what is over, check an archive, bring one back; each can be done again."""

from datetime import datetime
from pathlib import Path

from booking.archives import Archive
from bot.archiving import making, removing, returning
from bot.archiving.checking import Checked, check
from bot.archiving.removing import Progress
from bot.backup.restoring import NotRestoredError
from bot.storage.months import Month
from bot.storage.unit import Database


class FaultyError(Exception):
    """The file does not hold what the database says; nothing was changed. `faults` tells each in words."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def archive(
    database: Database,
    secret: bytes,
    archive_id: int,
    before: Month,
    now: datetime,
    path: Path,
    progress: Progress = lambda *_: None,
) -> Archive:
    """Write what is over from before a month to `path`, read it again, and only then take it out of the database.

    Where the file is there already, from a run that was ended, this goes on with taking out what is in it.
    Raises TooEarlyError, NothingToArchiveError, DamagedBackupError, NotRestoredError, FaultyError.
    """
    if not path.exists():
        making.make(database.engine, archive_id, before, secret, now, path)
    checked = _sound(database, path, secret)
    if checked.archive.before != str(before):
        raise NotRestoredError(f"{path} is there already and holds what was before {checked.archive.before}")
    return removing.remove(database, path, checked, now, progress)


def bring_back(
    database: Database, secret: bytes, now: datetime, path: Path, progress: Progress = lambda *_: None
) -> Archive:
    """Put back what was taken out. Raises FileNotFoundError, DamagedBackupError, NotRestoredError, FaultyError."""
    return returning.bring_back(database, path, _sound(database, path, secret), now, progress)


def _sound(database: Database, path: Path, secret: bytes) -> Checked:
    checked = check(database, path, secret)
    if checked.faults:
        raise FaultyError(list(checked.faults))
    return checked
