"""What a resident can do at the chat page."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.media import files
from tests.web.people import Resident, Staff, fits, shot

pytestmark = pytest.mark.browser

BOOKING = "你好，厨房水龙头一直滴水，明天下午有人在家，徐汇区田林路1186弄松果新村3号502室，电话13800138000，姓王"


def test_from_first_words_to_the_supervisors_list(
    resident: Callable[..., Resident], staff: Callable[..., Staff]
) -> None:
    """Book in Chinese on a phone; the sample firm comes by itself; confirm, rate, comment; a supervisor sees it."""
    wang = resident(390)
    shot(wang.page, "chat-greeting-390-zh")
    wang.say(BOOKING)
    wang.hears("13800138000")
    shot(wang.page, "chat-card-390-zh")
    wang.confirm()
    wang.hears("约好了")
    wang.press("修好了")
    wang.press("5 星")
    wang.hears("好在哪里")
    wang.press("修得好")
    wang.hears("记下了：修得好")
    wang.say("修得很好，谢谢")
    wang.hears("谢谢您的评价")
    assert fits(wang.page)
    number = wang.number()
    wang.page.locator("[data-opens]").click()
    panel = wang.page.locator("#requests")
    expect(panel.get_by_text("★★★★★").first).to_be_visible()
    panel.locator(".steps summary").first.click()
    expect(panel.get_by_text("师傅出发")).to_be_visible()
    shot(wang.page, "chat-requests-390-zh")
    wang.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()

    boss = staff("supervisor")
    row = boss.page.locator("table.requests tr").filter(has_text=str(number))
    expect(row).to_contain_text("5 ★")
    shot(boss.page, "supervisor-1280-zh")
    row.get_by_role("link").click()
    expect(boss.page.get_by_text("修得很好，谢谢").first).to_be_visible()
    expect(boss.page.locator(".considered li").first).to_be_visible()
    shot(boss.page, "supervisor-request-1280-zh")
    boss.page.set_viewport_size({"width": 390, "height": 844})
    boss.page.go_back()
    expect(boss.page.locator("table.requests td").first).to_be_visible()
    assert fits(boss.page)
    shot(boss.page, "supervisor-390-zh")


def test_danger_is_answered_with_advice_before_any_question(resident: Callable[..., Resident]) -> None:
    """A burst pipe: how to stop the water comes first, the address is asked for after it."""
    her = resident(390)
    her.say("不好了，厨房水管爆了，水喷得到处都是，关不住")
    her.hears("关总阀")
    texts = her.said().all_inner_texts()
    advice = next(i for i, text in enumerate(texts) if "关总阀" in text)
    asked = next(i for i, text in enumerate(texts) if "地址" in text)
    assert advice < asked
    call = her.page.locator(".emergency a", has_text="962777")
    expect(call).to_have_attribute("href", "tel:962777")
    shot(her.page, "chat-danger-390-zh")
    her.page.set_viewport_size({"width": 1280, "height": 900})
    shot(her.page, "chat-danger-1280-zh")


def test_language_size_and_history_survive_a_reload(resident: Callable[..., Resident]) -> None:
    """Switch to English and to large type; both, and what was said, are there after loading the page anew."""
    li = resident(1280)
    li.say("你好")
    li.choose_language("English")
    expect(li.page.get_by_role("button", name="Send", exact=True)).to_be_visible()
    li.hears("English")
    li.page.locator(".look summary").click()
    li.page.get_by_role("button", name="Extra large").click()
    li.page.get_by_role("button", name="High contrast").click()
    li.reload()
    root = li.page.locator("html")
    expect(root).to_have_class(re.compile("size-huge.*contrast"))
    expect(root).to_have_attribute("lang", "en")
    expect(li.own().filter(has_text="你好")).to_have_count(1)
    shot(li.page, "chat-huge-contrast-1280-en")
    li.page.set_viewport_size({"width": 320, "height": 640})
    assert fits(li.page)
    shot(li.page, "chat-huge-contrast-320-en")
    for menu in (".languages", ".look"):
        li.page.locator(f"{menu} summary").click()
        box = li.page.locator(f"{menu} .menu-body").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320


def test_traditional_characters_by_browser_by_words_and_by_menu(resident: Callable[..., Resident]) -> None:
    """Hong Kong's browser begins in traditional characters; words and the menu, by keyboard too, switch on a phone."""
    lam = resident(320, "zh-HK")
    root = lam.page.locator("html")
    expect(root).to_have_attribute("lang", "zh-TW")
    lam.hears("哪裡壞了")
    lam.page.locator(".languages summary").click()
    expect(lam.page.locator(".languages .choice")).to_have_text(["简体中文", "English"])
    assert fits(lam.page)
    shot(lam.page, "languages-320-zh-TW")
    lam.page.keyboard.press("Escape")
    expect(lam.page.locator(".languages summary")).to_be_focused()
    lam.page.keyboard.press("Enter")
    lam.page.keyboard.press("Tab")
    lam.page.keyboard.press("Tab")
    lam.page.keyboard.press("Enter")
    expect(root).to_have_attribute("lang", "en")
    lam.say("traditional Chinese please")
    expect(root).to_have_attribute("lang", "zh-TW")
    lam.choose_language("简体中文")
    expect(root).to_have_attribute("lang", "zh-CN")
    lam.hears("我们说中文")


def test_the_keyboard_is_enough(resident: Callable[..., Resident]) -> None:
    """Tab to the skip link, type a line break with Shift+Enter, send with Enter, tab to a button and press it."""
    ann = resident(1280, "en-US")
    ann.page.locator("body").press("Tab")
    expect(ann.page.locator(".skip")).to_be_focused()
    ann.page.keyboard.press("Enter")
    expect(ann.page.locator("#say")).to_be_focused()
    ann.page.keyboard.type("The kitchen tap drips")
    ann.page.keyboard.press("Shift+Enter")
    ann.page.keyboard.type("all day")
    ann.page.keyboard.press("Enter")
    expect(ann.own().last).to_contain_text("The kitchen tap drips\nall day", use_inner_text=True)
    expect(ann.page.locator("#say")).to_have_value("")
    expect(ann.page.locator("#say")).to_be_focused()
    ann.hears(re.compile("address|district", re.IGNORECASE))
    ann.page.set_viewport_size({"width": 390, "height": 844})
    shot(ann.page, "chat-390-en")


def test_what_is_typed_and_not_yet_sent_survives_a_reload(resident: Callable[..., Resident]) -> None:
    """A half-written message is still in the field after the page was loaded anew."""
    he = resident()
    he.page.locator("#say").press_sequentially("卫生间的灯")
    he.reload()
    expect(he.page.locator("#say")).to_have_value("卫生间的灯")


def test_a_message_that_was_not_confirmed_is_sent_again_and_stored_once(
    resident: Callable[..., Resident],
) -> None:
    """The browser kept a message because the line broke: it arrives after a reload, however often it is sent."""
    he = resident()
    kept = '[{"id": "0c5bd9a6-1111-4222-8333-444455556666", "text": "灯不亮了"}]'
    for _ in range(2):
        he.page.evaluate("kept => sessionStorage.setItem('anxiu-unstored', kept)", kept)
        he.reload()
        expect(he.own().filter(has_text="灯不亮了")).to_have_count(1)
        he.page.wait_for_function("sessionStorage.getItem('anxiu-unstored') === '[]'")
    he.reload()
    expect(he.own().filter(has_text="灯不亮了")).to_have_count(1)


def test_a_photo_is_shown_to_its_sender_only(resident: Callable[..., Resident], tmp_path: Path) -> None:
    """A photo appears in the chat; its address is worth nothing in another browser; another file is refused."""
    her = resident()
    photo = tmp_path / "tap.jpg"
    photo.write_bytes(files.jpeg())
    with her.page.expect_file_chooser() as chooser:
        her.page.locator(".composer .icon-button").first.click()
    chooser.value.set_files(photo)
    image = her.own().locator("img")
    expect(image).to_be_visible()
    her.hears("照片收到了")
    address = image.get_attribute("src") or ""
    assert her.page.request.get(her.page.url.rstrip("/") + address).status == 200
    other = resident()
    assert other.page.request.get(other.page.url.rstrip("/") + address).status == 404
    note = tmp_path / "note.png"
    note.write_text("not a photo")
    her.page.locator("input[type=file]").set_input_files(note)
    her.hears("不是照片")


def test_two_residents_do_not_see_each_other(resident: Callable[..., Resident]) -> None:
    """Each browser has its own chat."""
    one, two = resident(), resident()
    one.say("我家马桶堵了")
    two.reload()
    expect(two.own()).to_have_count(0)
