"""The resident's chat in the browser."""

import json
import logging
import re
from asyncio import Lock
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from nicegui import Client, ui
from nicegui.events import GenericEventArguments, MultiUploadEventArguments
from sqlmodel import Session
from starlette.requests import Request

from booking.lifecycle import ENDED
from booking.terms import Role
from bot.mail.chats import find_chat
from bot.mail.entities import Chat
from bot.mail.message import Content, Inbound
from bot.places.house_codes import arrival, read_house_code
from bot.web.chat_composer import composer
from bot.web.chat_history import Entry, History
from bot.web.chat_log import ChatLog
from bot.web.demo import is_demo
from bot.web.emergency import NUMBERS
from bot.web.errors import tell_trouble
from bot.web.files import read_files
from bot.web.frame import (
    PATIENCE,
    dress,
    header,
    language_menu,
    reading_tools,
    sample_notice,
    skip_link,
    without_scripts,
)
from bot.web.live import Live
from bot.web.look import Look, look_of
from bot.web.photo_links import photo_link
from bot.web.reads_requests import OwnRequests, own_requests
from bot.web.requests_panel import RequestsPanel
from bot.web.session import resident_of
from bot.web.tags import Tag
from bot.web.waiting import awaited, title_for
from bot.web.words import Words
from bot.web.work import in_thread
from bot.wiring import App

log = logging.getLogger(__name__)

CHANNEL = "web"
#: Seconds between looks when nothing arrives, and looks between readings of the request panel.
EVERY, PANEL_EVERY = 4.0, 5
LONGEST = 2000
_MESSAGE_ID = re.compile(r"[A-Za-z0-9-]{8,40}")
#: Buttons carry at most this much; a longer action was not ours.
LONGEST_ACTION = 64


def register(app: App) -> None:
    """Add the page."""

    @ui.page("/", response_timeout=PATIENCE)
    async def chat_page(request: Request, client: Client, at: str = "") -> None:
        address = resident_of(request.session, app.clock.now())
        page = ChatPage(app, client, address, at if read_house_code(at) else "")
        await page.build(look_of(request))


class ChatPage:
    """One open page of one resident; `at` is the code of the poster whose link was opened, or empty."""

    def __init__(self, app: App, client: Client, address: str, at: str) -> None:
        self._app = app
        self._client = client
        self._address = address
        self._at = at
        self._awaited = "none"
        self._party = f"resident:{CHANNEL}-{address}"
        self._history = History()
        self._reading = Lock()
        self._sending = Lock()
        self._sent = 0
        self._running = 0
        self._rounds = 0
        self._pending: set[str] = set()

    async def build(self, look: Look) -> None:
        """Build the page with everything said so far."""
        chat, entries, own = await in_thread(self._app.database.read, self._read_all)
        self._look = look.speaking(chat.lang if chat else None)
        self._words = words = Words(self._app.texts, self._look.lang)
        dress(self._look, words, "web-title-chat", "chat.css", scripts=("chat.js",))
        tell_trouble(words)
        without_scripts(words, f"/plain?at={self._at}" if self._at else "/plain")
        skip_link(words, "say", "web-skip-say")
        with Tag("div", classes="chat-shell"):
            self._header()
            _emergency_strip(words)
            with Tag("div", classes="chat-body"):
                self._main()
                self._panel = RequestsPanel(words)
        self._show(chat, entries, own, live=False)
        ui.on("anxiu-send", self._on_send)
        Live(self._app.hub, CHANNEL, self._address, self._refresh, EVERY).attach(self._client)

    def _header(self) -> None:
        with header(self._words, "web-tagline"):
            opener = Tag("button", classes="tool panel-open", type="button", aria_controls="requests")
            opener.set("aria_expanded", "false")
            opener.set("data_opens", "requests")
            with opener:
                Tag("span", self._words("web-requests-open"))
                self._count = Tag("span", "", "count")
            for lang, button in language_menu(self._look, self._words, reload=False).items():
                button.on("click", partial(self._switch_language, lang), args=[])
            reading_tools(self._look, self._words)

    def _main(self) -> None:
        words = self._words
        with Tag("main", classes="chat", id="main"):
            Tag("h1", words("web-title-chat"), "sr-only")
            self._log = ChatLog(words, lambda photo: photo_link(self._app, photo, self._address))
            with Tag("div", classes="below-log"):
                Tag("div", classes="pending", id="pending", data_waits=words("web-offline-waiting"))
                Tag("p", classes="offline", id="offline", role="status", data_words=words("web-offline-kept"))
                self._typing = Tag("div", words("web-typing"), "typing", role="status")
            composer(words, self._on_files, self._on_files_rejected)
            sample_notice(words, shown=is_demo(self._app.settings))

    def _read_all(self, session: Session) -> tuple[Chat | None, list[Entry], OwnRequests]:
        chat, entries = self._read_news(session)
        return chat, entries, own_requests(session, self._party)

    def _read_news(self, session: Session) -> tuple[Chat | None, list[Entry]]:
        chat = find_chat(session, CHANNEL, self._address)
        return chat, self._history.look(session, chat) if chat else []

    async def _refresh(self) -> None:
        """Show what is new; greet on the very first visit."""
        async with self._reading:
            self._rounds += 1
            chat, entries = await in_thread(self._app.database.read, self._read_news)
            own = None
            if entries or self._rounds % PANEL_EVERY == 0:
                own = await in_thread(self._app.database.read, lambda session: own_requests(session, self._party))
            self._show(chat, entries, own, live=True)
        if self._at:
            code, self._at = self._at, ""
            self._client.run_javascript('history.replaceState(null, "", "/")')  # loading anew is no second arrival
            await self._receive(Content(press=arrival(code)), self._next_id())
        elif chat is None:
            await self._receive(Content(press="start"), self._next_id())

    def _show(self, chat: Chat | None, entries: list[Entry], own: OwnRequests | None, *, live: bool) -> None:
        now = self._app.clock.now()
        self._log.add(entries, now, live=live)
        self._awaited = awaited(entries, self._awaited)
        ui.page_title(title_for(self._words, self._awaited))
        if own is not None:
            self._panel.show(own, now)
            active = sum(request.view.status not in ENDED for request in own.requests)
            self._count.set_text(str(active) if active else "")
        if chat is not None and chat.lang is not None and chat.lang != self._look.lang:
            # the talk went over to another language: the page follows, and the browser remembers
            self._client.run_javascript(f"anxiu.speak({json.dumps(chat.lang)})")

    async def _receive(self, content: Content, external_id: str) -> None:
        """One turn, with the typing sign on while it runs; what it answers is shown by `_refresh`."""
        inbound = Inbound(
            CHANNEL,
            external_id,
            self._address,
            Role.RESIDENT,
            self._party,
            content,
            self._look.lang,
        )
        async with self._typing_shown():
            await in_thread(self._app.turns.receive, inbound)
            await self._refresh()

    @asynccontextmanager
    async def _typing_shown(self) -> AsyncIterator[None]:
        self._running += 1
        self._typing.classes(add="on")
        try:
            yield
        finally:
            self._running -= 1
            if not self._running:
                self._typing.classes(remove="on")

    def _next_id(self) -> str:
        self._sent += 1
        return f"{self._client.id}:{self._sent}"

    async def _switch_language(self, lang: str) -> None:
        await self._receive(Content(press=f"lang:{lang}"), self._next_id())

    async def _on_send(self, event: GenericEventArguments) -> None:
        """Words or a press with the id the browser gave them; what is sent again is stored once."""
        message_id, text, press = (str(event.args.get(name) or "").strip() for name in ("id", "text", "press"))
        if not (text or press) or not _MESSAGE_ID.fullmatch(message_id) or message_id in self._pending:
            return
        content = Content(press=press[:LONGEST_ACTION]) if press else Content(say=text[:LONGEST])
        self._pending.add(message_id)
        try:
            async with self._sending:  # in the order in which they were sent
                await self._receive(content, f"{self._address}:{message_id}")
        except Exception:
            log.exception("a message could not be stored")
            self._client.run_javascript(f"anxiu.failed({json.dumps(message_id)})")
            ui.notify(self._words("web-not-sent"), position="top", classes="toast toast-bad", timeout=8000)
        else:
            self._client.run_javascript(f"anxiu.arrived({json.dumps(message_id)})")
        finally:
            self._pending.discard(message_id)

    async def _on_files(self, event: MultiUploadEventArguments) -> None:
        """Files sent at once: an album is one message, a recording another."""
        files = await read_files(event)
        async with self._typing_shown():
            contents = await in_thread(self._app.uploads.take, files)
        for content in contents:
            await self._receive(content, self._next_id())

    async def _on_files_rejected(self) -> None:
        message = self._words("web-files-rejected")
        ui.notify(message, position="top", classes="toast toast-bad", timeout=8000)


def _emergency_strip(words: Words) -> None:
    with Tag("nav", classes="emergency", aria_label=words("web-emergency-label")):
        Tag("span", words("web-emergency"), "emergency-word")
        for key, number in NUMBERS:
            with Tag("a", classes="emergency-call", href=f"tel:{number}"):
                Tag("span", words.term(*key.rsplit("-", 1)))
                Tag("b", number)
