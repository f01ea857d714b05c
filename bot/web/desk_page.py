"""The vendor desk: firms, technicians and duty officers answer offers and run their day."""

from asyncio import Lock
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import groupby

from nicegui import Client, ui
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from booking.terms import SHANGHAI, Role
from booking.windows import Window
from bot import accounts
from bot.mail.message import Content
from bot.views import firm_day
from bot.web.chat_history import Entry
from bot.web.demo import is_demo
from bot.web.desk_cards import offer_card, visit_card
from bot.web.desk_chat import CHANNEL, DeskChat, Messages
from bot.web.desk_form import FinishForm
from bot.web.desk_proposals import windows_to_propose
from bot.web.desk_technicians import TechnicianForm
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
from bot.web.live import Live
from bot.web.look import Look, look_of
from bot.web.reads_desk import Desk, Planned, price_choices, read_desk
from bot.web.reads_talks import Waiting, waiting
from bot.web.session import DESK_ROLES, Staff, form_token, staff_of
from bot.web.tags import Tag
from bot.web.talks_list import TalksList
from bot.web.visit_photos import VisitPhotos
from bot.web.waiting import title_with
from bot.web.words import Words
from bot.web.work import in_thread
from bot.wiring import App

#: Seconds between looks when nothing arrives.
EVERY = 4.0
PRESENCE = timedelta(seconds=15)


def register(app: App) -> None:
    """Add the page."""

    @ui.page("/desk", response_timeout=PATIENCE)
    async def desk_page(request: Request, client: Client) -> Response | None:
        staff = await in_thread(staff_of, app, request.session)
        if staff is None or staff.role not in DESK_ROLES:
            return turned_away(app, request, staff)
        page = DeskPage(app, client, staff, look_of(request))
        await page.build(form_token(app.secret, request.session))
        return None


class DeskPage:
    """One open desk."""

    def __init__(self, app: App, client: Client, staff: Staff, look: Look) -> None:
        self._app = app
        self._client = client
        self._staff = staff
        self._look = look
        self._words = Words(app.texts, look.lang)
        self._chat = DeskChat(app, staff, look.lang, client.id)
        self._desk: Desk | None = None
        self._drawn: object = None
        self._reading = Lock()
        self._busy = False
        self._present_until = app.clock.now()

    async def build(self, token: str) -> None:
        """Build the page with everything that waits."""
        await in_thread(self._app.database.write, self._chat.open)
        desk, told, talks = await in_thread(self._app.database.read, self._read)
        words = self._words
        dress(self._look, words, "web-title-desk", "desk.css", "supervisor.css")
        ahead = f"window.anxiuNow={int(self._app.clock.now().timestamp() * 1000)}"
        ui.add_head_html(f"<script>{ahead};window.anxiuAhead=window.anxiuNow-Date.now()</script>")
        tell_trouble(words)
        skip_link(words, "main", "web-skip-main")
        with header(words, "web-tagline-desk"):
            language_menu(self._look, words)
            reading_tools(self._look, words)
            sign_out_button(words, token)
        with Tag("main", classes="page", id="main", tabindex="-1"):
            self._summary = Tag("div", classes="desk-top")
            self._talks = TalksList(words) if self._staff.role is Role.CENTRE else None
            with Tag("div", classes="desk-columns"):
                self._work = Tag("div", classes="desk-work")
                self._messages = Messages(words)
            sample_notice(words, shown=is_demo(self._app.settings))
        footer(words)
        self._picker = VisitPhotos(words, self._take_photos)
        self._show(desk, told, talks, tell=False)
        Live(self._app.hub, CHANNEL, self._staff.party, self._refresh, EVERY).attach(self._client)

    def _read(self, session: Session) -> tuple[Desk, list[Entry], Waiting]:
        now, party = self._app.clock.now(), self._staff.party
        return read_desk(session, party, now), self._chat.news(session), waiting(session, party)

    async def _refresh(self) -> None:
        """Show what changed; say that someone sits here, so that no sample firm acts for us."""
        now = self._app.clock.now()
        async with self._reading:
            if now >= self._present_until:
                self._present_until = now + PRESENCE
                party = self._staff.party
                await in_thread(self._app.database.write, lambda session: accounts.mark_present(session, party, now))
            desk, told, talks = await in_thread(self._app.database.read, self._read)
            self._show(desk, told, talks, tell=True)

    def _show(self, desk: Desk, told: list[Entry], talks: Waiting, *, tell: bool) -> None:
        now = self._app.clock.now()
        if self._talks is not None:
            self._talks.show(talks, now)
        self._messages.add(told, now, tell=tell)
        drawn = (now.astimezone(SHANGHAI).date(), desk)
        if drawn == self._drawn:
            return
        self._drawn, self._desk = drawn, desk
        ui.page_title(title_with(self._words, "web-title-desk", desk.to_answer))
        self._summary.clear()
        with self._summary:
            self._head(desk)
        self._work.clear()
        with self._work:
            self._offers(desk)
            self._visits(desk.visits)

    def _head(self, desk: Desk) -> None:
        words = self._words
        Tag("h1", words.value(self._staff.name))
        today = sum(self._is_today(visit) for visit in desk.visits)
        text = words("web-desk-counts", offers=desk.to_answer, today=today, done=desk.finished_today)
        Tag("p", text, "soft")

    def _offers(self, desk: Desk) -> None:
        now = self._app.clock.now()
        with Tag("section", aria_labelledby="offers-title", classes="stack"):
            Tag("h2", self._words("web-offers"), id="offers-title")
            if not desk.offers:
                Tag("p", self._words("web-offers-none"), "soft empty")
            for offer in desk.offers:
                offer_card(self._words, offer, now, self._press, self._windows)

    async def _windows(self, offer_id: int) -> Sequence[Window]:
        """What can be proposed for an offer."""

        def read(session: Session) -> Sequence[Window]:
            return windows_to_propose(self._app.make_work(session), self._staff.party, offer_id)

        return await in_thread(self._app.database.read, read)

    def _is_today(self, visit: Planned) -> bool:
        return visit.day <= self._app.clock.now().astimezone(SHANGHAI).date()

    def _visits(self, visits: Iterable[Planned]) -> None:
        days = [(day, list(some)) for day, some in groupby(visits, key=lambda visit: visit.day)]
        with Tag("section", aria_labelledby="visits-title", classes="stack"):
            Tag("h2", self._words("web-visits"), id="visits-title")
            if not days:
                Tag("p", self._words("web-visits-none"), "soft empty")
            for _, some in days:
                self._day(some)

    def _day(self, visits: list[Planned]) -> None:
        now = self._app.clock.now()
        Tag("h3", self._words.day(visits[0].start, now), "day-title")
        for visit in visits:
            visit_card(
                self._words,
                visit,
                now,
                self._press,
                self._open_form,
                self._picker,
                today=self._is_today(visit),
                reassign=self._open_crew,
            )

    async def _press(self, action: str) -> None:
        if self._busy:  # the second tap of a double tap
            return
        self._busy = True
        try:
            await self._chat.send(Content(press=action))
            await self._refresh()
        finally:
            self._busy = False

    async def _take_photos(self, action: str, files: list[bytes]) -> None:
        """Photos of the finished work: which visit, then the photos."""
        contents = await in_thread(self._app.uploads.take, files)
        await self._chat.send(Content(press=action), *contents)
        await self._refresh()

    async def _open_crew(self, visit: Planned) -> None:
        """Who could go instead, read at this moment."""
        app, party = self._app, self._staff.party
        crew = await in_thread(
            app.database.read, lambda session: firm_day.crew(app.make_work(session), party, visit.request.id)
        )
        with self._client.content:
            TechnicianForm(self._words, visit.request, crew, self._press).open()

    async def _open_form(self, visit: Planned) -> None:
        now = self._app.clock.now()
        items = await in_thread(self._app.database.read, lambda session: price_choices(session, visit.request, now))

        async def submit(charge: str, note: str) -> str | None:
            return await self._finish(visit, charge, note)

        with self._client.content:
            FinishForm(self._words, visit.request, items, submit).open()

    async def _finish(self, visit: Planned, charge: str, note: str) -> str | None:
        """Report the work as the staff dialogue hears it: finished, the charge in words if there is one, the note."""
        charged = [Content(say=charge)] if charge else []
        last = Content(say=note) if note else Content(press="note:")
        await self._chat.send(Content(press=f"fin:{visit.request.id}"), *charged, last)
        await self._refresh()
        desk = self._desk
        waiting = desk is not None and any(one.request.id == visit.request.id for one in desk.visits)
        return self._words("web-finish-refused") if waiting else None
