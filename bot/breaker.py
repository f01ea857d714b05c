"""Leaves a service alone for a while after several failures in a row, so that a slow one cannot slow down a city."""

import threading
from collections.abc import Callable

#: Failures in a row after which the service is left alone, and for how many seconds.
FAILURES, REST = 3, 60.0


class Breaker:
    """Counts failures in a row; safe to share among threads."""

    def __init__(self, now: Callable[[], float]) -> None:
        """`now` is a clock in seconds that never steps back."""
        self._now = now
        self._lock = threading.Lock()
        self._failures = 0
        self._rests_until = 0.0

    def may_be_asked(self) -> bool:
        """Whether to try; after a rest one may, and the others wait until it is known how that went."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            if self._now() < self._rests_until:
                return False
            self._rests_until = self._now() + REST
            return True

    def went_well(self) -> None:
        """The service answered."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The service gave no usable answer."""
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                self._rests_until = self._now() + REST
