"""From first words to the stars, in four chats of Telegram, by polling and by webhook."""

from pathlib import Path

import pytest
from sqlmodel import select

from booking.entities import Request
from booking.terms import Category, District, Role
from tests.conftest import MONDAY
from tests.telegram.bot_api import bot_api_server
from tests.telegram.office import Office, office
from tests.telegram.quick_clock import QuickClock
from vendors.entities import Coverage, Technician

TOLD = "徐汇区田林路1186弄松果新村7号2-301，厨房水龙头漏水"


def _firms(desk: Office) -> tuple[list[str], list[str]]:
    """Who may be asked for a tap in this district, and their technicians."""
    asked = select(Coverage.provider).where(
        Coverage.district == District.XUHUI, Coverage.category == Category.TAPS_PIPES
    )
    firms = list(desk.app.database.read(lambda session: session.exec(asked).all()))
    known = desk.app.database.read(lambda session: session.exec(select(Technician)).all())
    return firms, [one.code for one in known if one.provider in firms]


def _request(desk: Office) -> Request:
    return desk.app.database.read(lambda session: session.exec(select(Request)).one())


@pytest.mark.parametrize("mode", ["polling", "webhook"])
def test_the_main_job_in_four_chats(mode: str, database_url: str, tmp_path: Path) -> None:
    clock = QuickClock(MONDAY)
    with bot_api_server(clock.now) as server, office(server, tmp_path, database_url, clock, mode=mode) as desk:
        resident, supervisor = server.user("Wang"), server.user("Chen")
        dispatcher, technician = server.user("Li"), server.user("Zhao")
        firms, technicians = _firms(desk)
        desk.join(supervisor, Role.SUPERVISOR, "supervisor")
        for firm in firms:
            if not firm.startswith("centre"):
                desk.join(dispatcher, Role.VENDOR, firm)
        for code in technicians:
            desk.join(technician, Role.TECHNICIAN, code)

        resident.start()
        resident.wait_for("安修")
        resident.say(TOLD)
        resident.wait_for("电话", fresh=True)
        resident.say("13800138000 王女士")
        resident.wait_for("什么时候", fresh=True)
        resident.press("明天")
        resident.wait_for("对不对", fresh=True)
        resident.press("好，就这样约")

        card = dispatcher.wait_for("新派单", timeout=20)
        assert "2-301" not in card.text
        assert "13800138000" not in card.text
        dispatcher.press("接单")
        dispatcher.wait_for("接单成功", fresh=True)
        resident.wait_for("明天", fresh=True)
        visit = technician.wait_for("新上门")
        assert "13800138000" in visit.text

        technician.press("出发")
        resident.wait_for("出发", timeout=20)
        technician.press("到达")
        resident.wait_for("到", fresh=False)
        technician.press("完工", timeout=20)
        technician.wait_for("做了哪一项", fresh=True)
        technician.say("TP-01 x1 80")
        technician.wait_for("说明", fresh=True)
        technician.press("跳过")
        technician.wait_for("已记完工", fresh=True)

        resident.press("修好了", timeout=20)
        resident.wait_for(lambda message: any("1 星" in label for label in message.labels), timeout=20)
        resident.press("1 星")
        supervisor.wait_for("差评", timeout=20)
        supervisor.press("我来处理")
        supervisor.wait_for("记", fresh=True)

        assert _request(desk).provider in firms
        assert _request(desk).price_cents == 8000
        assert not server.complaints
        assert not server.refusals
    rates = server.rates()
    assert rates.overall_a_second <= 30
    assert rates.private_a_second <= 1
