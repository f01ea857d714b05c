"""No page has a serious or critical finding of axe-core, in every language, on a phone and on a desktop."""

import re
from collections.abc import Callable
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import NewContext
from tests.web.people import Resident, Site, Staff, fits, shot

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
_QUICK = [(320, "zh-CN"), (390, "zh-TW"), (1280, "en-US")]
_OTHERS = [(320, "zh-TW"), (320, "en-US"), (390, "zh-CN"), (390, "en-US"), (1280, "zh-CN"), (1280, "zh-TW")]
#: Every width and every language in the short form, every pair of both in the long one.
WAYS = [*_QUICK, *(pytest.param(*way, marks=pytest.mark.soak) for way in _OTHERS)]
BOOKINGS = {
    "zh-CN": "厨房水龙头一直滴水，明天下午有人在家，徐汇区田林路1186弄松果新村3号502室，电话13800138000，姓王",
    "zh-TW": "廚房水龍頭一直滴水，明天下午有人在家，徐匯區田林路1186弄松果新村3號502室，電話13800138000，姓王",
    "en-US": "my kitchen tap drips, Songguo Village Xuhui building 3 room 502, 13800138000, tomorrow afternoon",
}

DANGERS = {
    "zh-CN": "厨房有很浓的煤气味",
    "zh-TW": "廚房有很濃的瓦斯味",
    "en-US": "strong smell of gas in the kitchen",
}


def findings(page: Page) -> list[str]:
    """What axe-core finds serious or critical on the page as it stands, with the place."""
    page.evaluate("source => (0, eval)(source)", AXE)
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [
        f"{one['id']} ({one['impact']}): {one['nodes'][0]['target']} {one['nodes'][0]['html'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def passes(page: Page, name: str, width: int, locale: str) -> None:
    """No finding, nothing to scroll to sideways; keeps a picture."""
    shot(page, f"{name}-{width}-{locale}")
    assert findings(page) == [], name
    assert fits(page), name


@pytest.mark.parametrize(("width", "locale"), WAYS)
def test_pages_of_residents(width: int, locale: str, resident: Callable[..., Resident], site: Site) -> None:
    """The chat with a greeting, a card, danger, past answers, in the ordinary and in the strongest look; the others."""
    her = resident(width, locale)
    passes(her.page, "axe-greeting", width, locale)
    her.say(BOOKINGS[locale])
    her.hears("13800138000")
    passes(her.page, "axe-card", width, locale)
    her.confirm()
    expect(her.page.locator(".request .number").first).to_have_text(re.compile(r"\d{4}"))
    her.say(DANGERS[locale])
    her.hears("962777")
    passes(her.page, "axe-danger", width, locale)
    if her.page.locator("[data-opens]").is_visible():
        her.page.locator("[data-opens]").click()
    her.page.locator("#requests .steps summary").first.click()
    passes(her.page, "axe-requests", width, locale)
    her.page.keyboard.press("Escape")
    for path in ("/plain", "/prices", "/no-such-page"):
        her.page.goto(site.base + path)
        expect(her.page.locator("h1").first).to_be_visible()
        passes(her.page, f"axe{path.replace('/', '-')}", width, locale)
    her.page.context.add_cookies(
        [
            {"name": name, "value": value, "url": site.base}
            for name, value in (("anxiu_size", "huge"), ("anxiu_contrast", "1"))
        ]
    )
    for path in ("/", "/plain", "/prices"):
        her.page.goto(site.base + path)
        expect(her.page.locator("h1").first).to_be_attached()
        expect(her.page.locator("html")).to_have_class("size-huge contrast")
        passes(her.page, f"axe-strong{path.replace('/', '-')}", width, locale)


@pytest.mark.parametrize(("width", "locale"), WAYS)
def test_pages_of_staff(
    width: int, locale: str, staff: Callable[..., Staff], new_context: NewContext, site: Site
) -> None:
    """Sign-in, both desks, one request, the choice of posters and a poster."""
    page = new_context(width, locale).new_page()
    page.goto(f"{site.base}/login")
    expect(page.locator("#login")).to_be_visible()
    passes(page, "axe-login", width, locale)
    firm = staff("pudong-big-nut", width, locale)
    expect(firm.page.locator("#offers-title")).to_be_visible()
    passes(firm.page, "axe-desk", width, locale)
    boss = staff("supervisor", width, locale)
    expect(boss.page.locator("#requests-title")).to_be_visible()
    passes(boss.page, "axe-supervisor", width, locale)
    boss.page.goto(f"{site.base}/supervisor/request/1001")
    expect(boss.page.locator("h1").first).to_be_visible()
    passes(boss.page, "axe-request", width, locale)
    for path in ("/poster", "/poster/xuhui-songguo/3"):
        boss.go(path)
        passes(boss.page, f"axe{path.replace('/', '-')}", width, locale)
