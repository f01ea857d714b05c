"""The log of a request: every change is in it, and whatever is done to it afterwards is seen."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from sqlalchemy import text

from booking import requests
from booking.entities import Fact
from booking.facts import broken_link, fact_hash, record
from booking.lifecycle import Event, IllegalChangeError
from booking.store import lock_request
from booking.work import Work
from tests.rooms import Rooms


@pytest.fixture
def booked(rooms: Rooms) -> int:
    """A request with a log of some length."""
    request_id = rooms.book()
    rooms.accept(request_id)
    for event in (Event.SET_OUT, Event.ARRIVED):
        rooms.do(lambda work, event=event: requests.change(work, lock_request(work.session, request_id), event, "t"))  # type: ignore[misc]
    return request_id


def _check(rooms: Rooms, request_id: int, facts: Sequence[Fact] | None = None) -> str | None:
    facts = rooms.facts(request_id) if facts is None else facts
    return broken_link(facts, rooms.request(request_id).head)


def test_every_change_leaves_a_fact_and_the_chain_is_whole(rooms: Rooms, booked: int) -> None:
    facts = rooms.facts(booked)
    assert [fact.kind for fact in facts] == ["submitted", "offered", "accepted", "set_out", "arrived"]
    assert [fact.seq for fact in facts] == [1, 2, 3, 4, 5]
    assert facts[0].prev == ""
    assert all(later.prev == earlier.hash for earlier, later in pairwise(facts))
    assert all(fact.hash == fact_hash(fact) for fact in facts)
    assert rooms.request(booked).facts == 5
    assert _check(rooms, booked) is None


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'declined'",
        "actor = 'resident:other'",
        "at = '2026-11-23 00:00:01.000000'",
        "data = '{}'",
    ],
)
def test_an_altered_fact_is_found(rooms: Rooms, booked: int, change: str) -> None:
    with rooms.database.engine.begin() as connection:
        connection.execute(text(f"UPDATE fact SET {change} WHERE request_id = :id AND seq = 3"), {"id": booked})
    assert _check(rooms, booked) == "fact 3 was altered"


def test_an_altered_fact_with_a_fitting_hash_breaks_the_next_link(rooms: Rooms, booked: int) -> None:
    facts = rooms.facts(booked)
    facts[2].actor = "resident:other"
    facts[2].hash = fact_hash(facts[2])
    assert _check(rooms, booked, facts) == "fact 4 does not follow fact 3"


@pytest.mark.parametrize("seq", [1, 3, 4])
def test_a_missing_fact_is_found(rooms: Rooms, booked: int, seq: int) -> None:
    facts = [fact for fact in rooms.facts(booked) if fact.seq != seq]
    assert _check(rooms, booked, facts) == f"fact {seq} is missing"


def test_a_cut_tail_is_found(rooms: Rooms, booked: int) -> None:
    facts = rooms.facts(booked)
    fault = _check(rooms, booked, facts[:-1])
    assert fault == "the log ends at fact 4, the request says otherwise"
    assert _check(rooms, booked, []) == "the log ends at fact 0, the request says otherwise"


def test_reordered_facts_are_found(rooms: Rooms, booked: int) -> None:
    facts = list(rooms.facts(booked))
    facts[1], facts[2] = facts[2], facts[1]
    assert _check(rooms, booked, facts) == "fact 2 is missing"
    facts[1].seq, facts[2].seq = 2, 3
    assert _check(rooms, booked, facts) == "fact 2 does not follow fact 1"


def test_an_added_fact_is_found(rooms: Rooms, booked: int) -> None:
    facts = list(rooms.facts(booked))
    last = facts[-1]
    extra = Fact(**{**last.model_dump(), "seq": last.seq + 1, "prev": last.hash, "kind": "finished"})
    extra.hash = fact_hash(extra)
    assert _check(rooms, booked, [*facts, extra]) == "the log ends at fact 6, the request says otherwise"


def test_a_reaction_runs_in_the_same_unit_of_work(rooms: Rooms) -> None:
    """When what follows from a fact fails, the fact never happened."""
    request_id = rooms.book()

    def fail(_work: object, _request: object, _fact: object) -> None:
        raise ZeroDivisionError

    def rule(work: Work) -> None:
        work.reactions = {"noted": [fail]}
        record(work, lock_request(work.session, request_id), "noted", "system:test")

    before = rooms.kinds(request_id)
    with pytest.raises(ZeroDivisionError):
        rooms.do(rule)
    assert rooms.kinds(request_id) == before
    assert _check(rooms, request_id) is None


def test_a_refused_change_leaves_no_trace(rooms: Rooms, booked: int) -> None:
    before = rooms.request(booked).model_dump()
    with pytest.raises(IllegalChangeError):
        rooms.do(lambda work: requests.change(work, lock_request(work.session, booked), Event.CANCELLED, "resident:r1"))
    assert rooms.request(booked).model_dump() == before
    assert _check(rooms, booked) is None
