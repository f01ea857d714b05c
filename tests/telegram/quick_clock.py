"""A clock that runs by itself, many times as fast as the real one, and can be moved on."""

import threading
import time
from datetime import UTC, datetime, timedelta


class QuickClock:
    """Starts at an instant; a real second is `speed` of its own."""

    def __init__(self, start: datetime, speed: float = 20.0) -> None:
        self._start = start.astimezone(UTC)
        self._speed = speed
        self._began = time.monotonic()
        self._moved = timedelta()
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The instant."""
        with self._lock:
            return self._start + self._moved + timedelta(seconds=(time.monotonic() - self._began) * self._speed)

    def seconds(self) -> float:
        """The same as a number of seconds."""
        return self.now().timestamp()

    def advance(self, by: timedelta) -> None:
        """Move on at once."""
        with self._lock:
            self._moved += by
