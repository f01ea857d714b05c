"""The full chat for everyone: keyboard, screen reader, large type, a broken line, a poster's link."""

import io
import re
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.web.conftest import NewContext
from tests.web.people import CONFIRM, Resident, Site, Staff, fits, shot

pytestmark = pytest.mark.browser

#: Bytes over the wire until the chat can be used, with nothing in the cache; see docs/operators.md.
FIRST_LOAD, FIRST_LOAD_PLAIN = 400_000, 40_000


def tab_to(page: Page, label: re.Pattern[str], most: int = 40) -> None:
    """Press Tab until the button of this label has the focus, and see that the focus shows."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if label.search(page.evaluate("document.activeElement.closest('button, summary')?.textContent || ''")):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            return
    pytest.fail(f"{label.pattern} is not reached by Tab")


def test_a_booking_by_keyboard_alone(resident: Callable[..., Resident]) -> None:
    """Skip link, words, the answer that books, the menu for large type: no pointer at all."""
    ann = resident(1280, "en-US")
    page = ann.page
    page.locator("body").press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("kitchen tap drips, Songguo Village Xuhui building 3 room 502, 13800138000, tomorrow afternoon")
    page.keyboard.press("Enter")
    ann.hears("13800138000")
    page.locator("body").press("Tab")
    tab_to(page, CONFIRM)
    page.keyboard.press("Enter")
    expect(page.locator(".request .number").first).to_have_text(re.compile(r"\d{4}"))
    page.reload()
    tab_to(page, re.compile("^Aa$"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("html")).to_have_class(re.compile("size-large"))
    page.keyboard.press("Escape")
    expect(page.locator(".look summary")).to_be_focused()


def test_what_a_screen_reader_is_told(resident: Callable[..., Resident]) -> None:
    """News is polite, danger is told at once and only once; the title says what waits; each language is marked."""
    her = resident(390, "en-US")
    page = her.page
    expect(page.locator("#log")).to_have_attribute("aria-live", "polite")
    expect(page).to_have_title(re.compile("^What is broken"))
    assert page.locator("[role=alert].bubble").count() == 0
    her.say("my tap drips, Yuxue Court Pudong building 5")
    expect(page).to_have_title(re.compile("^Your address"))
    her.say("strong smell of gas in the kitchen, I feel dizzy")
    expect(page.locator(".bubble[role=alert]").first).to_contain_text("962777")
    her.say("你好，厨房水管漏水")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator(".msg.mine [lang=en]").first).to_contain_text("my tap drips")
    expect(page.locator(".msg.mine .text:not([lang])").last).to_contain_text("厨房水管漏水")
    assert page.locator("[role=alert].bubble").count() == 0
    for button in page.locator("button:visible").all():
        assert (button.inner_text() or button.get_attribute("aria-label") or "").strip()


def test_what_is_sent_offline_goes_out_once_when_the_line_is_back(resident: Callable[..., Resident]) -> None:
    """Two messages and a tap while the line is down: shown as waiting, then stored in order, each once."""
    he = resident(320)
    page = he.page
    page.context.set_offline(offline=True)
    page.evaluate("window.socket.io.engine.close()")
    expect(page.locator("#offline")).not_to_be_empty()
    for words in ("厨房的水龙头漏水", "徐汇区田林路1186弄松果新村3号502室"):
        page.locator("#say").fill(words)
        page.keyboard.press("Enter")
    expect(page.locator("#pending .msg")).to_have_count(2)
    expect(page.locator("#pending")).to_contain_text("还没发出")
    expect(page.locator("#say")).to_have_value("")
    assert fits(page)
    shot(page, "offline-320-zh")
    page.context.set_offline(offline=False)
    expect(page.locator("#pending .msg")).to_have_count(0, timeout=30_000)
    expect(page.locator("#offline")).to_be_empty()
    expect(he.own()).to_have_count(2)
    assert "水龙头" in he.own().first.inner_text()
    he.hears("留个电话")
    he.reload()
    expect(he.own()).to_have_count(2)


def test_a_double_tap_is_one_press(resident: Callable[..., Resident]) -> None:
    """Tapping an answer twice answers once."""
    she = resident()
    chip = she.chips().filter(has_text="龙头水管")
    chip.evaluate("chip => { chip.click(); chip.click(); }")
    she.hears("具体是什么情况")
    expect(she.own().filter(has_text="龙头水管")).to_have_count(1)


def test_the_look_that_the_system_asks_for(site: Site, new_context: NewContext) -> None:
    """More contrast is followed until the reader chooses otherwise; nothing moves for who wants no motion."""
    page = new_context(390).new_page()
    page.emulate_media(contrast="more", reduced_motion="reduce")
    page.goto(site.base)
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    expect(page.locator(".typing")).to_be_attached()
    moving = "[...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).animationDuration) > 0.01)"
    assert page.evaluate(f"{moving}.length") == 0
    page.locator(".look summary").click()
    contrast = page.get_by_role("button", name="高对比度")
    expect(contrast).to_have_attribute("aria-pressed", "true")
    contrast.click()
    expect(contrast).to_have_attribute("aria-pressed", "false")
    page.reload()
    assert page.evaluate(paper) != "rgb(255, 255, 255)"
    page.goto(f"{site.base}/plain")
    assert page.evaluate(paper) != "rgb(255, 255, 255)"


@pytest.mark.parametrize("path", ["/", "/plain", "/prices"])
def test_type_at_twice_its_size(site: Site, new_context: NewContext, path: str) -> None:
    """Twice the browser's size of type, on a narrow phone and on half a desktop: nothing to scroll to sideways."""
    for width in (320, 640):
        page = new_context(width, "en-US").new_page()
        session = page.context.new_cdp_session(page)
        session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
        page.goto(site.base + path)
        expect(page.locator("h1").first).to_be_attached()
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 36
        shot(page, f"twice{path.replace('/', '-')}-{width}-en")
        assert fits(page)


def test_bytes_of_the_first_load(site: Site, new_context: NewContext) -> None:
    """The chat stays small enough for a slow line, the plain page tiny."""
    for path, most in (("/", FIRST_LOAD), ("/plain", FIRST_LOAD_PLAIN)):
        page = new_context(320).new_page()
        session = page.context.new_cdp_session(page)
        sizes: list[float] = []
        session.on("Network.loadingFinished", lambda event, into=sizes: into.append(event["encodedDataLength"]))
        session.send("Network.enable")
        page.goto(site.base + path, wait_until="networkidle" if path == "/plain" else "load")
        expect(page.locator("#say")).to_be_visible()
        page.wait_for_timeout(500)
        print(f"first load of {path}: {sum(sizes):.0f} bytes in {len(sizes)} responses")
        assert sum(sizes) < most


def test_from_the_poster_to_the_chat(
    site: Site, new_context: NewContext, staff: Callable[..., Staff], resident: Callable[..., Resident]
) -> None:
    """A supervisor makes a poster; its code opens the chat with the house known; loading anew asks nothing twice."""
    boss = staff("supervisor", locale="zh-CN")
    boss.page.get_by_role("link", name="二维码海报").click()
    boss.page.locator("#estate").select_option("xuhui-songguo")
    boss.page.locator("#buildings").fill("3, 5")
    boss.page.keyboard.press("Enter")
    expect(boss.page.locator(".sheet")).to_have_count(2)
    shot(boss.page, "poster-1280-zh")
    picture = Image.open(io.BytesIO(boss.page.locator(".code").first.screenshot()))
    link = zxingcpp.read_barcodes(picture)[0].text
    assert link == f"{site.base}/?at=xuhui-songguo_3"

    her = Resident(new_context(390).new_page(), site)
    her.page.goto(link)
    her.hears("松果新村3号")
    shot(her.page, "arrival-390-zh")
    expect(her.page).to_have_url(f"{site.base}/")
    her.reload()
    expect(her.said()).to_have_count(1)
    her.say("厨房水龙头漏水")
    her.hears("几室")

    page = new_context(390, scripts=False).new_page()
    page.goto(f"{site.base}/plain?at=xuhui-songguo_3")
    expect(page.locator("form.card").first).to_contain_text("松果新村3号")
    page.locator("#say").fill("厨房水龙头漏水")
    page.get_by_role("button", name="发送", exact=True).click()
    expect(page.locator(".msg.bot").last).to_contain_text("几室")


def test_a_poster_link_that_is_none_harms_nothing(site: Site, new_context: NewContext) -> None:
    """Whatever else the link holds is never shown; the chat begins as always."""
    for code in ("%3Cb%3Ehi%3C/b%3E_3", "nowhere_3", "xuhui-songguo_3%20or%20call%20me"):
        for path in ("/", "/plain"):
            page = new_context(390).new_page()
            page.goto(f"{site.base}{path}?at={code}")
            expect(page.locator(".msg.bot .text").first).to_contain_text("哪里坏了")
            assert "call me" not in page.content().replace("or%20call%20me", "")
            assert "<b>hi" not in page.content()


def test_posters_are_for_supervisors_and_their_district(staff: Callable[..., Staff], site: Site) -> None:
    """A firm is refused; a district's supervisor gets no other district's estates."""
    firm = staff("pudong-big-nut")
    firm.go("/poster/xuhui-songguo/3")
    expect(firm.page.get_by_role("heading")).to_have_text("这个账号看不了这个页面")
    boss = staff("supervisor-pudong")
    boss.go("/poster/xuhui-songguo/3")
    expect(boss.page.locator(".sheet")).to_have_count(0)
    boss.go("/poster/pudong-yuxue/1-3")
    expect(boss.page.locator(".sheet")).to_have_count(3)
    boss.go("/poster?estate=pudong-yuxue&buildings=x")
    expect(boss.page.get_by_role("alert")).to_be_visible()
