"""The chat without scripts: the same conversation by forms alone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import NewContext
from tests.web.people import Resident, Site, fits, shot

pytestmark = pytest.mark.browser

ENGLISH = {"accept-language": "en"}
BOOKING = "厨房水龙头一直滴水，明天下午有人在家，徐汇区田林路1186弄松果新村3号502室，电话13800138000，姓王"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def plain(context: NewContext, site: Site, width: int = 390, locale: str = "zh-CN", path: str = "/plain") -> Page:
    """The plain page in a browser that runs no scripts."""
    page = context(width, locale, scripts=False).new_page()
    page.goto(site.base + path)
    return page


def say(page: Page, words: str) -> None:
    """Fill in the form and send it."""
    page.locator("#say").fill(words)
    page.get_by_role("button", name=re.compile("^(发送|Send)$")).click()


def test_booking_without_scripts(site: Site, new_context: NewContext, resident: Callable[..., Resident]) -> None:
    """From the greeting to the booking, by words and answers to tap; the full page shows the same conversation."""
    page = plain(new_context, site)
    expect(page.locator(".msg.bot").first).to_contain_text("我是安修")
    shot(page, "plain-greeting-390-zh")
    say(page, BOOKING)
    expect(page.locator("#latest")).to_be_visible()
    expect(page.locator(".msg.bot").last).to_contain_text("13800138000")
    assert page.title().startswith("是或不是？")
    assert page.url.endswith("/plain#latest")
    assert fits(page)
    shot(page, "plain-card-390-zh")
    page.locator(".chip", has_text="就这样约").click()
    expect(page.locator("#requests article")).to_have_count(1)
    page.locator("#requests summary").click()
    expect(page.locator("#requests li").first).to_contain_text("提交")
    expect(page.locator("#requests dd", has_text="松果新村3号502室")).to_be_visible()
    context = new_context(390, state=page.context.storage_state())
    full = Resident(context.new_page(), site).open()
    expect(full.own().filter(has_text="13800138000")).to_have_count(1)
    full.say("谢谢你")
    page.reload()
    expect(page.locator(".msg.mine").last).to_contain_text("谢谢你")


def test_a_form_sent_twice_is_stored_once(site: Site, new_context: NewContext) -> None:
    """A doubled submit, and loading the page anew, double nothing; other words from the same form are not lost."""
    page = plain(new_context, site)
    form = {
        name: page.locator(f"form[action='/plain'] [name={name}]").last.get_attribute("value") or ""
        for name in ("token", "form")
    }
    for words in ("灯不亮了", "灯不亮了", "不对，是插座"):
        answer = page.request.post(f"{site.base}/plain", form={**form, "say": words})
        assert answer.status == 200
    page.reload()
    page.reload()
    expect(page.locator(".msg.mine").filter(has_text="灯不亮了")).to_have_count(1)
    expect(page.locator(".msg.mine").filter(has_text="不对，是插座")).to_have_count(1)


def test_a_foreign_form_is_refused_and_the_words_are_kept(site: Site, new_context: NewContext) -> None:
    """Without the token of this browser nothing is stored; what was typed stands in the field of the answer."""
    page = plain(new_context, site, locale="en-US")
    forged: dict[str, str | float | bool] = {"token": "f" * 64, "form": "0" * 32, "say": "<b>tap</b>"}
    answer = page.request.post(f"{site.base}/plain", form=forged, headers=ENGLISH)
    assert answer.status == 403
    text = answer.text()
    assert "&lt;b&gt;tap&lt;/b&gt;</textarea>" in text
    assert "That was not sent" in text
    page.reload()
    expect(page.locator(".msg.mine")).to_have_count(0)


def test_a_photo_by_form(site: Site, new_context: NewContext, tmp_path: Path) -> None:
    """A photo appears in the transcript; another file gets the answer that it is none; nothing chosen sends nothing."""
    page = plain(new_context, site)
    photo, note = tmp_path / "tap.png", tmp_path / "note.png"
    photo.write_bytes(PIXEL)
    note.write_text("not a photo")
    send = page.get_by_role("button", name="发送选好的文件")
    page.locator("#photo").set_input_files(photo)
    send.click()
    image = page.locator(".msg.mine img")
    expect(image).to_be_visible()
    assert page.request.get(site.base + (image.get_attribute("src") or "")).status == 200
    expect(page.locator(".msg.bot").filter(has_text="照片收到了")).to_be_visible()
    page.locator("#photo").set_input_files(note)
    send.click()
    expect(page.locator(".msg.bot").filter(has_text="不是照片")).to_be_visible()


def test_look_and_language_without_scripts(site: Site, new_context: NewContext) -> None:
    """Size, contrast and language are buttons too; the server makes the page in the look that was chosen."""
    page = plain(new_context, site, 320)
    page.get_by_role("button", name="特大").click()
    page.get_by_role("button", name="高对比").click()
    expect(page.locator("html")).to_have_class("size-huge contrast")
    assert fits(page)
    shot(page, "plain-huge-contrast-320-zh")
    page.get_by_role("button", name="繁體中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-TW")
    assert fits(page)
    shot(page, "plain-huge-contrast-320-zh-TW")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert fits(page)
    shot(page, "plain-huge-contrast-320-en")


def test_the_full_page_leads_to_the_plain_one(site: Site, new_context: NewContext) -> None:
    """A browser without scripts is shown the way, and nothing else."""
    page = plain(new_context, site, locale="en-US", path="/")
    page.wait_for_timeout(1300)
    shot(page, "noscript-390-en")
    expect(page.get_by_text("does not support ES modules")).to_be_hidden()
    page.get_by_role("link", name="Open the plain page").click()
    expect(page.locator("#say")).to_be_visible()


def test_what_people_write_is_shown_as_they_wrote_it(site: Site, new_context: NewContext) -> None:
    """Markup in words and in buttons' actions is text; a forged or overlong press harms nothing."""
    page = plain(new_context, site, locale="en-US")
    say(page, "<script>alert(1)</script> & 'tap' leaks")
    expect(page.locator(".msg.mine .text")).to_have_text("<script>alert(1)</script> & 'tap' leaks")
    form = {
        name: page.locator(f"form[action='/plain'] [name={name}]").last.get_attribute("value") or ""
        for name in ("token", "form")
    }
    for action in ("ok:999", "x" * 5000, "at:<b>_5", "\x00", "cancelok:1"):
        assert page.request.post(f"{site.base}/plain", form={**form, "press": action}).status == 200
    page.reload()
    expect(page.locator("#say")).to_be_visible()
