"""Everything about one request, for a supervisor."""

from datetime import datetime

from nicegui import ui
from starlette.requests import Request
from starlette.responses import Response

from booking.entities import Fact
from booking.terms import Role
from bot.dialogue.wording import address, category_term, problem_told, when_of
from bot.web import rating_history, timeline
from bot.web.demo import is_demo
from bot.web.errors import plain_page, tell_trouble
from bot.web.frame import (
    PATIENCE,
    dress,
    footer,
    header,
    language_menu,
    reading_tools,
    sample_notice,
    sign_out_button,
    skip_link,
)
from bot.web.guard import turned_away
from bot.web.look import look_of
from bot.web.photo_rows import photo_rows
from bot.web.reads_photos import Photos
from bot.web.reads_supervisor import Full, full
from bot.web.requests_panel import TONES
from bot.web.session import form_token, staff_of
from bot.web.standing import standing
from bot.web.tags import Tag
from bot.web.timeline import Names
from bot.web.words import Words, stamp
from bot.web.work import in_thread
from bot.wiring import App
from locales.args import Money, Named, Term


def register(app: App) -> None:
    """Add the page."""

    @ui.page("/supervisor/request/{number}", response_timeout=PATIENCE)
    async def request_page(request: Request, number: str) -> Response | None:
        staff = await in_thread(staff_of, app, request.session)
        if staff is None or staff.role is not Role.SUPERVISOR:
            return turned_away(app, request, staff)
        wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
        found = await in_thread(app.database.read, lambda session: full(session, wanted, staff.scope))
        if found is None:
            return plain_page(request, app.texts, 404, "web-missing-title", "web-no-request", desk=staff.home)
        _build(app, request, found)
        return None


def _build(app: App, request: Request, found: Full) -> None:
    look = look_of(request)
    words, now = Words(app.texts, look.lang), app.clock.now()
    dress(look, words, "web-title-supervisor", "desk.css", "supervisor.css")
    tell_trouble(words)
    skip_link(words, "main", "web-skip-main")
    with header(words, "web-tagline-supervisor"):
        language_menu(look, words)
        reading_tools(look, words)
        sign_out_button(words, form_token(app.secret, request.session))
    with Tag("main", classes="page", id="main", tabindex="-1"):
        Tag("a", words("web-back"), "tool back", href="/supervisor#requests")
        title = words.value(category_term(found.view.category))
        Tag("h1", f"{words('web-number', number=found.view.number)} {title}")
        with Tag("div", classes="two-columns"):
            with Tag("div", classes="stack"):
                _facts(words, found, now)
                _photos(words, found)
                rating_history.draw(words, found.history, now)
            _log(words, found, now)
        sample_notice(words, shown=is_demo(app.settings))
    footer(words)


def _facts(words: Words, found: Full, now: datetime) -> None:
    view, rating = found.view, found.rating
    contact = " ".join(part for part in (view.contact_name, view.contact_phone) if part)
    stars = "–" if rating is None else "★" * rating.stars + "☆" * (5 - rating.stars)
    price = "–" if view.price_cents is None else words.value(Money(view.price_cents))
    rows = [
        ("what", words.value(problem_told(view))),
        ("urgency", words.term("web-urgency", view.urgency)),
        ("address", words.value(address(view.where))),
        ("contact", contact or words("no-phone")),
        ("when", words.value(when_of(view, now))),
        ("provider", words.value(view.provider_name or Term("nothing-yet"))),
        ("technician", words.value(view.technician_name or Term("nobody-named"))),
        ("price", price),
        ("note", view.note or "–"),
        ("stars", stars),
        ("reasons", words.value(rating_history.reason_names(rating.reasons if rating else []))),
        ("comment", rating.comment if rating and rating.comment else "–"),
    ]
    with Tag("section", classes="card"):
        Tag("p", words.term("web-desk-status", standing(view)), f"pill {TONES[view.status]}")
        with Tag("dl", classes="facts"):
            for name, value in rows:
                Tag("dt", words.term("web", name))
                Tag("dd", value)


def _photos(words: Words, found: Full) -> None:
    if found.photos != Photos():
        with Tag("section", classes="card"):
            Tag("h2", words("web-photos"))
            photo_rows(words, found.view.id, found.photos)


def _log(words: Words, found: Full, now: datetime) -> None:
    with Tag("section", classes="card", aria_labelledby="log-title"):
        Tag("h2", words("web-log"), id="log-title")
        Tag("p", words("web-log-how"), "soft small")
        for file, count in found.archived:
            Tag("p", words("web-log-archived", count=count, file=file), "small")
        with Tag("ol", classes="log-list"):
            for fact in found.facts:
                with Tag("li"):
                    with Tag("p", classes="soft small"):
                        Tag("time", f"{stamp(fact.at)} ")
                        Tag("span", _actor(words, fact.actor, found.names))
                    Tag("p", timeline.sentence(words, fact, found.names, now))
                    _data(words, fact, found.names)


def _actor(words: Words, actor: str, names: Names) -> str:
    """Who did it: role and, for providers, their name."""
    role, _, code = actor.partition(":")
    name = words.value(names.provider(code)) if role == Role.VENDOR else ""
    return f"{words.term('web-role', role)} {name}".strip()


def _data(words: Words, fact: Fact, names: Names) -> None:
    """Who was considered and why in this order; who was asked; what was charged."""
    if considered := fact.data.get("considered"):
        Tag("p", words("web-considered-title"), "soft small")
        with Tag("ol", classes="considered"):
            for one in considered:
                figures = {
                    "technician": names.technician(one["technician"]),
                    "provider": names.provider(one["provider"]),
                    "stars": f"{one['stars']:.2f}",
                    "ratings": one["ratings"],
                    "visits": one["visits_that_day"],
                    "score": f"{one['score']:.2f}",
                }
                Tag("li", words("web-considered", **figures))
    for line in fact.data.get("lines", ()):
        name = Named(line["name_zh"], line["name_en"])
        amount = Money(line["quantity"] * line["unit_cents"])
        Tag("p", words("charge-line", name=name, quantity=line["quantity"], amount=amount), "small")
