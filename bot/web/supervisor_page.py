"""The supervisor desk: talks to answer, alerts to see to, today's figures, all requests, satisfaction."""

from asyncio import Lock
from dataclasses import dataclass
from datetime import datetime, timedelta

from nicegui import Client, ui
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from booking.lifecycle import Status
from booking.terms import SHANGHAI, Category, District, Role, Urgency
from bot.dialogue.mornings import day_values
from bot.mail.message import Content
from bot.views.surges import surge_views
from bot.web import reads_supervisor as reads
from bot.web import supervisor_request
from bot.web.alerts_list import AlertsList
from bot.web.charts import satisfaction_chart
from bot.web.chat_history import Entry
from bot.web.demo import is_demo
from bot.web.desk_chat import CHANNEL, DeskChat, toast
from bot.web.errors import tell_trouble
from bot.web.filters import PERIODS, Filters, filters_from
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
from bot.web.live import Live
from bot.web.look import Look, look_of
from bot.web.reads_supervisor import Figures, Found
from bot.web.reads_talks import Waiting, waiting
from bot.web.request_table import pager, request_table
from bot.web.session import Staff, form_token, staff_of
from bot.web.surge_panel import SurgePanel, Surges
from bot.web.tags import Tag
from bot.web.talks_list import TalksList
from bot.web.waiting import title_with
from bot.web.words import Words
from bot.web.work import in_thread
from bot.wiring import App
from locales.args import Named
from oversight.alerts import open_alerts
from oversight.entities import Alert
from oversight.overview import Counts, DayFigures, counts, day_figures
from oversight.told_waits import kept, told_waits

#: Seconds between looks when nothing arrives.
EVERY = 6.0
#: For so long it is looked back on the waits that were told.
_TOLD_SINCE = timedelta(days=30)


def register(app: App) -> None:
    """Add the desk and the page of one request."""

    @ui.page("/supervisor", response_timeout=PATIENCE)
    async def supervisor_page(request: Request, client: Client) -> Response | None:
        staff = await in_thread(staff_of, app, request.session)
        if staff is None or staff.role is not Role.SUPERVISOR:
            return turned_away(app, request, staff)
        filters = filters_from(request.query_params, staff.scope)
        page = SupervisorPage(app, client, staff, look_of(request), filters)
        await page.build(form_token(app.secret, request.session))
        return None

    supervisor_request.register(app)


@dataclass(frozen=True, slots=True)
class Seen:
    """One look at what changes by itself."""

    alerts: list[Alert]
    counts: Counts
    yesterday: DayFigures
    found: Found
    told: list[Entry]
    waiting: Waiting
    surges: Surges


class SupervisorPage:
    """One open supervisor desk."""

    def __init__(self, app: App, client: Client, staff: Staff, look: Look, filters: Filters) -> None:
        self._app = app
        self._client = client
        self._staff = staff
        self._look = look
        self._filters = filters
        self._words = Words(app.texts, look.lang)
        self._chat = DeskChat(app, staff, look.lang, client.id)
        self._reading = Lock()
        self._counted: tuple[Counts, DayFigures] | None = None
        self._listed: Found | None = None

    async def build(self, token: str) -> None:
        """Build the page for the search in its address."""
        await in_thread(self._app.database.write, self._chat.open)
        live = await in_thread(self._app.database.read, self._read_live)
        figures = await in_thread(self._app.database.read, self._read_figures)
        words = self._words
        dress(self._look, words, "web-title-supervisor", "desk.css", "supervisor.css")
        tell_trouble(words)
        skip_link(words, "main", "web-skip-main")
        with header(words, "web-tagline-supervisor"):
            language_menu(self._look, words)
            reading_tools(self._look, words)
            sign_out_button(words, token)
        with Tag("main", classes="page", id="main", tabindex="-1"):
            with Tag("div"):
                Tag("h1", words("web-title-supervisor"))
                Tag("p", words.value(self._staff.name), "soft")
                Tag("a", words("web-poster-title"), href="/poster")
            self._counts = Tag("div", classes="tiles")
            self._yesterday = Tag("p", "", "soft")
            self._talks = TalksList(words)
            with Tag("div", classes="menu-row"):
                Tag("a", words("web-callbacks"), "button quiet", href="/supervisor/callbacks")
                Tag("a", words("web-cases-link"), "button quiet", href="/supervisor/cases")
            self._alerts = AlertsList(words, self._acknowledge)
            self._surges = SurgePanel(words, self._districts(), self._set_surge)
            self._requests()
            self._figures(figures)
            sample_notice(words, shown=is_demo(self._app.settings))
        footer(words)
        self._show(live)
        Live(self._app.hub, CHANNEL, self._staff.party, self._refresh, EVERY).attach(self._client)

    def _read_live(self, session: Session) -> Seen:
        scope, now = self._staff.scope, self._app.clock.now()
        return Seen(
            list(open_alerts(session, scope)),
            counts(session, scope, now),
            day_figures(session, scope, now.astimezone(SHANGHAI).date() - timedelta(days=1)),
            reads.find(session, self._filters, now),
            self._chat.news(session),
            waiting(session, self._staff.party),
            self._read_surges(session, now),
        )

    def _read_surges(self, session: Session, now: datetime) -> Surges:
        scope = self._staff.scope
        told = told_waits(session, now - _TOLD_SINCE, scope)
        return Surges(surge_views(session, scope), kept(told.first))

    def _districts(self) -> list[District]:
        return [District(self._staff.scope)] if self._staff.scope is not None else list(District)

    def _read_figures(self, session: Session) -> Figures:
        since = self._filters.since(self._app.clock.now())
        return reads.figures(session, self._filters.district or None, since)

    async def _refresh(self) -> None:
        async with self._reading:
            seen = await in_thread(self._app.database.read, self._read_live)
            self._show(seen)
            if seen.told:
                toast(seen.told[-1])

    def _show(self, seen: Seen) -> None:
        self._talks.show(seen.waiting, self._app.clock.now())
        self._alerts.show(seen.alerts, self._app.clock.now())
        self._surges.show(seen.surges, self._app.clock.now())
        ui.page_title(title_with(self._words, "web-title-supervisor", len(seen.alerts)))
        counted = (seen.counts, seen.yesterday)
        if counted != self._counted:
            self._counted = counted
            self._counts.clear()
            with self._counts:
                self._tiles(seen.counts)
            self._yesterday.text = self._words("web-yesterday", **day_values(seen.yesterday))
        if seen.found != self._listed:
            self._listed = seen.found
            self._results.clear()
            with self._results:
                Tag("p", self._words("web-found", total=seen.found.total), "soft", role="status")
                request_table(self._words, seen.found.rows)
                pager(self._words, self._filters, seen.found.pages)

    def _tiles(self, counted: Counts) -> None:
        for name in ("new", "emergencies", "waiting", "overdue"):
            value = getattr(counted, name)
            with Tag("div", classes="tile" + (" alarm" if value and name == "overdue" else "")):
                Tag("b", str(value))
                Tag("span", self._words.term("web-count", name))

    async def _acknowledge(self, alert_id: int) -> None:
        await self._chat.send(Content(press=f"ack:{alert_id}"))
        await self._refresh()

    async def _set_surge(self, what: str, district: str, reason: str) -> None:
        await self._chat.send(Content(press=f"surge:{what}:{district}"), Content(say=reason))
        await self._refresh()

    def _requests(self) -> None:
        words = self._words
        with Tag("section", classes="stack", id="requests", aria_labelledby="requests-title"):
            Tag("h2", words("web-all-requests"), id="requests-title")
            self._search()
            self._results = Tag("div", classes="stack")

    def _search(self) -> None:
        words, filters = self._words, self._filters
        with Tag("form", method="get", action="/supervisor", classes="filters card"):
            if self._staff.scope is None:
                self._choice("district", "district", list(District), filters.district)
            self._choice("category", "category", list(Category), filters.category)
            self._choice("status", "web-desk-status", list(Status), filters.status)
            self._choice("urgency", "web-urgency", list(Urgency), filters.urgency)
            self._choice("period", "web-period", list(PERIODS), filters.period, empty=False)
            with Tag("label", classes="grow"):
                Tag("span", words("web-search"))
                hint = words("web-search-hint")
                Tag("input", type="search", name="text", classes="field", value=filters.text, placeholder=hint)
            with Tag("div", classes="actions"):
                Tag("button", words("web-find"), "button primary", type="submit")
                Tag("a", words("web-find-all"), "button quiet", href="/supervisor#requests")

    def _choice(self, name: str, prefix: str, codes: list[str], chosen: str, *, empty: bool = True) -> None:
        words = self._words
        with Tag("label"):
            Tag("span", words.term("web-filter", name))
            with Tag("select", name=name, classes="field"):
                if empty:
                    Tag("option", words("web-any"), value="", selected=not chosen)
                for code in codes:
                    Tag("option", words.term(prefix, code), value=code, selected=code == chosen)

    def _figures(self, figures: Figures) -> None:
        words = self._words
        with Tag("section", classes="stack", aria_labelledby="figures-title"):
            Tag("h2", words("web-satisfaction"), id="figures-title")
            period = words.term("web-period", self._filters.period)
            Tag("p", words("web-satisfaction-of", period=period), "soft")
            Tag("p", words("web-solved-alone", count=figures.solved_alone), "soft")
            with Tag("div", classes="figures"):
                satisfaction_chart(
                    words,
                    words("web-by-firm"),
                    figures.firms,
                    lambda code: words.value(figures.names.get(code, Named(code, code))),
                )
                satisfaction_chart(
                    words,
                    words("web-by-category"),
                    figures.categories,
                    lambda code: words.term("category", code),
                )
