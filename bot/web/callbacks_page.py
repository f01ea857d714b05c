"""Callbacks owed to residents: whom to contact by when, and a line on what came of it."""

from asyncio import Lock
from collections.abc import Sequence
from functools import partial

from nicegui import Client, ui
from nicegui.events import GenericEventArguments
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from booking.terms import Role
from bot.dialogue.people import contact_told
from bot.dialogue.views import CallbackView
from bot.dialogue.wording import category_term
from bot.mail.message import Content
from bot.views.callbacks import callback_views
from bot.web.demo import is_demo
from bot.web.desk_chat import CHANNEL, DeskChat, toast
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
from bot.web.session import Staff, form_token, staff_of
from bot.web.tags import Tag
from bot.web.words import Words
from bot.web.work import in_thread
from bot.wiring import App
from locales.args import Joined, Moment, Named

EVERY = 10.0
NOTE_LENGTH = 500
_VALUE = "(e) => emit(e.target.value)"


def register(app: App) -> None:
    """Add the page."""

    @ui.page("/supervisor/callbacks", response_timeout=PATIENCE)
    async def callbacks_page(request: Request, client: Client) -> Response | None:
        staff = await in_thread(staff_of, app, request.session)
        if staff is None or staff.role is not Role.SUPERVISOR:
            return turned_away(app, request, staff)
        page = CallbacksPage(app, client, staff, look_of(request))
        await page.build(form_token(app.secret, request.session))
        return None


class CallbacksPage:
    """One open page of callbacks."""

    def __init__(self, app: App, client: Client, staff: Staff, look: Look) -> None:
        self._app = app
        self._client = client
        self._staff = staff
        self._look = look
        self._words = Words(app.texts, look.lang)
        self._chat = DeskChat(app, staff, look.lang, client.id)
        self._notes: dict[int, str] = {}
        self._shown: list[int] | None = None
        self._reading = Lock()

    async def build(self, token: str) -> None:
        """Build the page."""
        await in_thread(self._app.database.write, self._chat.open)
        owed = await in_thread(self._app.database.read, self._read)
        words = self._words
        dress(self._look, words, "web-callbacks", "desk.css", "supervisor.css")
        tell_trouble(words)
        skip_link(words, "main", "web-skip-main")
        with header(words, "web-tagline-supervisor"):
            language_menu(self._look, words)
            reading_tools(self._look, words)
            sign_out_button(words, token)
        with Tag("main", classes="page", id="main", tabindex="-1"):
            Tag("a", words("web-back"), "tool back", href="/supervisor")
            Tag("h1", words("web-callbacks"))
            self._list = Tag("ul", classes="alerts", aria_live="polite")
            sample_notice(words, shown=is_demo(self._app.settings))
        footer(words)
        self._show(owed)
        Live(self._app.hub, CHANNEL, self._staff.party, self._refresh, EVERY).attach(self._client)

    def _read(self, session: Session) -> Sequence[CallbackView]:
        return callback_views(session, self._staff.scope)

    async def _refresh(self) -> None:
        async with self._reading:
            told = await in_thread(self._app.database.read, self._chat.news)
            self._show(await in_thread(self._app.database.read, self._read))
            if told:
                toast(told[-1])

    def _show(self, owed: Sequence[CallbackView]) -> None:
        """Draw the list anew only when one came or went: a note that is being written stays."""
        ids = [callback.id for callback in owed]
        if ids == self._shown:
            return
        self._shown = ids
        self._list.clear()
        with self._list:
            if not owed:
                Tag("li", self._words("web-callbacks-none"), "soft empty")
            for callback in owed:
                self._item(callback)

    def _item(self, callback: CallbackView) -> None:
        words, request, now = self._words, callback.request, self._app.clock.now()
        late = callback.due_at < now
        with Tag("li", classes="card"):
            title = words.value(category_term(request.category))
            with Tag("h2"):
                Tag(
                    "a",
                    f"{words('web-number', number=request.number)} {title}",
                    href=f"/supervisor/request/{request.number}",
                )
            due = words("web-callback-late" if late else "web-callback-due", due=Moment(callback.due_at, now))
            Tag("p", due, "pill bad" if late else "pill wait")
            self._facts(callback)
            self._form(callback)

    def _facts(self, callback: CallbackView) -> None:
        words, request, stars = self._words, callback.request, callback.request.stars or 0
        named = tuple(Named(zh, en) for zh, en in callback.reasons)
        rows = [
            ("web-stars", "★" * stars + "☆" * (5 - stars)),
            ("web-callback-contact", words.value(contact_told(request))),
            ("web-callback-reasons", words.value(Joined(named)) if named else "–"),
            ("web-callback-words", callback.words or "–"),
        ]
        with Tag("dl", classes="facts"):
            for key, value in rows:
                Tag("dt", words.term(*key.split("-", 1)))
                Tag("dd", value)

    def _form(self, callback: CallbackView) -> None:
        words, field = self._words, f"note-{callback.id}"
        Tag("label", words("web-callback-note"), "label", for_=field)
        note = Tag(
            "textarea", self._notes.get(callback.id, ""), "field", id=field, rows="2", maxlength=str(NOTE_LENGTH)
        )
        note.on("input", partial(self._write, callback.id), js_handler=_VALUE)
        fault = Tag("p", "", "fault", role="alert")
        button = Tag("button", words("web-callback-send"), "button primary", type="button")
        button.on("click", partial(self._send, callback.id, fault), args=[])

    def _write(self, callback_id: int, event: GenericEventArguments) -> None:
        self._notes[callback_id] = str(event.args)[:NOTE_LENGTH]

    async def _send(self, callback_id: int, fault: Tag) -> None:
        note = self._notes.get(callback_id, "").strip()
        if not note:
            fault.set_text(self._words("web-callback-empty"))
            return
        await self._chat.send(Content(press=f"called:{callback_id}"), Content(say=note))
        await self._refresh()
