"""By when a provider must answer an offer: night hours do not count, and the visit must stay possible."""

from datetime import datetime, timedelta

from booking.terms import SHANGHAI, Urgency
from booking.windows import local

#: Local hours in which the clock of an offer runs.
AWAKE = {Urgency.NORMAL: (8, 21), Urgency.URGENT: (7, 22)}
#: An urgent offer is answered sooner than a firm's usual time.
URGENT_MINUTES = 15
#: An offer is passed on at least this long before its window begins.
BEFORE_WINDOW = timedelta(minutes=30)
#: Nobody is asked to answer faster than this.
AT_LEAST = timedelta(minutes=5)
#: A centre acknowledges an emergency within this time, day and night ("told to someone within minutes").
CENTRE_EMERGENCY = timedelta(minutes=5)
#: A centre acknowledges an ordinary visit that no firm took.
CENTRE_ORDINARY_MINUTES = 30

#: A resident who is asked about another window has this long, within the hours above.
RESIDENT_MINUTES = {Urgency.NORMAL: 120, Urgency.URGENT: 20}
#: Where less than this is left, the resident is not asked.
RESIDENT_AT_LEAST = timedelta(minutes=10)
#: So long before the first window another firm can still be asked for it.
FOR_ANOTHER_FIRM = BEFORE_WINDOW + timedelta(minutes=30)


def due(now: datetime, minutes: int, urgency: Urgency, window_start: datetime) -> datetime:
    """The instant by which a firm must have answered an ordinary or urgent offer."""
    if urgency is Urgency.URGENT:
        minutes = min(minutes, URGENT_MINUTES)
    reached = _count_awake(now, timedelta(minutes=minutes), AWAKE[urgency])
    return max(min(reached, window_start - BEFORE_WINDOW), now + AT_LEAST)


def resident_due(now: datetime, urgency: Urgency, first: datetime, proposed: datetime) -> datetime | None:
    """By when a resident must say whether a window that begins at `proposed` may take the place of the `first`.

    None where it is too late to ask: others could not be asked for the first one any more, or only at night.
    """
    hours = AWAKE[urgency]
    latest = _back_to_day(min(first - FOR_ANOTHER_FIRM, proposed - BEFORE_WINDOW), hours)
    if latest < _count_awake(now, RESIDENT_AT_LEAST, hours):
        return None
    return min(latest, _count_awake(now, timedelta(minutes=RESIDENT_MINUTES[urgency]), hours))


def _back_to_day(at: datetime, hours: tuple[int, int]) -> datetime:
    """This instant, or the end of the day before where it lies at night."""
    day = at.astimezone(SHANGHAI).date()
    opens, closes = local(day, hours[0]), local(day, hours[1])
    if at < opens:
        return local(day - timedelta(days=1), hours[1])
    return min(at, closes)


def _count_awake(now: datetime, left: timedelta, hours: tuple[int, int]) -> datetime:
    day = now.astimezone(SHANGHAI).date()
    at = now
    while True:
        opens, closes = local(day, hours[0]), local(day, hours[1])
        at = max(at, opens)
        if at + left <= closes:
            return at + left
        if at < closes:
            left -= closes - at
        day += timedelta(days=1)
