"""The life of an offer: every allowed change of status stands in this table."""

from collections.abc import Mapping
from enum import StrEnum

from booking.lifecycle import IllegalChangeError


class OfferStatus(StrEnum):
    """Where an offer stands."""

    OPEN = "open"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    FULFILLED = "fulfilled"


class OfferEvent(StrEnum):
    """What happens to an offer."""

    PROPOSE = "propose"
    ACCEPT = "accept"
    DECLINE = "decline"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"
    FULFIL = "fulfil"


OFFER_TRANSITIONS: Mapping[tuple[OfferStatus, OfferEvent], OfferStatus] = {
    (OfferStatus.OPEN, OfferEvent.ACCEPT): OfferStatus.ACCEPTED,
    (OfferStatus.OPEN, OfferEvent.DECLINE): OfferStatus.DECLINED,
    (OfferStatus.OPEN, OfferEvent.EXPIRE): OfferStatus.EXPIRED,
    (OfferStatus.OPEN, OfferEvent.WITHDRAW): OfferStatus.WITHDRAWN,
    # the firm would come in another window: once, and then the resident decides
    (OfferStatus.OPEN, OfferEvent.PROPOSE): OfferStatus.PROPOSED,
    (OfferStatus.PROPOSED, OfferEvent.ACCEPT): OfferStatus.ACCEPTED,
    (OfferStatus.PROPOSED, OfferEvent.DECLINE): OfferStatus.DECLINED,
    (OfferStatus.PROPOSED, OfferEvent.WITHDRAW): OfferStatus.WITHDRAWN,
    (OfferStatus.ACCEPTED, OfferEvent.FULFIL): OfferStatus.FULFILLED,
    # a scheduled visit is moved, cancelled or missed: the firm's acceptance ends with it
    (OfferStatus.ACCEPTED, OfferEvent.WITHDRAW): OfferStatus.WITHDRAWN,
}


def next_offer_status(status: OfferStatus, event: OfferEvent) -> OfferStatus:
    """The offer's status after an event. Raises IllegalChangeError for a pair not in the table."""
    try:
        return OFFER_TRANSITIONS[status, event]
    except KeyError:
        raise IllegalChangeError(f"an offer that is {status} cannot take {event}") from None


#: An offer in one of these stands before its provider, and no other may be made.
LIVE = (OfferStatus.OPEN, OfferStatus.PROPOSED, OfferStatus.ACCEPTED)
#: Not decided yet, by whoever is asked.
WAITING = (OfferStatus.OPEN, OfferStatus.PROPOSED)
