"""A low rating at the chat page, and the supervisor who keeps the promise."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.web.people import Resident, Staff, fits, shot

pytestmark = pytest.mark.browser

BOOKING = "你好，厨房水龙头一直滴水，明天下午有人在家，徐汇区田林路1186弄松果新村5号301室，电话13800138001，姓赵"


def test_a_callback_is_owed_and_done_with_a_note(
    resident: Callable[..., Resident], staff: Callable[..., Staff]
) -> None:
    zhao = resident(390)
    zhao.say(BOOKING)
    zhao.hears("13800138001")
    zhao.confirm()
    zhao.hears("约好了")
    zhao.press("修好了")
    zhao.press("1 星")
    zhao.hears("会有人联系您")
    zhao.press("态度差")
    zhao.hears("记下了：态度差")
    shot(zhao.page, "chat-reasons-390-zh")
    zhao.say("进门不换鞋")
    zhao.hears("再评一次")
    number = zhao.number()

    boss = staff("supervisor")
    boss.go("/supervisor/callbacks")
    card = boss.page.locator("main li.card").filter(has_text=str(number))
    expect(card).to_contain_text("态度差")
    expect(card).to_contain_text("进门不换鞋")
    expect(card).to_contain_text("13800138001")
    card.get_by_role("button", name="已联系，记下").click()
    expect(card.get_by_role("alert")).to_have_text("请先写一句。")
    shot(boss.page, "callbacks-1280-zh")
    boss.page.set_viewport_size({"width": 390, "height": 844})
    assert fits(boss.page)
    shot(boss.page, "callbacks-390-zh")
    card.get_by_role("textbox").fill("道歉了，师傅受了批评")
    card.get_by_role("button", name="已联系，记下").click()
    expect(card).to_have_count(0)
    boss.go(f"/supervisor/request/{number}")
    expect(boss.page.get_by_text("道歉了，师傅受了批评")).to_be_visible()


def test_firms_are_turned_away(staff: Callable[..., Staff]) -> None:
    firm = staff("pudong-big-nut")
    firm.go("/supervisor/callbacks")
    expect(firm.page.locator("#note")).to_have_count(0)
    expect(firm.page.get_by_text("要回访的")).to_have_count(0)
