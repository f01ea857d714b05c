"""What happens by itself around a visit, each at its time, and nothing of it once it no longer applies."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from booking import aftercare, ratings, requests
from booking.aftercare import polite
from booking.lifecycle import Event, Status
from booking.store import lock_request
from booking.terms import SHANGHAI, District
from booking.windows import Window, local
from booking.work import Work
from bot.mail.entities import Deadline
from oversight.alerts import open_alerts
from tests.rooms import TUESDAY, Rooms

RESIDENT = "resident:r1"
VISIT = Window(local(TUESDAY, 10))


def _shanghai(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def _change(rooms: Rooms, request_id: int, *events: Event) -> None:
    for event in events:
        rooms.do(
            lambda work, event=event: requests.change(work, lock_request(work.session, request_id), event, "staff")  # type: ignore[misc]
        )


def _finish(rooms: Rooms, request_id: int) -> None:
    _change(rooms, request_id, Event.SET_OUT, Event.ARRIVED)
    rooms.do(
        lambda work: requests.finish(
            work, lock_request(work.session, request_id), "staff", note="", lines=[], price_cents=0
        )
    )


def _when(rooms: Rooms, request_id: int, kind: str) -> list[datetime]:
    return [fact.at for fact in rooms.facts(request_id) if fact.kind == kind]


def _due(rooms: Rooms, request_id: int) -> set[str]:
    query = select(Deadline.kind).where(Deadline.subject == request_id)
    return set(rooms.see(lambda session: session.exec(query).all())) & set(aftercare.KINDS)


@pytest.fixture
def scheduled(rooms: Rooms) -> int:
    """A visit on Tuesday from ten to twelve, taken on Monday morning."""
    request_id = rooms.book(RESIDENT, VISIT)
    rooms.accept(request_id)
    return request_id


@pytest.mark.parametrize(
    ("at", "moved"),
    [
        (_shanghai(23, 9), _shanghai(23, 9)),
        (_shanghai(23, 19, 59), _shanghai(23, 19, 59)),
        (_shanghai(23, 20), _shanghai(24, 9)),
        (_shanghai(23, 23, 59), _shanghai(24, 9)),
        (_shanghai(24, 0, 1), _shanghai(24, 9)),
        (_shanghai(24, 8, 59), _shanghai(24, 9)),
    ],
)
def test_polite_hours_are_nine_to_eight(at: datetime, moved: datetime) -> None:
    assert polite(at) == moved


@given(st.integers(0, 2 * 365 * 86400).map(lambda s: datetime.fromtimestamp(1_767_225_600 + s, UTC)))
def test_politeness_waits_less_than_a_night_and_is_settled_at_once(at: datetime) -> None:
    moved = polite(at)
    assert at <= moved <= at + timedelta(hours=13)
    assert polite(moved) == moved
    assert 9 <= moved.astimezone(SHANGHAI).hour < 20


def test_a_visit_is_remembered_the_evening_and_the_hour_before(rooms: Rooms, scheduled: int) -> None:
    rooms.live_until(VISIT.start)
    assert _when(rooms, scheduled, "remind_day") == [_shanghai(23, 18)]
    assert _when(rooms, scheduled, "remind_hour") == [_shanghai(24, 9)]
    assert rooms.request(scheduled).status == Status.SCHEDULED
    texts = [body.text for body in rooms.told(f"technician:{rooms.offer(scheduled).technician}")]
    assert any("松果新村" in text and "13800138000" in text for text in texts)


def test_a_visit_that_is_near_is_not_announced_as_if_it_were_far(rooms: Rooms) -> None:
    request_id = rooms.book(RESIDENT, Window(local(date(2026, 11, 23), 13)))
    rooms.clock.move_to(_shanghai(23, 11, 30))
    rooms.accept(request_id)
    rooms.live_until(_shanghai(23, 13))
    assert _when(rooms, request_id, "remind_day") == []
    assert _when(rooms, request_id, "remind_hour") == []


def test_nobody_coming_is_noticed_at_the_end_of_the_window(rooms: Rooms, scheduled: int) -> None:
    rooms.live_until(VISIT.end - timedelta(seconds=1))
    assert _when(rooms, scheduled, "overdue") == []
    rooms.live_until(VISIT.end)
    assert _when(rooms, scheduled, "overdue") == [VISIT.end]
    alerts = rooms.see(lambda session: [alert.kind for alert in open_alerts(session, District.XUHUI)])
    assert alerts == ["overdue"]


def test_someone_on_the_way_in_time_is_not_overdue(rooms: Rooms, scheduled: int) -> None:
    rooms.live_until(VISIT.start)
    _change(rooms, scheduled, Event.SET_OUT)
    rooms.live_until(VISIT.end + timedelta(hours=1))
    assert _when(rooms, scheduled, "overdue") == []


def test_an_emergency_that_nobody_reached_in_two_hours_is_overdue(rooms: Rooms) -> None:
    request_id = rooms.alarm()
    raised = rooms.clock.now()
    rooms.accept(request_id)
    _change(rooms, request_id, Event.SET_OUT)
    rooms.live_until(raised + timedelta(hours=3))
    assert _when(rooms, request_id, "overdue") == [raised + timedelta(hours=2)]


@pytest.mark.parametrize("event", [Event.CANCELLED, Event.ABSENT])
def test_nothing_is_remembered_of_a_visit_that_will_not_be(rooms: Rooms, scheduled: int, event: Event) -> None:
    _change(rooms, scheduled, event)
    assert _due(rooms, scheduled) == set()
    before = rooms.kinds(scheduled)
    rooms.live_until(VISIT.end + timedelta(days=5))
    assert rooms.kinds(scheduled) == before


def test_silence_is_asked_about_twice_and_then_closes_as_unconfirmed(rooms: Rooms, scheduled: int) -> None:
    rooms.live_until(_shanghai(24, 11))
    _finish(rooms, scheduled)
    done = rooms.clock.now()
    rooms.live_until(done + timedelta(days=10))
    asked = [_shanghai(25, 9), _shanghai(26, 9)]  # 20 and 40 hours later it is seven, and three, in the morning
    assert _when(rooms, scheduled, "nudge") == asked
    assert _when(rooms, scheduled, "closed") == [asked[-1] + timedelta(hours=8)]  # time to answer the last question
    request = rooms.request(scheduled)
    assert (request.status, request.outcome) == (Status.CLOSED, "unconfirmed")
    assert request.closed_at == asked[-1] + timedelta(hours=8)
    assert "confirmed" not in rooms.kinds(scheduled)
    assert _due(rooms, scheduled) == set()


def test_a_confirmed_request_waits_for_stars_and_closes_as_confirmed(rooms: Rooms, scheduled: int) -> None:
    rooms.live_until(_shanghai(24, 11))
    _finish(rooms, scheduled)
    rooms.live_for(timedelta(hours=1))
    _change(rooms, scheduled, Event.CONFIRMED)
    confirmed = rooms.clock.now()
    rooms.live_until(confirmed + timedelta(days=10))
    assert _when(rooms, scheduled, "nudge") == [_shanghai(25, 9), _shanghai(26, 9)]
    assert _when(rooms, scheduled, "closed") == [confirmed + timedelta(days=3)]
    assert rooms.request(scheduled).outcome == "confirmed"


def test_questions_about_the_verdict_and_the_stars_count_together(rooms: Rooms, scheduled: int) -> None:
    """Asked once whether it works, once for stars; then left alone."""
    rooms.live_until(_shanghai(24, 11))
    _finish(rooms, scheduled)
    rooms.live_until(_shanghai(25, 10))
    _change(rooms, scheduled, Event.CONFIRMED)
    rooms.live_for(timedelta(days=10))
    assert len(_when(rooms, scheduled, "nudge")) == 2


@pytest.mark.parametrize("how", ["stars", "rather not"])
def test_who_has_answered_is_left_alone(rooms: Rooms, scheduled: int, how: str) -> None:
    rooms.live_until(_shanghai(24, 11))
    _finish(rooms, scheduled)
    _change(rooms, scheduled, Event.CONFIRMED)

    def answer(work: Work) -> None:
        request = lock_request(work.session, scheduled)
        if how == "stars":
            ratings.rate(work, request, 5, RESIDENT)
        else:
            ratings.decline(work, request, RESIDENT)

    rooms.do(answer)
    rooms.live_for(timedelta(days=10))
    assert _when(rooms, scheduled, "nudge") == []
    assert rooms.request(scheduled).outcome == "confirmed"


@pytest.mark.parametrize("kind", ["nudge", "close"])
def test_a_question_that_comes_late_in_the_night_waits_for_the_morning(rooms: Rooms, scheduled: int, kind: str) -> None:
    """A process that was down may find its deadlines at any hour."""
    rooms.live_until(_shanghai(24, 11))
    _finish(rooms, scheduled)
    rooms.clock.move_to(_shanghai(25, 23))
    rooms.do(lambda work: aftercare.on_due(work, kind, scheduled))
    assert _when(rooms, scheduled, "nudge") == _when(rooms, scheduled, "closed") == []
    rooms.live_until(_shanghai(26, 9))
    assert len(_when(rooms, scheduled, "nudge")) + len(_when(rooms, scheduled, "closed")) >= 1


def test_a_failed_repair_is_never_closed_by_itself(rooms: Rooms, scheduled: int) -> None:
    rooms.live_until(_shanghai(24, 11))
    _finish(rooms, scheduled)
    _change(rooms, scheduled, Event.NOT_FIXED)
    assert _due(rooms, scheduled) == set()
    rooms.live_for(timedelta(days=10))
    assert rooms.request(scheduled).status == Status.UNRESOLVED


def test_a_moved_visit_is_remembered_for_its_new_time_only(rooms: Rooms, scheduled: int) -> None:
    later = Window(local(date(2026, 11, 26), 13))
    hold = rooms.hold(RESIDENT, later)
    assert hold is not None
    rooms.do(
        lambda work: requests.rebook(
            work,
            lock_request(work.session, scheduled),
            Event.MOVED,
            RESIDENT,
            window=later,
            hold=hold.id,
            reason="resident",
        )
    )
    rooms.accept(scheduled)
    rooms.live_until(later.end)
    assert _when(rooms, scheduled, "remind_day") == [_shanghai(25, 18)]
    assert _when(rooms, scheduled, "remind_hour") == [_shanghai(26, 12)]
    assert _when(rooms, scheduled, "overdue") == [later.end]


def test_reminders_are_told_to_the_resident_in_polite_hours(rooms: Rooms, scheduled: int) -> None:
    rooms.press(RESIDENT, "start")
    rooms.live_until(VISIT.start)
    texts = [body.text for body in rooms.told(RESIDENT)]
    assert any("明天" in text and "有师傅上门" in text for text in texts)
    assert any("一小时左右后" in text for text in texts)
