"""Runs what one process at a time may do while this process has that duty; others stand by to take it over."""

import logging
import threading
import time
from collections.abc import Callable

from bot.storage.absence import log_trouble
from bot.storage.duties import AWAY, Duty

log = logging.getLogger(__name__)

#: How often the duty is looked at, in seconds.
LOOK_SECONDS = 2.0
#: While the database is away nobody can take the duty over; after so many seconds it is given up all the same.
PATIENCE_SECONDS = 20.0


class Standby:
    """Takes a duty when it is free and begins with it; ends it where another process has it."""

    def __init__(
        self,
        duty: Duty,
        begin: Callable[[], Callable[[], None]],
        look: float = LOOK_SECONDS,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        """`begin` starts what is to be done and returns how to end it; it may be called again after that."""
        self._duty = duty
        self._patience = patience
        self._begin = begin
        self._look_seconds = look
        self._end: Callable[[], None] | None = None
        self._sure = 0.0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="anxiu-standby", daemon=True)

    def start(self) -> None:
        """Begin to look, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """End what is done here, then leave the duty to others."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._look()
            except Exception:
                log.exception("a duty could not be begun or ended; the next look tries again")
            self._stopping.wait(self._look_seconds)
        self._leave()
        self._duty.drop()

    def _look(self) -> None:
        try:
            ours = self._duty.take()
        except AWAY as error:
            if self._end is not None and time.monotonic() - self._sure > self._patience:
                log_trouble(log, "a duty is given up", error)
                self._leave()
            return
        self._sure = time.monotonic()
        if not ours:
            self._leave()
        elif self._end is None:
            self._end = self._begin()

    def _leave(self) -> None:
        end, self._end = self._end, None
        if end is not None:
            end()
