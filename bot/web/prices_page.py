"""The price book, open to everyone."""

from collections.abc import Sequence

from nicegui import ui
from starlette.requests import Request

from booking.terms import Category
from bot.dialogue.wording import category_term
from bot.web.demo import is_demo
from bot.web.errors import tell_trouble
from bot.web.frame import (
    PATIENCE,
    dress,
    footer,
    header,
    language_menu,
    reading_tools,
    sample_notice,
    skip_link,
)
from bot.web.look import look_of
from bot.web.reads_prices import Prices, read_prices
from bot.web.tags import Tag
from bot.web.words import Words
from bot.web.work import in_thread
from bot.wiring import App
from locales.args import Money, Named
from vendors.entities import PriceItem


def register(app: App) -> None:
    """Add the page."""

    @ui.page("/prices", response_timeout=PATIENCE)
    async def prices_page(request: Request) -> None:
        now = app.clock.now()
        prices = await in_thread(app.database.read, lambda session: read_prices(session, now))
        _build(app, request, prices)


def _build(app: App, request: Request, prices: Prices | None) -> None:
    look = look_of(request)
    words = Words(app.texts, look.lang)
    dress(look, words, "web-title-prices", "desk.css", "prices.css")
    tell_trouble(words)
    skip_link(words, "main", "web-skip-main")
    with header(words, "web-title-prices"):
        language_menu(look, words)
        reading_tools(look, words)
    with Tag("main", classes="page prices", id="main", tabindex="-1"):
        Tag("h1", words("web-title-prices"))
        if prices is None:
            Tag("p", words("web-prices-none"), "soft")
        else:
            _head(words, prices)
            for category, items in prices.items.items():
                _category(words, category, items)
        sample_notice(words, shown=is_demo(app.settings) or (prices is not None and prices.sample))
        Tag("a", words("web-prices-book"), "button primary", href="/")
    footer(words)


def _head(words: Words, prices: Prices) -> None:
    book = prices.book
    Tag("p", words("web-prices-how"))
    Tag("p", words("web-prices-version", version=book.version, day=book.effective_from.isoformat()), "soft")
    Tag("p", words.value(Named(book.notice_zh, book.notice_en)), "banner")
    with Tag("nav", classes="jump", aria_label=words("web-prices-jump")):
        for category in prices.items:
            if category is not None:
                Tag("a", words.term("category", category), "tool", href=f"#{category}")


def _category(words: Words, category: Category | None, items: Sequence[PriceItem]) -> None:
    code = str(category or "every")
    title = words.value(category_term(category)) if category else words("web-prices-every")
    with Tag("section", classes="card", id=code, aria_labelledby=f"{code}-title"):
        Tag("h2", title, id=f"{code}-title")
        with Tag("ul", classes="plain-list"):
            for item in items:
                _item(words, item)


def _item(words: Words, item: PriceItem) -> None:
    with Tag("li", classes="price-item"):
        with Tag("div", classes="price-name"):
            Tag("span", words.value(Named(item.name_zh, item.name_en)))
            notes = [words.term("web-way", item.way), words.value(Named(item.included_zh, item.included_en))]
            Tag("span", " · ".join([item.code, *(note for note in notes if note)]), "soft small")
        unit = Named(item.unit_zh, item.unit_en)
        low, high = Money(item.min_cents), Money(item.max_cents)
        if item.min_cents == item.max_cents:
            amount = words("web-line-fixed", price=low, unit=unit)
        else:
            amount = words("web-line-range", low=low, high=high, unit=unit)
        Tag("span", amount, "price-amount")
