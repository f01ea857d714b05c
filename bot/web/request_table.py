"""Found requests as a table that turns into cards on a narrow screen."""

from collections.abc import Sequence
from datetime import datetime

from booking.terms import Urgency
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term
from bot.web.filters import Filters
from bot.web.requests_panel import TONES
from bot.web.standing import standing
from bot.web.tags import Tag
from bot.web.words import Words, stamp
from locales.args import Term

_COLUMNS = ("number", "made", "place", "what", "status", "provider", "stars")


def request_table(words: Words, rows: Sequence[tuple[RequestView, datetime]]) -> None:
    """One row a request; its number leads to everything about it."""
    if not rows:
        Tag("p", words("web-found-none"), "soft empty")
        return
    with Tag("table", classes="requests"):
        with Tag("thead"), Tag("tr"):
            for column in _COLUMNS:
                Tag("th", words.term("web-column", column), scope="col")
        with Tag("tbody"):
            for view, made_at in rows:
                _row(words, view, made_at)


def _row(words: Words, view: RequestView, made_at: datetime) -> None:
    def cell(column: str, text: str = "") -> Tag:
        return Tag("td", text, data_label=words.term("web-column", column))

    with Tag("tr"):
        with cell("number"):
            Tag("a", str(view.number), "number-link", href=f"/supervisor/request/{view.number}")
        cell("made", stamp(made_at))
        place = words.term("district", view.where.district) if view.where.district else ""
        cell("place", " ".join(part for part in (place, view.where.estate or view.where.road) if part))
        with cell("what"):
            Tag("span", words.value(category_term(view.category)))
            if view.urgency is not Urgency.NORMAL:
                Tag("span", words.term("web-urgency", view.urgency), "pill bad")
        with cell("status"):
            Tag("span", words.term("web-desk-status", standing(view)), f"pill {TONES[view.status]}")
        cell("provider", words.value(view.provider_name or Term("nothing-yet")))
        cell("stars", f"{view.stars} ★" if view.stars else "–")


def pager(words: Words, filters: Filters, pages: int) -> None:
    """Ways to the neighbouring pages."""
    if pages == 1:
        return
    with Tag("nav", classes="pager", aria_label=words("web-pages")):
        if filters.page > 1:
            Tag("a", words("web-page-before"), "button quiet", href=filters.address(filters.page - 1))
        Tag("span", words("web-page-of", page=filters.page, pages=pages))
        if filters.page < pages:
            Tag("a", words("web-page-after"), "button quiet", href=filters.address(filters.page + 1))
