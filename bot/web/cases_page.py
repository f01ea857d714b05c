"""The supervisor's list of tracked cases, by stage and age."""

from datetime import datetime

from nicegui import ui
from starlette.requests import Request
from starlette.responses import Response

from booking.terms import District, Role
from bot.dialogue.case_wording import matter_name
from bot.dialogue.views import CaseView
from bot.dialogue.wording import address
from bot.web import case_page
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
    sign_out_button,
    skip_link,
)
from bot.web.guard import turned_away
from bot.web.look import look_of
from bot.web.reads_cases import CaseFilters, age, case_filters_from, find_cases
from bot.web.session import form_token, staff_of
from bot.web.tags import Tag
from bot.web.words import Words
from bot.web.work import in_thread
from bot.wiring import App
from oversight.case_rules import TRACKED, Stage

_COLUMNS = ("number", "stage", "age", "matter", "place", "people")


def register(app: App) -> None:
    """Add the list and the page of one case."""

    @ui.page("/supervisor/cases", response_timeout=PATIENCE)
    async def cases_page(request: Request) -> Response | None:
        staff = await in_thread(staff_of, app, request.session)
        if staff is None or staff.role is not Role.SUPERVISOR:
            return turned_away(app, request, staff)
        filters = case_filters_from(request.query_params, staff.scope)
        found = await in_thread(app.database.read, lambda session: find_cases(session, filters))
        _build(app, request, filters, found, choose_district=staff.scope is None)
        return None

    case_page.register(app)


def _build(app: App, request: Request, filters: CaseFilters, found: list[CaseView], *, choose_district: bool) -> None:
    look = look_of(request)
    words = Words(app.texts, look.lang)
    dress(look, words, "web-cases", "desk.css", "supervisor.css")
    tell_trouble(words)
    skip_link(words, "main", "web-skip-main")
    with header(words, "web-tagline-supervisor"):
        language_menu(look, words)
        reading_tools(look, words)
        sign_out_button(words, form_token(app.secret, request.session))
    with Tag("main", classes="page", id="main", tabindex="-1"):
        Tag("a", words("web-back"), "tool back", href="/supervisor")
        Tag("h1", words("web-cases"))
        Tag("p", words("web-cases-how"), "soft")
        _search(words, filters, choose_district=choose_district)
        Tag("p", words("web-cases-found", total=len(found)), "soft", role="status")
        _table(words, found, app.clock.now())
        sample_notice(words, shown=is_demo(app.settings))
    footer(words)


def _search(words: Words, filters: CaseFilters, *, choose_district: bool) -> None:
    with Tag("form", method="get", action="/supervisor/cases", classes="filters card"):
        if choose_district:
            _choice(words, "district", [(d, words.term("district", d)) for d in District], filters.district, "web-any")
        _choice(words, "route", [(r, words.term("route", r)) for r in TRACKED], filters.route, "web-any")
        _choice(words, "stage", [(s, words.term("stage", s)) for s in Stage], filters.stage, "web-case-open")
        with Tag("div", classes="actions"):
            Tag("button", words("web-find"), "button primary", type="submit")
            Tag("a", words("web-find-all"), "button quiet", href="/supervisor/cases")


def _choice(words: Words, name: str, options: list[tuple[str, str]], chosen: str, empty: str) -> None:
    with Tag("label"):
        Tag("span", words.term("web-filter", name))
        with Tag("select", name=name, classes="field"):
            prefix, _, code = empty.rpartition("-")
            Tag("option", words.term(prefix, code), value="", selected=not chosen)
            for value, label in options:
                Tag("option", label, value=value, selected=value == chosen)


def _table(words: Words, found: list[CaseView], now: datetime) -> None:
    if not found:
        Tag("p", words("web-cases-none"), "soft empty")
        return
    with Tag("table", classes="requests"):
        with Tag("thead"), Tag("tr"):
            for column in _COLUMNS:
                Tag("th", words.term("web-case-column", column), scope="col")
        with Tag("tbody"):
            for view in found:
                _row(words, view, now)


def _row(words: Words, view: CaseView, now: datetime) -> None:
    def cell(column: str, text: str = "") -> Tag:
        return Tag("td", text, data_label=words.term("web-case-column", column))

    days, over = age(view, now)
    with Tag("tr"):
        with cell("number"):
            Tag("a", str(view.number), "number-link", href=f"/supervisor/case/{view.number}")
        cell("stage", words.term("stage", view.stage))
        with cell("age"):
            label = words("web-case-days-over" if over else "web-case-days", days=days)
            Tag("span", label, "pill bad" if over else "")
        cell("matter", words.value(matter_name(view.matter)))
        cell("place", words.value(address(view.where)))
        cell("people", words("web-case-people", people=view.people, reports=view.reports))
