"""Looks after the months of large tables: those ahead are made every day, by a deadline of the clockwork."""

from datetime import timedelta

from booking.terms import CITY
from booking.work import Work
from bot.mail.deadlines import Handler
from bot.mail.entities import Deadline
from bot.storage import partitions

MONTHS, MEASURE = "months", "measure_months"
EVERY = timedelta(days=1)
#: Where a table was in use it is tried again after this time.
SOON = timedelta(minutes=1)


def handlers() -> dict[str, Handler]:
    """Who handles which kind of deadline."""
    return {MONTHS: _make_months, MEASURE: _measure}


def _make_months(work: Work, _deadline: Deadline) -> None:
    """Make what is missing; measured in a transaction of its own, for what is made keeps writers waiting until then."""
    found = partitions.ensure(work.session.connection(), work.now)
    work.set_deadline(MONTHS, 0, work.now + (SOON if found.busy else EVERY), CITY)
    if found.made:
        work.set_deadline(MEASURE, 0, work.now, CITY)


def _measure(work: Work, _deadline: Deadline) -> None:
    partitions.measure(work.session.connection())
