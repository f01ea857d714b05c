"""Slows down guessing of passwords: after some failures a login must wait at that address."""

import threading
from datetime import datetime, timedelta

FAILURES = 5
WINDOW = timedelta(minutes=10)
WAIT = timedelta(minutes=1)
#: So many pairs are remembered; beyond that the oldest are forgotten.
REMEMBERED = 10_000

Pair = tuple[str, str]


class Attempts:
    """Counts failures by login and address; kept in this process only."""

    def __init__(self) -> None:
        self._failures: dict[Pair, list[datetime]] = {}
        self._lock = threading.Lock()

    def must_wait(self, pair: Pair, now: datetime) -> bool:
        """Whether this login must not be tried from this address now."""
        with self._lock:
            recent = [at for at in self._failures.get(pair, ()) if now - at < WINDOW]
            return len(recent) >= FAILURES and now - recent[-1] < WAIT

    def failed(self, pair: Pair, now: datetime) -> None:
        """A wrong password was given."""
        with self._lock:
            recent = [at for at in self._failures.pop(pair, []) if now - at < WINDOW]
            self._failures[pair] = [*recent, now][-FAILURES:]
            while len(self._failures) > REMEMBERED:
                self._failures.pop(next(iter(self._failures)))

    def succeeded(self, pair: Pair) -> None:
        """The right password was given."""
        with self._lock:
            self._failures.pop(pair, None)
