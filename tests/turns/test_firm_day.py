"""Another technician and the plan of a day through whole turns: who may, who hears of it, and how often."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from booking.lifecycle import Status
from booking.terms import Category
from booking.windows import Window, local
from bot.mail.message import Body
from bot.telling.day_plans import DAY_PLANS, FIRM_PLAN
from tests.conftest import MONDAY
from tests.rooms import TUESDAY, Copies, Rooms
from tests.vendors.supply import WEEK, close_samples, open_firm

OWNER, FIRM = "resident:r1", "vendor:alder"
TEN = Window(local(TUESDAY, 10))
EVENING = local(MONDAY.date(), 18)


def _open(rooms: Rooms) -> None:
    close_samples(rooms)
    open_firm(rooms, "alder", {"alder-1": WEEK, "alder-2": WEEK, "alder-3": WEEK})
    open_firm(rooms, "birch", {"birch-1": WEEK})


@pytest.fixture
def firms(rooms: Rooms) -> Rooms:
    _open(rooms)
    return rooms


def _booked(rooms: Rooms, resident: str = OWNER, window: Window = TEN) -> int:
    request_id = rooms.book(resident, window, Category.TAPS_PIPES, provider="alder")
    rooms.press(FIRM, f"acc:{rooms.offer(request_id).id}")
    return request_id


def _answers(rooms: Rooms, party: str, action: str) -> list[Body]:
    before = len(rooms.told(party))
    rooms.press(party, action)
    return rooms.told(party)[before:]


def _text(bodies: Sequence[Body]) -> str:
    return "\n".join(body.text for body in bodies)


def _offered(rooms: Rooms, request_id: int) -> dict[str, str]:
    """The buttons of those who could come instead."""
    (body,) = _answers(rooms, FIRM, f"swap:{request_id}")
    return {button.label[:7]: button.action for button in body.buttons if button.action.startswith("asg:")}


def _technician(rooms: Rooms, request_id: int) -> str:
    return str(rooms.offer(request_id).technician)


def test_everybody_hears_once_and_the_new_one_goes_on(firms: Rooms) -> None:
    firms.press(OWNER, "start")
    request_id = _booked(firms)
    old = _technician(firms, request_id)
    new, action = next(iter(_offered(firms, request_id).items()))
    before = {party: len(firms.told(party)) for party in (OWNER, f"technician:{old}", f"technician:{new}")}
    assert "都已通知" in _text(_answers(firms, FIRM, action))
    told = {party: firms.told(party)[count:] for party, count in before.items()}
    assert [len(bodies) for bodies in told.values()] == [1, 1, 1]
    assert new in told[OWNER][0].text
    assert "不用去" in told[f"technician:{old}"][0].text
    assert all(part in told[f"technician:{new}"][0].text for part in ("301室", "13800138000", "https://uri.amap.com/"))
    assert "301室" not in told[f"technician:{old}"][0].text
    for name in ("go", "arr", "absent"):
        assert "不是您的了" in _text(_answers(firms, f"technician:{old}", f"{name}:{request_id}"))
    assert "已记出发" in _text(_answers(firms, f"technician:{new}", f"go:{request_id}"))
    assert firms.request(request_id).status == Status.ON_THE_WAY


def test_nothing_is_said_to_others_when_nothing_changed(firms: Rooms) -> None:
    firms.press(OWNER, "start")
    request_id = _booked(firms)
    action = next(iter(_offered(firms, request_id).values()))
    _answers(firms, FIRM, action)
    parties = [OWNER, *(f"technician:alder-{n}" for n in (1, 2, 3))]
    before = [len(firms.told(party)) for party in parties]
    kinds = firms.kinds(request_id)
    assert "没有改动" in _text(_answers(firms, FIRM, action))
    assert [len(firms.told(party)) for party in parties] == before
    assert firms.kinds(request_id) == kinds


def test_only_the_dispatcher_of_the_firm_changes_technicians(firms: Rooms) -> None:
    request_id = _booked(firms)
    action = next(iter(_offered(firms, request_id).values()))
    kinds = firms.kinds(request_id)
    others = ("vendor:birch", "technician:birch-1", "technician:alder-1", "technician:alder-2", "centre:xuhui", OWNER)
    for party in (*others, "vendor:ghost", "supervisor:lin"):
        for pressed in (action, f"swap:{request_id}", f"kept:{request_id}"):
            assert "301室" not in _text(_answers(firms, party, pressed))
    assert "调度员" in _text(_answers(firms, "technician:alder-1", f"swap:{request_id}"))
    for nonsense in ("asg:", "asg:1", f"asg:{request_id}:", f"asg:{request_id}:alder-2", "swap:²", "day:x", "see:-1"):
        assert "过时" in _text(_answers(firms, FIRM, nonsense))
    assert firms.kinds(request_id) == kinds


def test_who_was_free_and_is_not_any_more(firms: Rooms) -> None:
    request_id = _booked(firms)
    offered = _offered(firms, request_id)
    other = _booked(firms, "resident:r2")
    gone = _technician(firms, other)
    told = _answers(firms, FIRM, offered[gone])
    assert "没空" in told[0].text
    assert gone not in [button.label[:7] for button in told[-1].buttons]


def _plans(rooms: Rooms, party: str) -> list[str]:
    return [body.text for body in rooms.told(party) if "的安排" in body.text]


def test_the_evening_before_each_is_told_once(firms: Rooms) -> None:
    firms.clockwork.prepare()
    first, second = _booked(firms), _booked(firms, "resident:r2")
    firms.live_until(EVENING + timedelta(minutes=1))
    (plan,) = _plans(firms, FIRM)
    assert "上门 2 单" in plan
    assert "301室" not in plan
    assert "13800138000" not in plan
    for request_id in (first, second):
        (mine,) = _plans(firms, f"technician:{_technician(firms, request_id)}")
        assert str(firms.request(request_id).number) in mine
    idle = ({"alder-1", "alder-2", "alder-3"} - {_technician(firms, one) for one in (first, second)}).pop()
    assert firms.told(f"technician:{idle}") == []
    assert firms.told("vendor:birch") == []
    firms.clockwork.prepare()
    firms.live_until(EVENING + timedelta(hours=5))
    assert len(_plans(firms, FIRM)) == 1
    firms.live_until(EVENING + timedelta(days=2))
    assert len(_plans(firms, FIRM)) == 1


def test_two_processes_tell_it_once(copies: Copies, compose_rooms: Callable[..., Rooms]) -> None:
    url = copies.fresh()
    one, other = compose_rooms(url), compose_rooms(url)
    _open(one)
    one.clockwork.prepare()
    other.clockwork.prepare()
    _booked(one)
    one.clock.move_to(EVENING)
    for place in (other, one, other, one):
        place.clockwork.prepare()
        place.clockwork.tick()
    assert len(_plans(one, FIRM)) == 1


@pytest.mark.parametrize(
    ("late", "plans"), [(timedelta(hours=2), 1), (timedelta(hours=4), 0), (timedelta(hours=14), 0)]
)
def test_a_process_that_was_down_wakes_nobody(firms: Rooms, late: timedelta, plans: int) -> None:
    firms.clockwork.prepare()
    _booked(firms)
    firms.clock.move_to(EVENING + late)
    firms.clockwork.tick()
    assert len(_plans(firms, FIRM)) == plans
    due = firms.see(lambda session: session.connection().exec_driver_sql("SELECT kind FROM deadline").scalars().all())
    assert DAY_PLANS in due
    assert FIRM_PLAN not in due
