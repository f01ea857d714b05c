"""The tables of a life: what they allow, what they refuse, and that nobody is ever stuck."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import product
from typing import TypeVar

import pytest

from booking.lifecycle import (
    ENDED,
    TRANSITIONS,
    VISIT_TRANSITIONS,
    Event,
    IllegalChangeError,
    Status,
    VisitStatus,
    next_status,
    next_visit_status,
)
from vendors.offer_life import OFFER_TRANSITIONS, OfferEvent, OfferStatus, next_offer_status

_State = TypeVar("_State", bound=StrEnum)
_Event = TypeVar("_Event", bound=StrEnum)


@pytest.mark.parametrize(("status", "event"), list(product(Status, Event)))
def test_a_request_changes_only_as_its_table_says(status: Status, event: Event) -> None:
    if (status, event) in TRANSITIONS:
        assert next_status(status, event) is TRANSITIONS[status, event]
    else:
        with pytest.raises(IllegalChangeError, match=f"{status}.*{event}"):
            next_status(status, event)


@pytest.mark.parametrize(("status", "event"), list(product(VisitStatus, Event)))
def test_a_visit_changes_only_as_its_table_says(status: VisitStatus, event: Event) -> None:
    if (status, event) in VISIT_TRANSITIONS:
        assert next_visit_status(status, event) is VISIT_TRANSITIONS[status, event]
    else:
        with pytest.raises(IllegalChangeError, match=f"{status}.*{event}"):
            next_visit_status(status, event)


@pytest.mark.parametrize(("status", "event"), list(product(OfferStatus, OfferEvent)))
def test_an_offer_changes_only_as_its_table_says(status: OfferStatus, event: OfferEvent) -> None:
    if (status, event) in OFFER_TRANSITIONS:
        assert next_offer_status(status, event) is OFFER_TRANSITIONS[status, event]
    else:
        with pytest.raises(IllegalChangeError, match=f"{status}.*{event}"):
            next_offer_status(status, event)


def test_ended_requests_stay_ended_but_for_rework_and_every_other_can_end() -> None:
    exits = {status for status, event in TRANSITIONS if event is not Event.REOPENED}
    assert exits == set(Status) - ENDED
    reopened = {status for status, event in TRANSITIONS if event is Event.REOPENED}
    assert reopened == {Status.CLOSED}
    for status in Status:
        assert _reachable(status, TRANSITIONS) & ENDED, f"a request that is {status} can never end"


def test_every_status_is_reached_from_the_first() -> None:
    assert _reachable(Status.SUBMITTED, TRANSITIONS) == set(Status)
    assert _reachable(VisitStatus.PLANNED, VISIT_TRANSITIONS) == set(VisitStatus)
    assert _reachable(OfferStatus.OPEN, OFFER_TRANSITIONS) == set(OfferStatus)


def test_an_unconfirmed_request_is_never_counted_as_confirmed() -> None:
    """The only way into confirmed is the resident's own word."""
    ways = {event for (_, event), to in TRANSITIONS.items() if to is Status.CONFIRMED}
    assert ways == {Event.CONFIRMED}


def test_whatever_moves_a_scheduled_request_also_moves_its_visit() -> None:
    """A visit under way never stays behind when its request goes on."""
    under_way = {
        Status.SCHEDULED: VisitStatus.PLANNED,
        Status.ON_THE_WAY: VisitStatus.ON_THE_WAY,
        Status.IN_PROGRESS: VisitStatus.ARRIVED,
    }
    for (status, event), to in TRANSITIONS.items():
        if status in under_way:
            visit = next_visit_status(under_way[status], event)
            expected = under_way.get(to)
            assert visit is expected if expected else visit not in under_way.values()


def _reachable(start: _State, table: Mapping[tuple[_State, _Event], _State]) -> set[_State]:
    found, left = {start}, [start]
    while left:
        here = left.pop()
        for (status, _), to in table.items():
            if status == here and to not in found:
                found.add(to)
                left.append(to)
    return found
