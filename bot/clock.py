"""Time and identifiers: the real ones, and ones that a script or a test turns by hand."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from booking.identifiers import EPOCH_MS, LOW_BITS


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class ManualClock:
    """A clock that stands still until it is moved."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("a clock needs a time zone")
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        """Move forward (or back)."""
        self._now += by

    def move_to(self, at: datetime) -> None:
        """Set the time."""
        self._now = at.astimezone(UTC)


#: A clock that stands so far behind what was given out already, in milliseconds, was set back.
_SET_BACK_MS = 1000


class TimeIds:
    """Identifiers of 63 bits: milliseconds since 2024, then 22 bits that start at a random place a millisecond.

    They grow with time within a process and do not collide between processes in practice: two processes
    would have to draw overlapping places out of four million in the same millisecond; the primary key
    refuses even that. Where the clock was set back each takes a millisecond of its own, for processes that all
    counted on from the same place would meet.
    """

    def __init__(self, clock: Clock, random: Callable[[int], bytes], *, above: int = 0) -> None:
        """All are greater than `above`."""
        self._clock = clock
        self._random = random
        self._last_ms = 0
        self._low = 0
        self._lock = threading.Lock()
        if above:
            self._begin(1 + (above >> LOW_BITS))

    def next(self) -> int:
        """A new identifier."""
        with self._lock:
            ms = int(self._clock.now().timestamp() * 1000) - EPOCH_MS
            if ms > self._last_ms:
                self._begin(ms)
            elif self._last_ms - ms > _SET_BACK_MS:
                self._begin(self._last_ms + 1)
            else:
                self._low += 1
                if self._low >> LOW_BITS:
                    self._last_ms += 1
                    self._low = 0
            return self._last_ms << LOW_BITS | self._low

    def _begin(self, ms: int) -> None:
        self._last_ms = ms
        self._low = int.from_bytes(self._random(3)) >> 3  # 21 bits: room to count up
