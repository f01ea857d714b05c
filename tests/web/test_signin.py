"""Who gets in where."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.web.conftest import NewContext
from tests.web.people import Site, Staff, fits, shot

pytestmark = pytest.mark.browser


def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(site: Site, new_context: NewContext) -> None:
    """Nothing tells which accounts exist; the page leads on only after the right password."""
    page = new_context(390).new_page()
    someone = Staff(page, site)
    answers = []
    for login in ("supervisor", "nobody-of-this-name"):
        someone.sign_in(login, "wrong", "/login?next=/supervisor")
        answers.append(page.get_by_role("alert").inner_text())
    assert answers == ["账号或密码不对。"] * 2
    shot(page, "login-390-zh")
    assert fits(page)
    someone.sign_in("supervisor", path="/login?next=/supervisor%3Fperiod%3Dweek")
    assert page.url.endswith("/supervisor?period=week")


def test_a_desk_asks_for_the_sign_in_and_leads_back(site: Site, new_context: NewContext) -> None:
    """Not signed in: to the form; afterwards on to where one wanted to go, never to another site."""
    page = new_context(1280, "en-US").new_page()
    page.goto(f"{site.base}/desk")
    assert "/login?next=/desk" in page.url
    page.get_by_role("button", name="Big Nut").click()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.base}/desk")
    shot(page, "desk-empty-1280-en")
    Staff(page, site).sign_in("pudong-big-nut", path="/login?next=//example.org/")
    page.wait_for_url(f"{site.base}/desk")


def test_the_wrong_role_is_refused(staff: Callable[..., Staff]) -> None:
    """A firm cannot open the supervisor desk, a supervisor cannot open a firm's; both are told plainly."""
    firm = staff("pudong-big-nut")
    firm.go("/supervisor")
    expect(firm.page.get_by_role("heading")).to_have_text("这个账号看不了这个页面")
    firm.go("/supervisor/request/1001")
    expect(firm.page.get_by_role("heading")).to_have_text("这个账号看不了这个页面")
    boss = staff("supervisor")
    boss.go("/desk")
    expect(boss.page.get_by_role("heading")).to_have_text("这个账号看不了这个页面")


def test_signing_out(staff: Callable[..., Staff]) -> None:
    """After signing out the desk asks for the sign-in again."""
    boss = staff("supervisor-pudong")
    boss.page.get_by_role("button", name="退出").click()
    boss.page.wait_for_url("**/login")
    boss.go("/supervisor")
    assert "/login?next=" in boss.page.url


def test_a_district_supervisor_sees_one_district(staff: Callable[..., Staff]) -> None:
    """There is no choice of district, and asking for another one by address gives the own one."""
    boss = staff("supervisor-pudong", locale="en-US")
    expect(boss.page.locator("select[name=category]")).to_be_visible()
    expect(boss.page.locator("select[name=district]")).to_have_count(0)
    boss.go("/supervisor?district=xuhui")
    expect(boss.page.locator("#requests-title")).to_be_visible()
    places = boss.page.locator("#requests")
    assert "Xuhui" not in places.inner_text()
    shot(boss.page, "supervisor-1280-en")


def test_prices_and_a_missing_page(site: Site, new_context: NewContext) -> None:
    """The price book is open to all; a wrong address gets a plain answer in the reader's language."""
    page = new_context(390, "en-US").new_page()
    page.goto(f"{site.base}/prices")
    expect(page.get_by_text("Change a tap", exact=True)).to_be_visible()
    expect(page.get_by_role("note")).to_have_text("Sample data, all invented")
    assert fits(page)
    shot(page, "prices-390-en")
    page.set_viewport_size({"width": 1280, "height": 900})
    shot(page, "prices-1280-en")
    answer = page.goto(f"{site.base}/no-such-page")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading")).to_have_text("There is no such page")
    shot(page, "missing-390-en")
