"""Which rows an archive takes: what is over for good, from before a month."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, func, or_, select
from sqlmodel import Session, col

from booking.entities import Request
from booking.identifiers import least_id
from booking.lifecycle import ENDED
from bot.mail.entities import OutMessage, OutStatus
from bot.storage.months import Month
from vendors.entities import Provider

#: So long after the last warranty has run out nobody comes back to a request: no rework, no other rating.
REST = timedelta(days=30)


class TooEarlyError(Exception):
    """The month has not come yet."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is archived: facts from before a month of requests that had ended by an instant; deliveries before that."""

    before: Month
    ended_by: datetime

    def facts(self, table: Table) -> ColumnElement[bool]:
        """The condition on a fact, in the table as it stands in the database."""
        ended = select(col(Request.id)).where(
            col(Request.id) < self.before.first_id,
            col(Request.status).in_([status.value for status in ENDED]),
            col(Request.closed_at) < self.ended_by,
        )
        return (table.c.request_id < self.before.first_id) & table.c.request_id.in_(ended)

    def messages(self, table: Table) -> ColumnElement[bool]:
        """The condition on a delivery: settled, not open, not to be changed, of nobody whose request goes on."""
        going_on = select(col(Request.id)).where(
            col(Request.resident) == table.c.party,
            col(Request.id) < self.before.first_id,
            or_(
                col(Request.status).not_in([status.value for status in ENDED]),
                col(Request.closed_at) >= self.ended_by,
            ),
        )
        waiting = col(OutMessage.status) == OutStatus.WAITING
        changed = select(col(OutMessage.closes)).where(waiting, col(OutMessage.closes).is_not(None))
        return (table.c.id < least_id(self.ended_by)) & settled(table) & ~going_on.exists() & table.c.id.not_in(changed)


def settled(table: Table) -> ColumnElement[bool]:
    """The condition that nothing more happens to a delivery."""
    given_up = (table.c.status == OutStatus.DEAD.value) & table.c.told_otherwise.is_(True)
    return ((table.c.status == OutStatus.DELIVERED.value) | given_up) & table.c.subject.is_(None)


def choose(session: Session, before: Month, now: datetime) -> Choice:
    """What can be archived of the time before a month. Raises TooEarlyError for a month that has not begun.

    Requests whose warranty may still run stay, whatever the month.
    """
    if before.start > now:
        raise TooEarlyError(f"{before} has not begun yet")
    longest = session.connection().execute(select(func.max(Provider.warranty_days))).scalar_one() or 0
    return Choice(before, min(before.start, now - timedelta(days=longest) - REST))
