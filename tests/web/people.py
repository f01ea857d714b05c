"""The people who use the pages in tests, and what they do there."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PASSWORD = "anxiu-demo"
#: The button that books, in both languages.
CONFIRM = re.compile("好，就这样约|好，就這樣約|Yes, book it")


@dataclass(frozen=True, slots=True)
class Site:
    """Where the pages are."""

    base: str


def shot(page: Page, name: str) -> None:
    """Keep a picture of the page where ANXIU_SCREENSHOTS names a directory."""
    folder = os.environ.get("ANXIU_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def fits(page: Page) -> bool:
    """Whether nothing of the page has to be scrolled to sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


class Resident:
    """Someone at the chat page."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self._site = site

    def open(self) -> "Resident":
        """Go to the page; the greeting comes by itself."""
        self.page.goto(self._site.base)
        expect(self.said().first).to_be_visible()
        return self

    def reload(self) -> None:
        """Load the page anew."""
        self.page.reload()
        expect(self.said().first).to_be_visible()

    def said(self) -> Locator:
        """What the bot said."""
        return self.page.locator(".log .msg.bot .bubble .text")

    def own(self) -> Locator:
        """What this person said, as the log shows it."""
        return self.page.locator(".log .msg.mine .bubble")

    def chips(self) -> Locator:
        """The buttons that are offered now."""
        return self.page.locator(".chips:not(.past) .chip")

    def say(self, words: str) -> None:
        """Type and send."""
        self.page.locator("#say").fill(words)
        self.page.keyboard.press("Enter")
        expect(self.own().filter(has_text=words).last).to_be_visible()

    def hears(self, words: str | re.Pattern[str]) -> None:
        """The bot says something that contains these words."""
        expect(self.said().filter(has_text=words).last).to_be_visible(timeout=20_000)

    def choose_language(self, name: str) -> None:
        """Choose from the menu of languages."""
        self.page.locator(".languages summary").click()
        self.page.get_by_role("button", name=name).click()

    def press(self, label: str | re.Pattern[str]) -> None:
        """Press a button that is offered now."""
        self.chips().filter(has_text=label).last.click(timeout=20_000)

    def confirm(self) -> None:
        """Confirm the card; where the bot asks for a time first, take the first it offers."""
        confirm = self.chips().filter(has_text=CONFIRM)
        expect(confirm.or_(self.chips().filter(has_text=re.compile(r"\d\d:\d\d"))).first).to_be_visible()
        if not confirm.count():
            self.chips().first.click()
        self.press(CONFIRM)

    def number(self) -> int:
        """The number of the newest request in the panel."""
        head = self.page.locator(".request .number").first
        expect(head).to_have_text(re.compile(r"\d{4}"))
        found = re.search(r"\d{4,}", head.text_content() or "")
        assert found is not None
        return int(found.group())


class Staff:
    """Someone who signs in at a desk."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self._site = site

    def sign_in(self, login: str, password: str = PASSWORD, path: str = "/login") -> "Staff":
        """Fill in and send the form; asks for no success."""
        self.page.goto(self._site.base + path)
        self.page.locator("#login").fill(login)
        self.page.locator("#password").fill(password)
        self.page.locator('form[action="/login"] button[type="submit"]').click()
        self.page.wait_for_load_state()
        return self

    def go(self, path: str) -> None:
        """Go to another page."""
        self.page.goto(self._site.base + path)

    def card(self, number: int) -> Locator:
        """The card of a request at the vendor desk."""
        return self.page.locator("article").filter(has_text=str(number)).first

    def press(self, number: int, label: str) -> None:
        """Press a button on a request's card."""
        self.card(number).get_by_role("button", name=label, exact=True).click()
