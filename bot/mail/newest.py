"""The newest identifier that a message carries: a process that starts counts on from there."""

from datetime import datetime, timedelta

from sqlmodel import Session, func, select

from booking.identifiers import least_id
from bot.mail.entities import InMessage, OutMessage

#: What a clock gave out that stood further ahead is left alone: all that follows would belong to a month to come.
AHEAD = timedelta(days=1)


def newest(session: Session, now: datetime) -> int:
    """The greatest identifier among messages, 0 without any; no more than a day ahead of now.

    Messages are read and delivered in the order of their identifiers. After a clock stood too far ahead for a while
    those of a new process would come before what was said already.
    """
    made = (session.exec(select(func.max(table.id))).one() for table in (InMessage, OutMessage))
    return min(max(one or 0 for one in made), least_id(now + AHEAD))
