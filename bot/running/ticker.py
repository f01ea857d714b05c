"""APScheduler, which only ticks: what there is to do stands in the database."""

import logging
from collections.abc import Callable
from datetime import datetime

from apscheduler.schedulers.background import BackgroundScheduler

from bot.running.clockwork import Clockwork
from bot.storage.absence import log_trouble

log = logging.getLogger(__name__)

#: How often messages and turns that a dead process left behind are looked for.
RESCUE_SECONDS = 5.0


class Ticker:
    """Calls the clockwork at intervals, in threads of its own; a tick that takes long is not doubled."""

    def __init__(self, clockwork: Clockwork, seconds: float) -> None:
        self._scheduler = BackgroundScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 60}
        )
        self._prepared = False
        self._tick = _guarded(self._tick_once)
        self._scheduler.add_job(self._tick, "interval", seconds=seconds, id="tick")
        self._scheduler.add_job(_guarded(clockwork.rescue), "interval", seconds=RESCUE_SECONDS, id="rescue")
        self._clockwork = clockwork

    def start(self) -> None:
        """Begin to tick, after a first look for what was left behind."""
        _guarded(self._prepare)()
        _guarded(self._clockwork.rescue)()
        self._scheduler.start()

    def expect(self, due: datetime) -> None:
        """Tick at this time too; several within a tenth of a second are one."""
        place = f"due-{int(due.timestamp() * 10)}"
        self._scheduler.add_job(
            self._tick, "date", run_date=due, id=place, replace_existing=True, misfire_grace_time=None
        )

    def stop(self) -> None:
        """Stop after the deadline under way; others that are due wait for another process, or the next start."""
        self._clockwork.stop()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def _tick_once(self) -> None:
        if not self._prepared:
            self._prepare()
        self._clockwork.tick()

    def _prepare(self) -> None:
        self._clockwork.prepare()
        self._prepared = True


def _guarded(task: Callable[[], object]) -> Callable[[], None]:
    """A database that is away for a while must not end the ticking."""

    def run() -> None:
        try:
            task()
        except Exception as error:
            log_trouble(log, "a tick failed; the next one tries again", error)

    return run
