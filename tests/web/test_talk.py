"""A resident asks for a person; a supervisor answers at the desk and hands the talk back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.web.people import Resident, Staff, fits, shot

pytestmark = pytest.mark.browser

BACK = re.compile("回到机器人|Back to the bot")


def _open_talk(desk: Staff, words: str) -> None:
    """Go to the talk in which this was the wish for a person, as it appears at the desk by itself."""
    card = desk.page.locator("#talks .card").filter(has_text=words).first
    expect(card).to_be_visible(timeout=20_000)
    card.get_by_role("link").last.click()
    expect(desk.page.locator("#said")).to_be_visible()


def test_taken_over_answered_and_handed_back(resident: Callable[..., Resident], staff: Callable[..., Staff]) -> None:
    desk = staff("supervisor", locale="zh-CN")
    expect(desk.page.locator("#talks-title")).to_be_visible()
    li = resident(390)
    li.say("厨房水龙头滴水，浦东新区潍坊路1376弄3号602室")
    li.hears("电话")
    li.say("我要转人工客服")
    li.hears("转给工作人员")
    shot(li.page, "chat-person-called-390-zh")
    _open_talk(desk, "我要转人工客服")
    page = desk.page
    expect(page.locator("#said")).to_contain_text("厨房水龙头滴水")
    shot(page, "talk-waiting-1280-zh")
    page.get_by_role("button", name="我来接", exact=True).click()
    li.hears("督导员来了")
    expect(page.get_by_role("button", name="交还机器人")).to_be_visible()
    expect(page.locator(".toast-bad")).to_have_count(0)
    page.locator("#answer").fill("您好，我来帮您看。<b>")
    page.get_by_role("button", name="发给住户").click()
    li.hears("您好，我来帮您看。<b>")
    expect(li.page.locator(".msg.person")).to_have_count(1)
    expect(page.locator("#said .by-supervisor")).to_contain_text("我来帮您看")
    expect(page.locator("#answer")).to_have_value("")
    li.say("什么时候能来")
    expect(page.locator("#said .by-resident").last).to_contain_text("什么时候能来", timeout=20_000)
    page.set_viewport_size({"width": 320, "height": 700})
    assert fits(page)
    shot(page, "talk-taken-320-zh")
    page.get_by_role("button", name="交还机器人").click()
    li.hears("机器人回来了")
    expect(page.locator("#answer")).to_be_hidden()
    expect(page.locator(".toast-bad")).to_have_count(0)
    expect(page.locator(".log-list")).to_contain_text("市级督导员")
    shot(li.page, "chat-person-390-zh")


def test_in_english_the_resident_goes_back_by_button(
    resident: Callable[..., Resident], staff: Callable[..., Staff]
) -> None:
    desk = staff("supervisor-pudong", locale="en-US")
    jane = resident(390, "en-US")
    jane.say("the tap drips, Room 502, No. 3, Lane 1376 Weifang Road, Pudong")
    jane.hears("call")
    jane.say("talk to a person")
    jane.hears("passed you on to a person")
    _open_talk(desk, "talk to a person")
    desk.page.locator("#answer").fill("Good morning")
    desk.page.get_by_role("button", name="Send to the resident").click()
    jane.hears("Supervisor, a person")
    shot(desk.page, "talk-taken-1280-en")
    jane.say("back to the bot")
    jane.hears("The bot is back")
    expect(desk.page.locator("#answer")).to_be_hidden(timeout=20_000)


def test_talks_are_for_those_who_answer(staff: Callable[..., Staff]) -> None:
    firm = staff("pudong-big-nut")
    firm.go("/talk/1")
    expect(firm.page.locator("#said")).to_have_count(0)
    officer = staff("centre-pudong")
    expect(officer.page.locator("#talks-title")).to_be_visible()
    officer.go("/talk/1")
    expect(officer.page.locator("#said")).to_have_count(0)
    officer.go("/talk/nonsense")
    expect(officer.page.locator("#said")).to_have_count(0)
