"""Whether this process can take work now, and a file that says so where no port does."""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlmodel import Session

from bot.storage.migrate import current, newest
from bot.storage.unit import Database

#: How often the file is brought up to date, in seconds; a probe should ask for one younger than three times this.
FILE_SECONDS = 5.0


class Readiness:
    """Asked anew each time; a process that stops is never ready again."""

    def __init__(self, database: Database, loaded: Callable[[], bool]) -> None:
        """`loaded` says whether understanding would keep the first message waiting."""
        self._db = database
        self._loaded = loaded
        self._stopping = False
        self._newest = newest()

    def stop(self) -> None:
        """From now on nothing new should be sent here."""
        self._stopping = True

    def lacking(self) -> str:
        """What is lacking, in plain words; empty where all is well."""
        if self._stopping:
            return "this process is stopping"
        if not self._loaded():
            return "the words are still being loaded"
        try:
            revision = self._db.read(_revision)
        except Exception:  # whatever it is, nothing can be served
            return "the database does not answer"
        return "" if revision == self._newest else "the database is not at the newest migration"


def _revision(session: Session) -> str | None:
    return current(session.connection())


class ReadyFile:
    """Is there while the process is ready, and written anew all the time: an old one tells of a dead process."""

    def __init__(self, path: Path, readiness: Readiness) -> None:
        self._path = path
        self._readiness = readiness
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="anxiu-ready-file", daemon=True)

    def start(self) -> None:
        """Begin; one that a dead process left goes first."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.unlink(missing_ok=True)
        self._thread.start()

    def stop(self) -> None:
        """Take the file away."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        self._path.unlink(missing_ok=True)

    def _run(self) -> None:
        while not self._stopping.is_set():
            lacking = self._readiness.lacking()
            with suppress(OSError):  # a full disk must not end what it tells of
                if lacking:
                    self._path.unlink(missing_ok=True)
                else:
                    self._path.write_text("ready\n", "utf-8")
            self._stopping.wait(FILE_SECONDS if not lacking else 0.5)
