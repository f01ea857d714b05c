"""Alerts: raised from facts, told to who is in charge, open until someone sees to them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import Session, select

from booking import requests
from booking.entities import Fact
from booking.lifecycle import Event
from booking.store import lock_request
from booking.terms import CITY, District, Role
from booking.work import Work
from bot.accounts import Account
from oversight import alerts
from oversight.entities import Alert, AlertKind
from tests.conftest import MONDAY
from tests.rooms import Rooms

RESIDENT = "resident:r1"


def _open(rooms: Rooms, district: District | None = None) -> list[Alert]:
    return rooms.see(lambda session: list(alerts.open_alerts(session, district)))


def _raise(rooms: Rooms, kind: AlertKind = AlertKind.HUMAN, district: str = CITY, words: str = "找人工") -> int:
    return rooms.do(lambda work: alerts.raise_alert(work, kind, district=district, resident=RESIDENT, words=words).id)


def _not_fixed(rooms: Rooms) -> int:
    request_id = rooms.book(RESIDENT)
    rooms.accept(request_id)

    def finish(work: Work) -> None:
        request = lock_request(work.session, request_id)
        requests.change(work, request, Event.ARRIVED, "staff")
        requests.finish(work, request, "staff", note="", lines=[], price_cents=0)

    rooms.do(finish)
    rooms.press(RESIDENT, f"bad:{request_id}")
    return request_id


@pytest.mark.parametrize(
    ("kind", "data", "alert"),
    [
        ("rated", {"stars": 2, "was": None}, AlertKind.LOW_RATING),
        ("rated", {"stars": 1, "was": 2}, AlertKind.LOW_RATING),
        ("rated", {"stars": 2, "was": 2}, None),
        ("rated", {"stars": 3, "was": None}, None),
        ("rated", {"stars": 5, "was": 1}, None),
        ("centre_silent", {}, AlertKind.CENTRE_SILENT),
        ("nobody_free", {}, AlertKind.NOBODY_FREE),
        ("overdue", {}, AlertKind.OVERDUE),
        ("not_fixed", {}, AlertKind.NOT_FIXED),
        ("accepted", {}, None),
        ("cancelled", {}, None),
    ],
)
def test_which_facts_need_a_person(kind: str, data: dict[str, object], alert: AlertKind | None) -> None:
    fact = Fact(request_id=1, seq=1, district="xuhui", kind=kind, at=MONDAY, actor="x", data=data, prev="", hash="")
    assert alerts.alert_for(fact) is alert


def test_a_failed_repair_is_brought_before_a_supervisor(rooms: Rooms) -> None:
    request_id = _not_fixed(rooms)
    (alert,) = _open(rooms, District.XUHUI)
    request = rooms.request(request_id)
    assert (alert.kind, alert.request_id, alert.number) == ("not_fixed", request_id, request.number)
    assert (alert.district, alert.resident) == (District.XUHUI, RESIDENT)


def test_a_district_sees_its_own_alerts_and_the_citys(rooms: Rooms) -> None:
    _raise(rooms, district=District.XUHUI)
    _raise(rooms, district=District.JINGAN)
    _raise(rooms)
    assert [alert.district for alert in _open(rooms, District.XUHUI)] == [District.XUHUI, CITY]
    assert len(_open(rooms)) == 3


def test_an_alert_is_seen_to_once(rooms: Rooms) -> None:
    alert_id = _raise(rooms)
    assert rooms.do(lambda work: alerts.acknowledge(work, alert_id, "supervisor:lin")) is True
    assert rooms.do(lambda work: alerts.acknowledge(work, alert_id, "supervisor:wu")) is False
    assert rooms.do(lambda work: alerts.acknowledge(work, 42, "supervisor:wu")) is False
    assert _open(rooms) == []
    kept = rooms.see(lambda session: session.exec(select(Alert)).one())
    assert (kept.acked_by, kept.acked_at) == ("supervisor:lin", rooms.clock.now())


def test_two_supervisors_at_once(rooms: Rooms) -> None:
    alert_id = _raise(rooms)
    with ThreadPoolExecutor(4) as pool:
        won = list(pool.map(lambda n: rooms.do(lambda w: alerts.acknowledge(w, alert_id, f"supervisor:{n}")), range(4)))
    assert sorted(won) == [False, False, False, True]


def test_the_same_reason_makes_one_alert_until_it_is_seen_to(rooms: Rooms) -> None:
    request_id = rooms.book(RESIDENT)

    def silent(work: Work) -> int:
        request = lock_request(work.session, request_id)
        return alerts.raise_alert(work, AlertKind.CENTRE_SILENT, request=request).id

    first = rooms.do(silent)
    assert rooms.do(silent) == first
    rooms.do(lambda work: alerts.acknowledge(work, first, "supervisor:lin"))
    assert rooms.do(silent) != first
    assert len(_open(rooms)) == 1


def test_supervisors_in_charge_are_told_with_a_button(rooms: Rooms) -> None:
    def employ(session: Session) -> None:
        for login, district in (("xu", "xuhui"), ("jing", "jingan"), ("all", CITY), ("gone", CITY)):
            party = f"supervisor:{login}"
            session.add(
                Account(
                    login=login,
                    role=Role.SUPERVISOR,
                    party=party,
                    district=district,
                    name_zh=login,
                    name_en=login,
                    password_hash="x",
                    active=login != "gone",
                )
            )

    rooms.database.write(employ)
    for login in ("xu", "jing", "all", "gone"):
        rooms.press(f"supervisor:{login}", "start")
    before = {login: len(rooms.told(f"supervisor:{login}")) for login in ("xu", "jing", "all", "gone")}
    _not_fixed(rooms)
    (alert,) = _open(rooms)
    heard = {login for login, count in before.items() if len(rooms.told(f"supervisor:{login}")) > count}
    assert heard == {"xu", "all"}
    assert rooms.last_told("supervisor:xu").buttons[0].action == f"ack:{alert.id}"
