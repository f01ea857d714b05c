"""Seals: an audit finds nothing in an honest log, and finds even a log that was rewritten as a whole."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from booking import requests, sealing
from booking.entities import Request, Seal, SealedHead
from booking.facts import fact_hash
from booking.lifecycle import Event
from booking.store import facts_of, lock_request
from booking.work import Work
from tests.rooms import Rooms


def _seal(rooms: Rooms) -> Seal | None:
    rooms.clock.advance(timedelta(minutes=10))
    return rooms.do(sealing.seal)


def _audit(rooms: Rooms) -> list[str]:
    return rooms.see(lambda session: list(sealing.audit(session)))


def _rewrite(rooms: Rooms, request_id: int, actor: str) -> None:
    """Forge the whole log of a request so that its chain is whole again."""

    def forge(work: Work) -> None:
        request = lock_request(work.session, request_id)
        prev = ""
        for fact in facts_of(work.session, request):
            fact.actor, fact.prev = actor, prev
            fact.hash = prev = fact_hash(fact)
            work.session.add(fact)
        request.head = prev
        work.session.add(request)

    rooms.do(forge)


@pytest.fixture
def sealed(rooms: Rooms) -> tuple[int, int]:
    """Two requests, sealed twice while they grew."""
    first, second = rooms.book(), rooms.alarm("resident:r2")
    _seal(rooms)
    rooms.accept(first)
    _seal(rooms)
    return first, second


def test_an_honest_log_has_no_faults(rooms: Rooms, sealed: tuple[int, int]) -> None:
    assert _audit(rooms) == []
    rooms.accept(sealed[1])
    assert _audit(rooms) == []


def test_only_what_grew_is_sealed(rooms: Rooms) -> None:
    assert _seal(rooms) is None
    first = rooms.book()
    rooms.alarm("resident:r2")
    assert (made := _seal(rooms)) is not None
    assert made.heads == 2
    assert _seal(rooms) is None
    rooms.accept(first)
    assert (made := _seal(rooms)) is not None
    assert made.heads == 1


def test_the_clockwork_seals_at_intervals(rooms: Rooms) -> None:
    rooms.clockwork.prepare()
    rooms.book()
    rooms.live_for(timedelta(minutes=21))
    rooms.alarm("resident:r2")
    rooms.live_for(timedelta(minutes=21))
    seals = rooms.see(lambda session: session.exec(select(Seal)).all())
    assert len(seals) >= 2
    assert _audit(rooms) == []


def test_a_log_rewritten_as_a_whole_after_its_seal_is_found(rooms: Rooms, sealed: tuple[int, int]) -> None:
    _rewrite(rooms, sealed[0], "resident:other")
    faults = _audit(rooms)
    assert len(faults) == 2  # it was sealed twice
    assert all(f"request {sealed[0]} was rewritten after seal" in fault for fault in faults)


def test_a_log_cut_back_as_a_whole_after_its_seal_is_found(rooms: Rooms, sealed: tuple[int, int]) -> None:
    def cut(work: Work) -> None:
        request = lock_request(work.session, sealed[0])
        *kept, last = facts_of(work.session, request)
        work.session.delete(last)
        request.facts, request.head = kept[-1].seq, kept[-1].hash
        work.session.add(request)

    rooms.do(cut)
    assert any(f"request {sealed[0]} was rewritten" in fault for fault in _audit(rooms))


def test_an_altered_fact_is_named_with_its_request(rooms: Rooms, sealed: tuple[int, int]) -> None:
    with rooms.database.engine.begin() as connection:
        connection.execute(text("UPDATE fact SET actor = 'x' WHERE request_id = :id AND seq = 1"), {"id": sealed[1]})
    number = rooms.request(sealed[1]).number
    assert f"request {number}: fact 1 was altered" in _audit(rooms)


@pytest.mark.parametrize("statement", ["UPDATE seal SET root = prev", "UPDATE seal SET heads = heads + 1"])
def test_an_altered_seal_is_found(rooms: Rooms, sealed: tuple[int, int], statement: str) -> None:
    with rooms.database.engine.begin() as connection:
        connection.execute(text(statement))
    assert any("was altered" in fault or "does not follow" in fault for fault in _audit(rooms))


def test_a_head_taken_out_of_a_seal_is_found(rooms: Rooms, sealed: tuple[int, int]) -> None:
    def remove(work: Work) -> int:
        head = work.session.exec(select(SealedHead).where(SealedHead.request_id == sealed[1])).one()
        work.session.delete(head)
        return head.seal_id

    seal_id = rooms.do(remove)
    assert _audit(rooms) == [f"seal {seal_id} was altered"]


def test_a_seal_taken_out_of_the_middle_is_found(rooms: Rooms, sealed: tuple[int, int]) -> None:
    first, second = rooms.see(lambda session: session.exec(select(Seal).order_by(Seal.id)).all())  # type: ignore[arg-type]
    with rooms.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM sealed_head WHERE seal_id = :id"), {"id": first.id})
        connection.execute(text("DELETE FROM seal WHERE id = :id"), {"id": first.id})
    assert _audit(rooms) == [f"seal {second.id} does not follow the seal before it"]


def test_a_deleted_log_is_found(rooms: Rooms, sealed: tuple[int, int]) -> None:
    with rooms.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM fact WHERE request_id = :id"), {"id": sealed[1]})
    number = rooms.request(sealed[1]).number
    faults = _audit(rooms)
    assert f"request {number}: the log ends at fact 0, the request says otherwise" in faults
    assert any(f"request {sealed[1]} was rewritten" in fault for fault in faults)


def test_a_sealed_request_may_go_on(rooms: Rooms, sealed: tuple[int, int]) -> None:
    rooms.do(lambda work: requests.change(work, lock_request(work.session, sealed[0]), Event.CANCELLED, "resident:r1"))
    _seal(rooms)
    assert _audit(rooms) == []
    counted = rooms.see(lambda session: len(session.exec(select(Request)).all()))
    assert counted == 2
