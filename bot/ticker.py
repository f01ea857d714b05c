"""APScheduler, which only ticks: what there is to do stands in the database."""

import logging
from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler

from bot.clockwork import Clockwork

log = logging.getLogger(__name__)

#: How often messages and turns that a dead process left behind are looked for.
RESCUE_SECONDS = 5.0


class Ticker:
    """Calls the clockwork at intervals, in threads of its own; a tick that takes long is not doubled."""

    def __init__(self, clockwork: Clockwork, seconds: float) -> None:
        self._scheduler = BackgroundScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 60}
        )
        self._scheduler.add_job(_guarded(clockwork.tick), "interval", seconds=seconds, id="tick")
        self._scheduler.add_job(_guarded(clockwork.rescue), "interval", seconds=RESCUE_SECONDS, id="rescue")
        self._clockwork = clockwork

    def start(self) -> None:
        """Begin to tick, after a first look for what was left behind."""
        self._clockwork.prepare()
        self._clockwork.rescue()
        self._scheduler.start()

    def stop(self) -> None:
        """Stop after the tick under way."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)


def _guarded(task: Callable[[], object]) -> Callable[[], None]:
    """A database that is away for a while must not end the ticking."""

    def run() -> None:
        try:
            task()
        except Exception:
            log.exception("a tick failed; the next one tries again")

    return run
