"""`python -m tests.faults.stepping FILE ROLE PORT`: a process of Anxiu on a machine whose clock is set while it runs.

FILE holds by how many seconds the clock stands wrong just now.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.running.serve import run
from bot.settings import Settings


class SteppedClock:
    """The machine's clock, as far wrong as a file says."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(self._file.read_text("ascii")))


def step(file: Path, seconds: float) -> None:
    """Set the clock of all processes that look at this file, at once and as a whole."""
    new = file.with_suffix(".new")
    new.write_text(f"{seconds:g}", "ascii")
    os.replace(new, file)


if __name__ == "__main__":
    place, role, port = sys.argv[1:]
    told = Settings().model_copy(update={"port": int(port)})  # type: ignore[call-arg]
    sys.exit(run(told, role=role, sample=False, clock=SteppedClock(Path(place))))
