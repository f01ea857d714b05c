"""Cases at the supervisor desk: the list by stage and age, one case with its facts, a step with its reason."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.web.people import Resident, Staff, fits, shot

pytestmark = pytest.mark.browser


def test_a_supervisor_moves_a_case_on_and_the_resident_hears_of_it(
    resident: Callable[..., Resident], staff: Callable[..., Staff]
) -> None:
    li = resident()
    li.say("电梯坏了，浦东雨靴苑11号")
    li.hears("帮您报上去吗")
    li.press("帮我报")
    li.hears("单号")
    desk = staff("supervisor-pudong")
    desk.go("/supervisor/cases")
    row = desk.page.locator("tbody tr").filter(has_text="雨靴苑11号")
    expect(row).to_contain_text("受理")
    shot(desk.page, "cases-1280-zh")
    row.locator(".number-link").click()
    button = desk.page.get_by_role("button", name="这一步完成")
    button.click()
    expect(desk.page.get_by_role("alert")).to_contain_text("要有一句说明")
    desk.page.locator("textarea").fill("已请物业查看")
    desk.page.locator("textarea").blur()
    button.click()
    expect(desk.page.locator(".log-list")).to_contain_text("已请物业查看")
    expect(desk.page.locator(".facts")).to_contain_text("现场查看")
    li.hears("已请物业查看")
    shot(desk.page, "case-1280-zh")
    desk.page.set_viewport_size({"width": 390, "height": 844})
    assert fits(desk.page)
    shot(desk.page, "case-390-zh")
    desk.go("/supervisor/cases?stage=site_check&route=common_parts")
    assert fits(desk.page)
    expect(desk.page.locator("tbody tr").filter(has_text="雨靴苑11号")).to_have_count(1)
    shot(desk.page, "cases-390-zh")


def test_in_english_and_what_is_not_there(staff: Callable[..., Staff]) -> None:
    desk = staff("supervisor", locale="en-US")
    desk.go("/supervisor")
    desk.page.get_by_text("See all cases").click()
    expect(desk.page.locator("h1")).to_have_text("Tracked cases")
    shot(desk.page, "cases-1280-en")
    desk.go("/supervisor/case/999999")
    expect(desk.page.locator("main")).to_contain_text("There is no such case")
    desk.go("/supervisor/cases?stage=nonsense&route=x&district=y")
    expect(desk.page.locator("h1")).to_have_text("Tracked cases")
