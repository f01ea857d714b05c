"""The lives of a request and of a visit: every allowed change of status stands in a table here."""

from collections.abc import Mapping
from enum import StrEnum


class IllegalChangeError(Exception):
    """A change of status that the table does not allow; the caller's mistake, nothing was changed."""


class Status(StrEnum):
    """Where a repair request stands."""

    SUBMITTED = "submitted"
    OFFERING = "offering"
    SCHEDULED = "scheduled"
    ON_THE_WAY = "on_the_way"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    UNRESOLVED = "unresolved"


class Event(StrEnum):
    """What happens to a repair request and may change its status."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    NOBODY_FREE = "nobody_free"
    MOVED = "moved"
    ESCALATED = "escalated"
    SET_OUT = "set_out"
    ARRIVED = "arrived"
    FINISHED = "finished"
    CONFIRMED = "confirmed"
    NOT_FIXED = "not_fixed"
    ABSENT = "absent"
    REBOOKED = "rebooked"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    REOPENED = "reopened"
    FIRM_ABSENT = "firm_absent"
    REASSIGNED = "reassigned"


_S, _E = Status, Event

TRANSITIONS: Mapping[tuple[Status, Event], Status] = {
    (_S.SUBMITTED, _E.OFFERED): _S.OFFERING,
    (_S.SUBMITTED, _E.NOBODY_FREE): _S.UNRESOLVED,
    (_S.SUBMITTED, _E.CANCELLED): _S.CANCELLED,
    (_S.OFFERING, _E.OFFERED): _S.OFFERING,
    (_S.OFFERING, _E.ACCEPTED): _S.SCHEDULED,
    (_S.OFFERING, _E.NOBODY_FREE): _S.UNRESOLVED,
    (_S.OFFERING, _E.MOVED): _S.SUBMITTED,
    (_S.OFFERING, _E.ESCALATED): _S.SUBMITTED,
    (_S.OFFERING, _E.CANCELLED): _S.CANCELLED,
    (_S.OFFERING, _E.REASSIGNED): _S.SUBMITTED,
    (_S.SCHEDULED, _E.SET_OUT): _S.ON_THE_WAY,
    (_S.SCHEDULED, _E.ARRIVED): _S.IN_PROGRESS,
    (_S.SCHEDULED, _E.ABSENT): _S.NO_SHOW,
    (_S.SCHEDULED, _E.FIRM_ABSENT): _S.UNRESOLVED,
    (_S.SCHEDULED, _E.MOVED): _S.SUBMITTED,
    (_S.SCHEDULED, _E.ESCALATED): _S.SUBMITTED,
    (_S.SCHEDULED, _E.CANCELLED): _S.CANCELLED,
    (_S.SCHEDULED, _E.REASSIGNED): _S.SUBMITTED,
    (_S.ON_THE_WAY, _E.ARRIVED): _S.IN_PROGRESS,
    (_S.ON_THE_WAY, _E.ABSENT): _S.NO_SHOW,
    (_S.ON_THE_WAY, _E.CANCELLED): _S.CANCELLED,
    (_S.ON_THE_WAY, _E.REASSIGNED): _S.SUBMITTED,
    (_S.IN_PROGRESS, _E.FINISHED): _S.DONE,
    (_S.IN_PROGRESS, _E.ABSENT): _S.NO_SHOW,
    (_S.DONE, _E.CONFIRMED): _S.CONFIRMED,
    (_S.DONE, _E.NOT_FIXED): _S.UNRESOLVED,
    (_S.DONE, _E.CLOSED): _S.CLOSED,
    (_S.CONFIRMED, _E.NOT_FIXED): _S.UNRESOLVED,
    (_S.CONFIRMED, _E.CLOSED): _S.CLOSED,
    (_S.NO_SHOW, _E.REBOOKED): _S.SUBMITTED,
    (_S.NO_SHOW, _E.ESCALATED): _S.SUBMITTED,
    (_S.NO_SHOW, _E.CANCELLED): _S.CANCELLED,
    (_S.UNRESOLVED, _E.REBOOKED): _S.SUBMITTED,
    (_S.UNRESOLVED, _E.ESCALATED): _S.SUBMITTED,
    (_S.UNRESOLVED, _E.CANCELLED): _S.CANCELLED,
    (_S.UNRESOLVED, _E.CLOSED): _S.CLOSED,
    (_S.CLOSED, _E.REOPENED): _S.UNRESOLVED,
}

#: Nobody came, nobody was free, or it was opened again: the person has yet to choose another time.
LOST = frozenset({Status.NO_SHOW, Status.UNRESOLVED})
#: Nothing is under way any more. Only rework under warranty leaves one of these again.
ENDED = frozenset({Status.CLOSED, Status.CANCELLED})


def next_status(status: Status, event: Event) -> Status:
    """The status after an event. Raises IllegalChangeError for a pair that is not in the table."""
    try:
        return TRANSITIONS[status, event]
    except KeyError:
        raise IllegalChangeError(f"a request that is {status} cannot be {event}") from None


class VisitStatus(StrEnum):
    """Where one appointment of a technician stands."""

    PLANNED = "planned"
    ON_THE_WAY = "on_the_way"
    ARRIVED = "arrived"
    DONE = "done"
    CANCELLED = "cancelled"
    MISSED = "missed"


#: An appointment in these is still to be kept; of a request there is one at most.
CURRENT_VISIT = (VisitStatus.PLANNED, VisitStatus.ON_THE_WAY, VisitStatus.ARRIVED)

_V = VisitStatus

VISIT_TRANSITIONS: Mapping[tuple[VisitStatus, Event], VisitStatus] = {
    (_V.PLANNED, _E.SET_OUT): _V.ON_THE_WAY,
    (_V.PLANNED, _E.ARRIVED): _V.ARRIVED,
    (_V.PLANNED, _E.ABSENT): _V.MISSED,
    (_V.PLANNED, _E.FIRM_ABSENT): _V.MISSED,
    (_V.PLANNED, _E.MOVED): _V.CANCELLED,
    (_V.PLANNED, _E.ESCALATED): _V.CANCELLED,
    (_V.PLANNED, _E.CANCELLED): _V.CANCELLED,
    (_V.PLANNED, _E.REASSIGNED): _V.CANCELLED,
    (_V.ON_THE_WAY, _E.ARRIVED): _V.ARRIVED,
    (_V.ON_THE_WAY, _E.ABSENT): _V.MISSED,
    (_V.ON_THE_WAY, _E.CANCELLED): _V.CANCELLED,
    (_V.ON_THE_WAY, _E.REASSIGNED): _V.CANCELLED,
    (_V.ARRIVED, _E.FINISHED): _V.DONE,
    (_V.ARRIVED, _E.ABSENT): _V.MISSED,
}


def next_visit_status(status: VisitStatus, event: Event) -> VisitStatus:
    """The visit's status after an event of its request. Raises IllegalChangeError."""
    try:
        return VISIT_TRANSITIONS[status, event]
    except KeyError:
        raise IllegalChangeError(f"a visit that is {status} cannot be {event}") from None
