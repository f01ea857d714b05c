"""What a firm can do at the vendor desk."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.web.people import Resident, Staff, fits, shot

pytestmark = pytest.mark.browser

#: Everyone in the sample district who clears drains.
DRAIN_FIRMS = ("pudong-big-nut", "pudong-switch-smith")
BOOKING = (
    "Hello, the kitchen sink is blocked. The day after tomorrow in the afternoon suits me. "
    "Room 502, No. 3, Lane 1376 Weifang Road, Juzitang Estate, Pudong. My phone is 13800138000"
)


def test_a_person_at_the_desk_accepts_and_does_the_visit(
    resident: Callable[..., Resident], staff: Callable[..., Staff]
) -> None:
    """In English: no door and no phone before accepting; then every step, and a report by the price book."""
    desks = [staff(login, locale="en-US") for login in DRAIN_FIRMS]
    for desk in desks:
        expect(desk.page.locator("#offers-title")).to_be_visible()
    jane = resident(1280, "en-US")
    jane.say(BOOKING)
    jane.hears("13800138000")
    shot(jane.page, "chat-card-1280-en")
    jane.confirm()
    number = jane.number()
    desk = _asked(desks, number)

    before = desk.page.locator("main").inner_text()
    assert "Weifang" in before or "潍坊" in before
    assert "502" not in before
    assert "13800138000" not in before
    shot(desk.page, "desk-offer-1280-en")
    desk.page.set_viewport_size({"width": 390, "height": 844})
    assert fits(desk.page)
    shot(desk.page, "desk-offer-390-en")
    desk.press(number, "Accept")
    expect(desk.card(number)).to_contain_text("502")
    expect(desk.card(number).locator(".tel")).to_have_attribute("href", "tel:13800138000")
    jane.hears("Booked")
    shot(desk.page, "desk-visit-390-en")
    desk.card(number).get_by_text("Go early").click()
    _visit(desk, number)
    _report(desk, number)
    expect(desk.page.locator("article").filter(has_text=str(number))).to_have_count(0)
    jane.hears("¥151")
    jane.hears("Cleared the trap")
    shot(jane.page, "chat-done-1280-en")
    jane.press("Not fixed")
    jane.say("the first one")
    _free_visit(_asked(desks, number), number)
    jane.hears("second visit, nothing to pay")
    jane.hears("Changed the trap")


def _asked(desks: list[Staff], number: int) -> Staff:
    """The desk before which the offer lies."""
    offers = [desk.page.locator(".offer").filter(has_text=str(number)) for desk in desks]
    for _ in range(60):
        for desk, offer in zip(desks, offers, strict=True):
            if offer.count():
                return desk
        desks[0].page.wait_for_timeout(100)
    raise AssertionError(f"no desk shows the offer {number}")


def _visit(desk: Staff, number: int) -> None:
    desk.press(number, "On my way")
    expect(desk.card(number)).to_contain_text("On the way")
    desk.press(number, "Arrived")
    expect(desk.card(number)).to_contain_text("At work")
    desk.press(number, "Done")


#: On a slow line the quantity is typed before the server has answered to the choice of the item; it must not be lost.
_CHOOSE_AND_TYPE_AT_ONCE = """line => {
    const item = line.querySelector("select"), quantity = line.querySelector("input")
    item.value = "DC-02"
    item.dispatchEvent(new Event("change", {bubbles: true}))
    quantity.value = "2"
    quantity.dispatchEvent(new Event("input", {bubbles: true}))
}"""


def _report(desk: Staff, number: int) -> None:
    form = desk.page.locator(".sheet")
    form.get_by_role("button", name="Send the report").click()
    expect(form.locator(".fault")).to_have_text("Line 1: choose an item")
    form.locator(".charge-line").evaluate(_CHOOSE_AND_TYPE_AT_ONCE)
    expect(form.locator(".charge-line .small")).not_to_be_empty()
    expect(form.get_by_label("Quantity")).to_have_value("2")
    form.get_by_label("Unit price").fill("1000")
    form.get_by_role("button", name="Send the report").click()
    expect(form.locator(".fault")).to_contain_text("outside the range")
    form.get_by_label("Unit price").fill("75.50")
    expect(form.locator(".charge-sum")).to_have_text("Sum ¥151")
    form.get_by_label("Technician's note").fill("Cleared the trap")
    shot(desk.page, "desk-report-390-en")
    form.get_by_role("button", name="Send the report").click()
    expect(form).to_be_hidden()


def _free_visit(desk: Staff, number: int) -> None:
    """A second visit is offered as one, and asks for no charge, only for a note."""
    expect(desk.card(number)).to_contain_text("second visit, nothing to pay")
    desk.press(number, "Accept")
    expect(desk.card(number)).to_contain_text("Booked")
    early = desk.card(number).get_by_text("Go early")
    if early.count():  # the first free time may be one of today
        early.click()
    _visit(desk, number)
    form = desk.page.locator(".sheet")
    expect(form).to_contain_text("nothing to pay")
    expect(form.locator(".charge-line")).to_have_count(0)
    form.get_by_label("Technician's note").fill("Changed the trap")
    shot(desk.page, "desk-report-free-390-en")
    form.get_by_role("button", name="Send the report").click()
    expect(form).to_be_hidden()


def test_an_emergency_at_the_centre(resident: Callable[..., Resident], staff: Callable[..., Staff]) -> None:
    """The duty officer sees the alarm first, cannot decline it, and acknowledges in one tap."""
    officer = staff("centre-pudong", 390)
    expect(officer.page.locator("#offers-title")).to_be_visible()
    her = resident(390)
    her.say("救命，厨房水管爆了，水喷得到处都是，关不住，浦东新区潍坊路1376弄3号602室，13900139000")
    offer = officer.page.locator(".emergency-offer").first
    expect(offer).to_be_visible()
    expect(offer.locator(".countdown")).to_have_text(re.compile(r"还剩 \d+ 分 \d\d 秒"))
    expect(offer.get_by_text("接不了")).to_have_count(0)
    shot(officer.page, "desk-emergency-390-zh")
    offer.get_by_role("button", name="确认接警").click()
    her.hears("已接警")
    visit = officer.page.locator(".visit").filter(has_text="602").first
    expect(visit).to_be_visible()
    visit.get_by_role("button", name="出发").click()
    her.hears("出发了")


def test_declining_with_a_reason_passes_the_offer_on(
    resident: Callable[..., Resident], staff: Callable[..., Staff]
) -> None:
    """The offer goes from one desk to the next."""
    desks = [staff(login) for login in DRAIN_FIRMS]
    he = resident()
    he.say("厨房水槽堵了，明天下午在家，浦东新区潍坊路1376弄3号702室，电话13700137000")
    he.confirm()
    number = he.number()
    first = _asked(desks, number)
    first.card(number).get_by_text("接不了", exact=True).click()
    first.press(number, "太忙")
    expect(first.page.locator(".offer").filter(has_text=str(number))).to_have_count(0)
    panel = he.page.locator("#requests")
    expect(panel.locator(".steps").first).to_contain_text("接不了：太忙")


def test_another_time_is_proposed_from_the_desk(resident: Callable[..., Resident], staff: Callable[..., Staff]) -> None:
    """A tap on a free time asks the resident; yes brings the visit to the desk."""
    desks = [staff(login) for login in DRAIN_FIRMS]
    he = resident()
    he.say("厨房水槽堵了，明天下午在家，浦东新区潍坊路1376弄3号702室，电话13700137000")
    he.confirm()
    number = he.number()
    first = _asked(desks, number)
    first.card(number).get_by_text("换个时间", exact=True).click()
    time = first.card(number).locator("details[open] button").last
    expect(time).to_be_visible()
    assert fits(first.page)
    shot(first.page, "desk-propose-1280-zh")
    time.click()
    he.hears("改到这个时间好吗")
    expect(first.card(number)).to_contain_text("等住户答复")
    expect(he.page.locator("#requests")).to_contain_text("等您答复")
    shot(first.page, "desk-proposed-1280-zh")
    he.press("可以，改到这个时间")
    he.hears("约好了")
    expect(first.card(number)).to_contain_text("702")
