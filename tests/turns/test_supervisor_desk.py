"""A supervisor's chat over the real rooms: buttons that act, and what is told where they cannot."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from booking import ratings, requests
from booking.lifecycle import Event
from booking.store import lock_request
from booking.terms import CITY, Role
from booking.work import Work
from bot.accounts import Account
from bot.reactions import tell_alerts
from oversight import alerts, calls
from oversight.alerts import open_alerts
from oversight.callbacks import open_callbacks
from oversight.entities import AlertKind
from tests.rooms import PHONE, Rooms, compose_rooms, rooms

__all__ = ["compose_rooms", "rooms"]
RESIDENT, XU, JING, ALL = "resident:r1", "supervisor:xu", "supervisor:jing", "supervisor:all"


@pytest.fixture
def staffed(rooms: Rooms) -> Rooms:
    """Supervisors of Xuhui, Jing'an and the city, who all talk."""

    def employ(session: Session) -> None:
        for party, district in ((XU, "xuhui"), (JING, "jingan"), (ALL, CITY)):
            code = party.partition(":")[2]
            made = Account(
                login=code,
                role=Role.SUPERVISOR,
                party=party,
                district=district,
                name_zh=code,
                name_en=code,
                password_hash="x",
            )
            session.merge(made)

    rooms.database.write(employ)
    for party in (XU, JING, ALL):
        rooms.press(party, "list")
    rooms.press(RESIDENT, "start")
    return rooms


def _rated(rooms: Rooms, stars: int) -> int:
    request_id = rooms.book(RESIDENT)
    rooms.accept(request_id)

    def serve(work: Work) -> None:
        request = lock_request(work.session, request_id)
        requests.change(work, request, Event.ARRIVED, "staff")
        requests.finish(work, request, "staff", note="", lines=[], price_cents=0)
        requests.change(work, request, Event.CONFIRMED, RESIDENT)
        ratings.rate(work, request, stars, RESIDENT)
        tell_alerts(work, rooms.post)

    rooms.do(serve)
    return request_id


def _alert(rooms: Rooms) -> int:
    (alert,) = rooms.see(open_alerts)
    return alert.id


def _text(rooms: Rooms, party: str) -> str:
    return rooms.last_told(party).text


def test_a_low_rating_is_told_at_once_and_then_with_its_words(staffed: Rooms) -> None:
    request_id = _rated(staffed, 1)
    card = staffed.last_told(XU)
    assert "【差评】" in card.text
    assert "1 星" in card.text
    assert [button.label for button in card.buttons] == ["我来处理", "联系住户", "看报修单"]
    assert "差评" not in _text(staffed, JING)

    def explain(work: Work) -> None:
        request = lock_request(work.session, request_id)
        ratings.give_reason(work, request, "rude", RESIDENT)

    staffed.do(explain)
    before = len(staffed.told(XU))
    staffed.live_for(timedelta(minutes=3))
    assert len(staffed.told(XU)) == before + 1
    assert "态度差" in _text(staffed, XU)
    staffed.live_for(timedelta(minutes=30))
    assert len(staffed.told(XU)) == before + 1


def test_a_call_for_a_low_rating_is_the_callback(staffed: Rooms) -> None:
    _rated(staffed, 1)
    staffed.press(XU, f"call:{_alert(staffed)}")
    assert PHONE in _text(staffed, XU)
    staffed.say(XU, "  ")
    assert "请写一句" in _text(staffed, XU)
    staffed.say(XU, "道了歉")
    assert "回访完成" in _text(staffed, XU)
    assert staffed.see(open_callbacks) == []
    assert staffed.see(open_alerts) == []


def _late(rooms: Rooms) -> int:
    request_id = rooms.book(RESIDENT)
    rooms.accept(request_id)

    def raise_(work: Work) -> None:
        alerts.raise_alert(work, AlertKind.OVERDUE, request=lock_request(work.session, request_id))
        tell_alerts(work, rooms.post)

    rooms.do(raise_)
    return request_id


def test_a_call_without_a_callback_is_noted_and_settles_the_alert(staffed: Rooms) -> None:
    request_id = _late(staffed)
    staffed.press(XU, f"call:{_alert(staffed)}")
    staffed.say(XU, "住户可以等到六点")
    assert "已记下" in _text(staffed, XU)
    request = staffed.request(request_id)
    (call,) = staffed.see(lambda session: calls.of_request(session, request))
    assert (call.by, call.note) == (XU, "住户可以等到六点")
    assert staffed.see(open_alerts) == []
    assert "六点" not in str([fact.data for fact in staffed.facts(request_id)])
    assert "resident_called" in staffed.kinds(request_id)


def test_another_button_ends_the_question_for_a_note(staffed: Rooms) -> None:
    _late(staffed)
    staffed.press(XU, f"call:{_alert(staffed)}")
    staffed.press(XU, "nocall")
    assert "没有记" in _text(staffed, XU)
    staffed.say(XU, "1001")
    assert "已记下" not in _text(staffed, XU)


def test_someone_else_has_taken_it(staffed: Rooms) -> None:
    _late(staffed)
    alert = _alert(staffed)
    staffed.press(ALL, f"ack:{alert}")
    for action in (f"ack:{alert}", f"call:{alert}"):
        staffed.press(XU, action)
        assert "all 在" in _text(staffed, XU)
    staffed.press(ALL, f"ack:{alert}")
    assert "已记您" in _text(staffed, ALL)


def test_another_district_is_not_theirs(staffed: Rooms) -> None:
    request_id = _late(staffed)
    alert, offer = _alert(staffed), staffed.offer(request_id).id
    staffed.press(JING, f"ack:{alert}")
    assert "不在您负责的区" in _text(staffed, JING)
    for action in (f"dial:{request_id}", f"reassign:{request_id}:{offer}", f"reassignnow:{request_id}:{offer}"):
        staffed.press(JING, action)
        assert "不在您负责的区" in _text(staffed, JING)
    staffed.press(JING, f"open:{staffed.request(request_id).number}")
    assert "没有" in _text(staffed, JING)
    assert len(staffed.see(open_alerts)) == 1
    assert "reassigned" not in staffed.kinds(request_id)


def test_reassigning_by_buttons(staffed: Rooms) -> None:
    request_id = staffed.book(RESIDENT)
    first = staffed.offer(request_id)
    staffed.live_for(timedelta(minutes=20))
    staffed.press(XU, f"reassign:{request_id}:{first.id}")
    sure, keep = staffed.last_told(XU).buttons
    staffed.press(XU, keep.action)
    assert staffed.offer(request_id).id == first.id
    staffed.press(XU, sure.action)
    assert "已收回" in _text(staffed, XU)
    assert staffed.offer(request_id).provider != first.provider
    staffed.press(ALL, sure.action)
    assert "刚刚变了" in _text(staffed, ALL)
    assert staffed.kinds(request_id).count("reassigned") == 1


def test_an_emergency_and_a_finished_request_stay(staffed: Rooms) -> None:
    alarm = staffed.alarm(RESIDENT)
    staffed.press(XU, f"reassignnow:{alarm}:{staffed.offer(alarm).id}")
    assert "应急中心" in _text(staffed, XU)
    done = _rated(staffed, 5)
    offer = staffed.offers(done)[-1]
    staffed.press(XU, f"reassignnow:{done}:{offer.id}")
    assert "不能改派了" in _text(staffed, XU)


@pytest.mark.parametrize("action", ["call:1", "ack:99", "reassign:1", "reassign:1:2", "open:x", "dial:", "opencase:7"])
def test_forged_and_stale_buttons_are_answered(staffed: Rooms, action: str) -> None:
    before = len(staffed.told(XU))
    staffed.press(XU, action)
    assert len(staffed.told(XU)) == before + 1


def test_reports_by_button_and_command(staffed: Rooms) -> None:
    _rated(staffed, 4)
    staffed.press(XU, "report:today")
    assert "徐汇区" in _text(staffed, XU)
    assert "报修 1 件" in _text(staffed, XU)
    staffed.press(JING, "report:上周")
    assert "报修 0 件" in _text(staffed, JING)
    staffed.press(ALL, "report:")
    assert "全市" in _text(staffed, ALL)
    staffed.press(ALL, "report:2月30日")
    assert "哪一段时间" in _text(staffed, ALL)
