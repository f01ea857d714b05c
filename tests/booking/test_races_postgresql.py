"""Meetings that only PostgreSQL allows, where several transactions write at once; SQLite has one writer."""

import time
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlmodel import Session

from booking import requests
from booking.lifecycle import Event
from booking.store import find_request, lock_request
from tests.booking.test_races import RESIDENT, cancel_against_accept
from tests.rooms import Rooms
from tests.vendors.supply import WEEK, close_samples, open_firm
from vendors import store


@pytest.fixture
def rooms(postgres_url: str, compose_rooms: Callable[..., Rooms]) -> Rooms:
    """One firm and the centre."""
    made = compose_rooms(postgres_url)
    close_samples(made, centres=False)
    open_firm(made, "alder", {"alder-1": WEEK})
    return made


def test_a_visit_accepted_a_moment_before_it_is_cancelled_is_taken_from_the_technician(rooms: Rooms) -> None:
    """The resident's turn has read the open offer when the firm accepts it."""
    request_id = rooms.book(RESIDENT)

    def cancel(session: Session) -> None:
        work = rooms.make_work(session)
        seen = find_request(session, request_id)
        assert seen is not None
        offer = store.live_offer(session, seen)
        rooms.accept(request_id)
        assert offer is not None
        requests.change(work, lock_request(session, request_id), Event.CANCELLED, RESIDENT)

    with Session(rooms.database.engine) as session, session.begin():
        cancel(session)
    withdrawn = rooms.facts(request_id)[-1]
    assert (withdrawn.kind, withdrawn.data["was"]) == ("withdrawn", "accepted")
    technician = withdrawn.data["technician"]
    assert "撤回" in rooms.last_told(f"technician:{technician}").text


def test_turns_that_write_to_each_others_chats_do_not_lock_each_other_out(rooms: Rooms) -> None:
    """PostgreSQL breaks a deadlock only after a second, and somebody waits for it: there must be none."""
    for _ in range(5):
        cancel_against_accept(rooms)
    time.sleep(1.1)  # the server counts at most once a second
    with rooms.database.engine.connect() as connection:
        query = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        assert connection.execute(query).scalar_one() == 0
