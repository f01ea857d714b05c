"""Callbacks: promised with a low rating, owed until someone notes what came of it, and never forgotten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest

from booking import ratings, requests
from booking.lifecycle import Event
from booking.store import lock_request, rating_of
from booking.terms import SHANGHAI, District
from booking.work import Work
from bot.dialogue import acts
from bot.dialogue.events import Changed, Refused
from bot.performing.acts import perform
from oversight import callbacks
from oversight.alerts import open_alerts
from oversight.callback_entities import Callback
from oversight.callbacks import CallbackRefusedError
from tests.rooms import Rooms

RESIDENT, LIN = "resident:r1", "supervisor:lin"


@pytest.fixture
def confirmed(rooms: Rooms) -> int:
    """A request that works, on Monday at nine."""
    rooms.press(RESIDENT, "start")
    request_id = rooms.book(RESIDENT)
    rooms.accept(request_id)

    def serve(work: Work) -> None:
        request = lock_request(work.session, request_id)
        requests.change(work, request, Event.ARRIVED, "staff")
        requests.finish(work, request, "staff", note="", lines=[], price_cents=0)
        requests.change(work, request, Event.CONFIRMED, RESIDENT)

    rooms.do(serve)
    return request_id


def _rate(rooms: Rooms, request_id: int, stars: int) -> None:
    rooms.do(lambda work: ratings.rate(work, lock_request(work.session, request_id), stars, RESIDENT))


def _open(rooms: Rooms, district: str | None = None) -> list[Callback]:
    return list(rooms.see(lambda session: callbacks.open_callbacks(session, district)))


def _finish(rooms: Rooms, note: str = "道歉，退了上门费", by: str = LIN) -> Any:
    callback_id = _open(rooms)[0].id
    return rooms.do(lambda work: perform(work, by, acts.FinishCallback(callback_id, note)))


@pytest.mark.parametrize(("stars", "owed"), [(1, 1), (2, 1), (3, 0), (5, 0)])
def test_one_or_two_stars_owe_a_callback(rooms: Rooms, confirmed: int, stars: int, owed: int) -> None:
    _rate(rooms, confirmed, stars)
    assert len(_open(rooms)) == owed
    assert ("callback_opened" in rooms.kinds(confirmed)) == bool(owed)


@pytest.mark.parametrize(
    ("hour", "due"), [(10, (24, 10)), (19, (24, 19)), (21, (25, 9)), (3, (24, 9))], ids=["10", "19", "21", "3"]
)
def test_it_is_due_within_a_day_at_a_polite_hour(rooms: Rooms, confirmed: int, hour: int, due: tuple[int, int]) -> None:
    rooms.clock.move_to(datetime(2026, 11, 23, hour, tzinfo=SHANGHAI))
    _rate(rooms, confirmed, 1)
    assert _open(rooms)[0].due_at == datetime(2026, 11, *due, tzinfo=SHANGHAI)


def test_changing_low_stars_to_low_stars_owes_nothing_more(rooms: Rooms, confirmed: int) -> None:
    _rate(rooms, confirmed, 2)
    _rate(rooms, confirmed, 1)
    assert len(_open(rooms)) == 1


def test_a_promise_stays_though_the_stars_become_better(rooms: Rooms, confirmed: int) -> None:
    _rate(rooms, confirmed, 1)
    _rate(rooms, confirmed, 5)
    assert len(_open(rooms)) == 1


def test_done_with_a_note_and_then_another_rating_is_asked_for(rooms: Rooms, confirmed: int) -> None:
    _rate(rooms, confirmed, 1)
    assert isinstance(_finish(rooms), Changed)
    assert _open(rooms) == []
    assert "退了上门费" not in str([fact.data for fact in rooms.facts(confirmed)])
    rooms.live_for(timedelta(minutes=1))
    assert "再打一次分" in rooms.last_told(RESIDENT).text
    _rate(rooms, confirmed, 4)
    request = rooms.request(confirmed)
    rating = rooms.see(lambda session: rating_of(session, request))
    assert rating is not None
    assert (rating.stars, rating.round) == (4, 2)


def test_another_rating_is_not_asked_for_at_night_and_only_once(rooms: Rooms, confirmed: int) -> None:
    rooms.live_until(datetime(2026, 11, 23, 22, 30, tzinfo=SHANGHAI))
    _rate(rooms, confirmed, 1)
    _finish(rooms)
    rooms.live_for(timedelta(days=20))
    asked = [fact.at for fact in rooms.facts(confirmed) if fact.kind == "rate_again"]
    assert asked == [datetime(2026, 11, 24, 9, tzinfo=SHANGHAI)]
    assert "nudge" not in rooms.kinds(confirmed)


def test_a_second_low_rating_owes_a_second_callback(rooms: Rooms, confirmed: int) -> None:
    _rate(rooms, confirmed, 1)
    _finish(rooms)
    _rate(rooms, confirmed, 1)
    assert len(_open(rooms)) == 1
    request = rooms.request(confirmed)
    assert len(rooms.see(lambda session: callbacks.of_request(session, request))) == 2


def test_a_late_callback_is_pressed_and_told(rooms: Rooms, confirmed: int) -> None:
    _rate(rooms, confirmed, 1)
    due = _open(rooms)[0].due_at
    rooms.live_until(due - timedelta(seconds=1))
    assert "callback_late" not in rooms.kinds(confirmed)
    rooms.live_for(timedelta(days=3))
    assert rooms.kinds(confirmed).count("callback_late") == 1
    assert any("还没人联系您" in body.text for body in rooms.told(RESIDENT))
    alerts = rooms.see(lambda session: [alert.kind for alert in open_alerts(session, District.XUHUI)])
    assert alerts == ["low_rating"]


@pytest.mark.parametrize("note", ["", "  "])
def test_it_is_not_done_without_a_note(rooms: Rooms, confirmed: int, note: str) -> None:
    _rate(rooms, confirmed, 1)
    assert isinstance(_finish(rooms, note), Refused)
    assert len(_open(rooms)) == 1


@pytest.mark.parametrize("by", ["vendor:xuhui-round-nail", RESIDENT, "technician:xuhui-round-nail-1", "centre:xuhui"])
def test_only_supervisors_end_it(rooms: Rooms, confirmed: int, by: str) -> None:
    _rate(rooms, confirmed, 1)
    assert isinstance(_finish(rooms, by=by), Refused)
    assert len(_open(rooms)) == 1


def test_two_supervisors_at_once(rooms: Rooms, confirmed: int) -> None:
    _rate(rooms, confirmed, 1)
    callback_id = _open(rooms)[0].id

    def end(number: int) -> bool:
        try:
            rooms.do(lambda work: callbacks.finish(work, callback_id, f"supervisor:{number}", "谈好了"))
        except CallbackRefusedError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(end, range(4))) == [False, False, False, True]
    assert rooms.kinds(confirmed).count("called_back") == 1


def test_a_district_sees_its_own(rooms: Rooms, confirmed: int) -> None:
    _rate(rooms, confirmed, 1)
    assert len(_open(rooms, District.XUHUI)) == 1
    assert _open(rooms, District.JINGAN) == []


def test_in_the_supervisors_chat(rooms: Rooms, confirmed: int) -> None:
    _rate(rooms, confirmed, 1)
    callback = _open(rooms)[0]
    rooms.press(LIN, f"called:{callback.id}")
    assert rooms.last_told(LIN).expects == "comment"
    rooms.say(LIN, "道歉，下周免费再来")
    assert "回访完成" in rooms.last_told(LIN).text
    assert _open(rooms) == []
    rooms.press(LIN, f"called:{callback.id}")
    assert "不在了" in rooms.last_told(LIN).text
