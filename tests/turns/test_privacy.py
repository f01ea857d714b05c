"""Door and phone are shown to who needs them, from when they need them and no longer."""

from datetime import date
from typing import Any

import pytest

from booking import requests
from booking.lifecycle import Event
from booking.store import lock_request
from booking.terms import Danger
from booking.windows import Window, local
from bot.views.world import DatabaseWorld
from tests.rooms import PHONE, TUESDAY, Rooms
from tests.vendors.supply import WEEK, close_samples, open_firm
from vendors.parties import may_see

OWNER = "resident:r1"
DOOR = "301"


@pytest.fixture(autouse=True)
def two_firms(rooms: Rooms) -> None:
    """Alder is asked first."""
    close_samples(rooms, centres=False)
    for name in ("alder", "birch"):
        open_firm(rooms, name, {f"{name}-1": WEEK})


def _words(rooms: Rooms, party: str) -> str:
    return "\n".join(body.text for body in rooms.told(party))


def _sees(rooms: Rooms, party: str, request_id: int) -> bool:
    request = rooms.request(request_id)
    return rooms.see(lambda session: may_see(session, party, request))


def _today(rooms: Rooms, party: str) -> list[int]:
    return rooms.see(lambda s: [view.id for view in DatabaseWorld(rooms.make_work(s), party).visits_today()])


def _change(rooms: Rooms, request_id: int, event: Event) -> None:
    rooms.do(lambda work: requests.change(work, lock_request(work.session, request_id), event, "someone"))


def _move(rooms: Rooms, request_id: int, provider: str, window: Window) -> None:
    hold = rooms.hold(OWNER, window, provider=provider)
    assert hold is not None
    how: dict[str, Any] = {"window": window, "hold": hold.id, "reason": "resident"}
    rooms.do(lambda work: requests.rebook(work, lock_request(work.session, request_id), Event.MOVED, OWNER, **how))


def test_a_firm_sees_neither_door_nor_phone_before_it_accepts(rooms: Rooms) -> None:
    request_id = rooms.book(OWNER)
    rooms.say("vendor:alder", "今天")
    rooms.press("vendor:alder", f"go:{request_id}")
    rooms.press("vendor:alder", f"fin:{request_id}")
    before = _words(rooms, "vendor:alder")
    assert "松果新村" in before
    assert not {DOOR, PHONE, "王阿姨"} & {word for word in (DOOR, PHONE, "王阿姨") if word in before}
    assert not _sees(rooms, "vendor:alder", request_id)
    rooms.press("vendor:alder", f"acc:{rooms.offer(request_id).id}")
    after = _words(rooms, "vendor:alder")
    assert all(word in after for word in (DOOR, PHONE, "王阿姨"))
    assert _sees(rooms, "vendor:alder", request_id)


def test_a_firm_that_declines_never_sees_them(rooms: Rooms) -> None:
    request_id = rooms.book(OWNER)
    offer = rooms.offer(request_id)
    rooms.press("vendor:alder", f"dec:{offer.id}")
    rooms.press("vendor:alder", f"why:{offer.id}:far")
    rooms.press("vendor:birch", f"acc:{rooms.offer(request_id).id}")
    rooms.say("vendor:alder", "今天")
    for word in (DOOR, PHONE, "王阿姨"):
        assert word not in _words(rooms, "vendor:alder")
    assert not _sees(rooms, "vendor:alder", request_id)


def test_only_the_technician_who_goes_sees_them(rooms: Rooms) -> None:
    open_firm(rooms, "cedar", {"cedar-1": WEEK, "cedar-2": WEEK})
    request_id = rooms.book(OWNER, provider="cedar")
    rooms.accept(request_id)
    assert _sees(rooms, "technician:cedar-1", request_id)
    assert not _sees(rooms, "technician:cedar-2", request_id)
    assert not _sees(rooms, "resident:r2", request_id)
    assert _sees(rooms, OWNER, request_id)
    assert _sees(rooms, "supervisor:lin", request_id)
    assert not _sees(rooms, "vendor:ghost", request_id)


def test_a_firm_whose_visit_was_taken_away_sees_them_no_longer(rooms: Rooms) -> None:
    request_id = rooms.book(OWNER)
    rooms.accept(request_id)
    _move(rooms, request_id, "birch", Window(local(date(2026, 11, 25), 10)))
    assert not _sees(rooms, "vendor:alder", request_id)
    assert not _sees(rooms, "technician:alder-1", request_id)
    rooms.accept(request_id)
    assert _sees(rooms, "vendor:birch", request_id)
    assert not _sees(rooms, "vendor:alder", request_id)
    assert not _sees(rooms, "technician:alder-1", request_id)


def test_a_cancelled_visit_is_seen_no_longer(rooms: Rooms) -> None:
    request_id = rooms.book(OWNER)
    rooms.accept(request_id)
    _change(rooms, request_id, Event.CANCELLED)
    assert not _sees(rooms, "vendor:alder", request_id)
    assert not _sees(rooms, "technician:alder-1", request_id)


def test_a_missed_or_finished_visit_is_still_seen_by_who_made_it(rooms: Rooms) -> None:
    request_id = rooms.book(OWNER)
    rooms.accept(request_id)
    _change(rooms, request_id, Event.ABSENT)
    assert _sees(rooms, "vendor:alder", request_id)
    assert _sees(rooms, "technician:alder-1", request_id)


def test_the_day_of_a_technician_holds_only_visits_that_will_be(rooms: Rooms) -> None:
    """A visit moved from one firm to another on the same day is on the second one's day only."""
    request_id = rooms.book(OWNER, Window(local(TUESDAY, 13)))
    rooms.accept(request_id)
    _move(rooms, request_id, "birch", Window(local(TUESDAY, 15)))
    rooms.accept(request_id)
    rooms.clock.move_to(local(TUESDAY, 9))
    assert _today(rooms, "technician:birch-1") == [request_id]
    assert _today(rooms, "vendor:birch") == [request_id]
    assert _today(rooms, "technician:alder-1") == []
    assert _today(rooms, "vendor:alder") == []


def test_a_visit_moved_within_a_day_is_on_it_once(rooms: Rooms) -> None:
    request_id = rooms.book(OWNER, Window(local(TUESDAY, 13)))
    rooms.accept(request_id)
    _move(rooms, request_id, "alder", Window(local(TUESDAY, 15)))
    rooms.accept(request_id)
    rooms.clock.move_to(local(TUESDAY, 9))
    assert _today(rooms, "vendor:alder") == [request_id]
    assert _today(rooms, "technician:alder-1") == [request_id]


def test_danger_shows_the_centre_everything_at_once(rooms: Rooms) -> None:
    rooms.alarm(OWNER, Danger.WATER)
    alarm = rooms.last_told("centre:xuhui").text
    assert DOOR in alarm
    assert PHONE in alarm


def test_a_phone_told_after_the_alarm_reaches_the_centre_that_has_not_answered_yet(rooms: Rooms) -> None:
    """The resident is told that the officer on duty knows it, so the officer must."""
    request_id = rooms.alarm(OWNER, phone=None)
    before = len(rooms.told("centre:xuhui"))
    rooms.do(
        lambda work: requests.add_contact(
            work, lock_request(work.session, request_id), OWNER, name="王阿姨", phone=PHONE
        )
    )
    told = [body.text for body in rooms.told("centre:xuhui")[before:]]
    assert any(PHONE in text for text in told)


def test_a_phone_corrected_later_goes_to_who_comes_and_to_nobody_else(rooms: Rooms) -> None:
    request_id = rooms.book(OWNER)
    rooms.accept(request_id)
    _move(rooms, request_id, "birch", Window(local(date(2026, 11, 25), 10)))
    rooms.do(
        lambda work: requests.add_contact(
            work, lock_request(work.session, request_id), OWNER, name=None, phone="13900139000"
        )
    )
    assert "13900139000" not in _words(rooms, "vendor:alder")
    assert "13900139000" not in _words(rooms, "vendor:birch")
    rooms.press("vendor:birch", f"acc:{rooms.offer(request_id).id}")
    assert "13900139000" in _words(rooms, "vendor:birch")


def test_log_and_alerts_hold_neither_door_nor_phone(rooms: Rooms) -> None:
    request_id = rooms.book(OWNER)
    rooms.accept(request_id)
    rooms.live_until(local(date(2026, 11, 26), 10))
    written = str([fact.model_dump() for fact in rooms.facts(request_id)])
    assert PHONE not in written
    assert "2-301" not in written
