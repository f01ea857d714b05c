"""Wakes other processes over PostgreSQL at once when something was committed for them; polling finds what no bell told.

A bell is a NOTIFY within the transaction that it tells of: nobody is woken for what was rolled back, and whoever
is woken finds it. SQLite has none; there, and while the listener is cut off, everything is found by polling.
"""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.storage.absence import log_trouble
from bot.storage.engine import own_connection

log = logging.getLogger(__name__)

#: The channel of LISTEN and NOTIFY, and the name under which listeners are shown to operators.
_CHANNEL, NAME = "anxiu", "anxiu bells"
_MAIL, _DUE, _HERE = "mail", "due", "here"
#: How often it is looked whether others listen, and whether this process is to end, in seconds.
COUNT_SECONDS, WAIT_SECONDS = 5.0, 0.5
#: Waits before the listener connects anew, doubling, in seconds.
FIRST_WAIT, LONGEST_WAIT = 0.2, 5.0
_RING = text("SELECT pg_notify('anxiu', told) FROM unnest(CAST(:told AS text[])) AS told")
_COUNT = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE application_name = %s AND datname = current_database() AND pid <> pg_backend_pid()"
)


def note_mail(session: Session, channel: str, chat_id: int) -> None:
    """This transaction leaves something in a chat: whoever delivers there, or shows it, is told."""
    session.info.setdefault(_MAIL, {})[channel, chat_id] = None


def note_deadline(session: Session, due: datetime) -> None:
    """This transaction sets a deadline: whoever handles them is told if it falls due soon."""
    earlier = session.info.get(_DUE)
    session.info[_DUE] = due if earlier is None else min(due, earlier)


class Bells:
    """Rings for what this process commits, and hears in a thread of its own what others have committed."""

    def __init__(self, engine: Engine, tag: str, now: Callable[[], datetime], soon: timedelta) -> None:
        """`tag` tells this process from others; deadlines further away than `soon` are found by polling."""
        self._engine = engine
        self._works = engine.dialect.name == "postgresql"
        self._tag = tag
        self._now = now
        self._soon = soon
        self._on_mail: list[Callable[[str, int], None]] = []
        self._on_deadline: list[Callable[[datetime], None]] = []
        self._on_gap: list[Callable[[], None]] = []
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        #: whether others listen; whoever is alone rings for nobody, which spares a statement a turn
        self.others = False

    def on_mail(self, heard: Callable[[str, int], None]) -> None:
        """Call with channel and chat when another process has left something there."""
        self._on_mail.append(heard)

    def on_deadline(self, heard: Callable[[datetime], None]) -> None:
        """Call with the time when a deadline was set that falls due soon."""
        self._on_deadline.append(heard)

    def on_gap(self, look: Callable[[], None]) -> None:
        """Call when bells may have been missed: everything is to be looked at once."""
        self._on_gap.append(look)

    def ring(self, session: Session) -> None:
        """Tell what was noted in this transaction; heard when it commits."""
        if not self.others:
            return
        told = [f"{self._tag} {_MAIL} {channel} {chat}" for channel, chat in session.info.get(_MAIL, ())]
        due = session.info.get(_DUE)
        if due is not None and due <= self._now() + self._soon:
            told.append(f"{self._tag} {_DUE} {int(due.timestamp() * 1000) + 1}")  # never before it is due
        if told:
            session.connection().execute(_RING, {"told": told})

    def start(self) -> None:
        """Begin to listen; without PostgreSQL there is nothing to hear."""
        if self._works and self._thread is None:
            self._thread = threading.Thread(target=self._run, name="anxiu-bells", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Hear nothing more."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        wait, cut_off = FIRST_WAIT, False
        while not self._stopping.is_set():
            try:
                with closing(own_connection(self._engine, NAME)) as connection:
                    self._begin(connection)
                    if cut_off:
                        log.info("bells are heard again")
                    wait, cut_off = FIRST_WAIT, False
                    self._listen(connection)
            except (SQLAlchemyError, psycopg.Error, OSError) as error:
                if not cut_off:
                    log_trouble(log, "no bells are heard, polling goes on", error)
                cut_off = True
                self._stopping.wait(wait)
                wait = min(wait * 2, LONGEST_WAIT)

    def _begin(self, connection: "psycopg.Connection[Any]") -> None:
        """Listen first, then look: what was committed before is found, what comes after is heard."""
        connection.execute("LISTEN anxiu")
        connection.execute("SELECT pg_notify(%s, %s)", (_CHANNEL, f"{self._tag} {_HERE}"))
        self._count(connection)
        for look in self._on_gap:
            _guarded(look)

    def _listen(self, connection: "psycopg.Connection[Any]") -> None:
        counted = time.monotonic()
        while not self._stopping.is_set():
            for bell in connection.notifies(timeout=WAIT_SECONDS, stop_after=1):
                self._hear(bell.payload)
            if time.monotonic() - counted > COUNT_SECONDS:
                self._count(connection)
                counted = time.monotonic()

    def _count(self, connection: "psycopg.Connection[Any]") -> None:
        row = connection.execute(_COUNT, (NAME,)).fetchone()
        self.others = row is not None and row[0] > 0

    def _hear(self, payload: str) -> None:
        tag, _, rest = payload.partition(" ")
        kind, _, told = rest.partition(" ")
        if kind == _DUE and told.isdigit():  # one's own too: who sets a deadline need not be the thread that ticks
            due = datetime.fromtimestamp(int(told) / 1000, UTC)
            for heard in self._on_deadline:
                _guarded(lambda heard=heard: heard(due))  # type: ignore[misc]
        elif tag == self._tag:
            return
        elif kind == _HERE:
            self.others = True
        elif kind == _MAIL:
            channel, _, chat = told.partition(" ")
            for wake in self._on_mail:
                _guarded(lambda wake=wake: wake(channel, int(chat)))  # type: ignore[misc]


def _guarded(task: Callable[[], None]) -> None:
    """What is woken may fail; the listener goes on, and polling finds what was missed."""
    try:
        task()
    except Exception as error:
        log_trouble(log, "someone could not be woken", error)
