"""The page of one talk: everything said so far, a box to answer, take over, hand back."""

import json
import logging
from asyncio import Lock

from nicegui import Client, ui
from nicegui.events import GenericEventArguments
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from booking.terms import Role
from bot.dialogue.views import TalkLine
from bot.mail.message import Content
from bot.media.photos import is_kept
from bot.web.chat_history import Entry
from bot.web.demo import is_demo
from bot.web.desk_chat import CHANNEL, DeskChat, toast
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
from bot.web.live import Live
from bot.web.look import Look, look_of
from bot.web.photo_links import photo_link
from bot.web.reads_talks import WholeTalk, whole
from bot.web.session import Staff, form_token, staff_of
from bot.web.tags import Tag
from bot.web.talks_list import marks, name_of
from bot.web.words import Words, stamp
from bot.web.work import in_thread
from bot.wiring import App
from locales.args import Moment, Term
from locales.keys import Key
from oversight.handover_life import HandoverStatus

log = logging.getLogger(__name__)

#: Seconds between looks when nothing arrives.
EVERY = 3.0
LONGEST = 2000
_ROLES = frozenset({Role.SUPERVISOR, Role.CENTRE})
#: The words leave the box when they are sent; the page puts them back if they could not be.
_TAKE_WORDS = """(e) => {
  const box = document.getElementById("answer");
  const words = box.value.trim();
  box.focus();
  if (words) { box.value = ""; emit(words); }
}"""


def register(app: App) -> None:
    """Add the page."""

    @ui.page("/talk/{number}", response_timeout=PATIENCE)
    async def talk_page(request: Request, client: Client, number: str) -> Response | None:
        staff = await in_thread(staff_of, app, request.session)
        if staff is None or staff.role not in _ROLES:
            return turned_away(app, request, staff)
        talk = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
        page = TalkPage(app, client, staff, look_of(request), str(request.session.get("id")), talk)
        if not await page.build(form_token(app.secret, request.session)):
            return plain_page(request, app.texts, 404, "web-missing-title", "talk-gone", desk=staff.home)
        return None


class TalkPage:
    """One open page of one talk."""

    def __init__(self, app: App, client: Client, staff: Staff, look: Look, cookie_id: str, talk: int) -> None:
        self._app = app
        self._client = client
        self._staff = staff
        self._look = look
        self._cookie_id = cookie_id
        self._talk = talk
        self._words = Words(app.texts, look.lang)
        self._chat = DeskChat(app, staff, look.lang, client.id)
        self._reading = Lock()
        self._busy = False
        self._drawn: WholeTalk | None = None
        self._lines: list[TalkLine] = []

    async def build(self, token: str) -> bool:
        """Build the page; False where this person has no such talk."""
        await in_thread(self._app.database.write, self._chat.open)
        found, _ = await in_thread(self._app.database.read, self._read)
        if found is None:
            return False
        words = self._words
        dress(self._look, words, "web-title-talk", "desk.css", "supervisor.css", "talk.css")
        tell_trouble(words)
        skip_link(words, "main", "web-skip-main")
        tagline: Key = "web-tagline-supervisor" if self._staff.role is Role.SUPERVISOR else "web-tagline-desk"
        with header(words, tagline):
            language_menu(self._look, words)
            reading_tools(self._look, words)
            sign_out_button(words, token)
        with Tag("main", classes="page", id="main", tabindex="-1"):
            Tag("a", words("web-talk-back-link"), "tool back", href=self._staff.home)
            Tag("h1", words("web-title-talk"))
            with Tag("div", classes="two-columns"):
                self._talk_column()
                self._side = Tag("div", classes="stack")
            sample_notice(words, shown=is_demo(self._app.settings))
        footer(words)
        self._show(found)
        Live(self._app.hub, CHANNEL, self._staff.party, self._refresh, EVERY).attach(self._client)
        return True

    def _talk_column(self) -> None:
        words = self._words
        with Tag("section", classes="card", aria_labelledby="said-title"):
            Tag("h2", words("web-talk-said"), id="said-title")
            self._log = Tag("ol", classes="talk-lines", role="log", aria_live="polite", tabindex="0", id="said")
            with Tag("div", classes="answer-box") as self._box:
                Tag("label", words("web-talk-answer"), "label", for_="answer")
                Tag("textarea", id="answer", classes="field", rows="3", maxlength=str(LONGEST))
                who = Term(f"speaker-{self._staff.role}")
                Tag("p", words("web-talk-who", who=who), "soft small")
                send = Tag("button", words("web-talk-send"), "button primary", type="button")
                send.on("click", self._answer, js_handler=_TAKE_WORDS)

    def _read(self, session: Session) -> tuple[WholeTalk | None, list[Entry]]:
        return whole(session, self._staff.party, self._talk), self._chat.news(session)

    async def _refresh(self) -> None:
        async with self._reading:
            found, told = await in_thread(self._app.database.read, self._read)
            with self._client:  # not in the slot of a button that is drawn anew
                if found is not None:
                    self._show(found)
                if told:
                    toast(told[-1])

    def _show(self, found: WholeTalk) -> None:
        if found == self._drawn:
            return
        self._drawn = found
        self._show_lines(list(found.lines))
        self._box.set_visibility(found.talk.status != HandoverStatus.BACK)
        self._side.clear()
        with self._side:
            self._state(found)
            self._facts(found)

    def _show_lines(self, lines: list[TalkLine]) -> None:
        """Add what is new; draw all anew where an older message became visible late."""
        known = len(self._lines)
        if lines[:known] != self._lines:
            self._log.clear()
            known = 0
        with self._log:
            for line in lines[known:]:
                self._line(line)
        self._lines = lines
        self._client.run_javascript('const said = document.getElementById("said"); said.scrollTop = said.scrollHeight')

    def _line(self, line: TalkLine) -> None:
        words = self._words
        with Tag("li", classes=f"by-{line.by}"):
            with Tag("p", classes="soft small"):
                Tag("b", words.term("speaker", line.by))
                Tag("time", f" {stamp(line.at)}")
            for photo in line.photos or ():
                self._photo(photo)
            if line.photos is None:
                Tag("p", words("web-voice-sent") if line.voice else line.words, "text")

    def _photo(self, photo: str) -> None:
        if not is_kept(photo):
            Tag("p", self._words("web-photo-none"), "text")
            return
        link = photo_link(self._app, photo, self._cookie_id)
        with Tag("a", href=link, target="_blank"):
            Tag("img", src=f"{link}&small=1", alt=self._words("web-photo-alt"), loading="lazy")

    def _state(self, found: WholeTalk) -> None:
        words, talk, now = self._words, found.talk, self._app.clock.now()
        with Tag("section", classes="card"):
            marks(words, talk, found.names)
            Tag("p", words("web-talk-asked", at=Moment(talk.asked_at, now)))
            if talk.due_at is not None:
                Tag("p", words("web-talk-due", due=Moment(talk.due_at, now)), "strong")
            if talk.district is not None:
                Tag("p", words.term("district", talk.district))
            if talk.number is not None:
                self._request_link(talk.number)
            with Tag("div", classes="actions"):
                self._state_buttons(found)

    def _state_buttons(self, found: WholeTalk) -> None:
        words, talk = self._words, found.talk
        if talk.status == HandoverStatus.BACK:
            return
        if talk.taken_by is None:
            self._button(words("button-take-talk"), f"take:{talk.id}", "primary")
        elif talk.taken_by != self._staff.party:
            self._button(words("button-take-anyway"), f"take:{talk.id}:anyway", "quiet")
        else:
            self._button(words("button-give-back"), f"giveback:{talk.id}", "quiet")

    def _request_link(self, number: int) -> None:
        text = self._words("web-number", number=number)
        if self._staff.role is Role.SUPERVISOR:
            Tag("a", text, "number-link", href=f"/supervisor/request/{number}")
        else:
            Tag("p", text)

    def _button(self, label: str, action: str, tone: str) -> None:
        button = Tag("button", label, f"button {tone}", type="button")
        button.on("click", lambda: self._press(action), args=[])

    def _facts(self, found: WholeTalk) -> None:
        words = self._words
        with Tag("section", classes="card", aria_labelledby="log-title"):
            Tag("h2", words("web-talk-log"), id="log-title")
            with Tag("ol", classes="log-list"):
                for fact in found.facts:
                    with Tag("li"):
                        Tag("time", stamp(fact.at), "soft small")
                        Tag("p", self._fact(fact.kind, name_of(words, found.names, fact.actor)))

    def _fact(self, kind: str, name: str) -> str:
        match kind:
            case "asked":
                return self._words("web-talk-asked-fact")
            case "taken_over":
                return self._words("web-talk-taken_over", name=name)
            case "handed_back":
                return self._words("web-talk-handed_back", name=name)
            case _:
                return self._words.term("web-talk", kind)

    async def _press(self, action: str) -> None:
        if self._busy:  # the second tap of a double tap
            return
        self._busy = True
        try:
            await self._chat.send(Content(press=action))
            await self._refresh()
        finally:
            self._busy = False

    async def _answer(self, event: GenericEventArguments) -> None:
        words = str(event.args)[:LONGEST]
        try:
            await self._chat.send(Content(say=words, to=self._talk))
        except Exception:
            log.exception("an answer could not be stored")
            self._give_words_back(words)
            with self._client:
                ui.notify(self._words("web-not-sent"), position="top", classes="toast toast-bad", timeout=8000)
            return
        await self._refresh()
        if self._drawn is not None and self._drawn.talk.taken_by != self._staff.party:
            self._give_words_back(words)  # someone else has the talk: the words were not sent

    def _give_words_back(self, words: str) -> None:
        box = f'const box = document.getElementById("answer"); if (!box.value) box.value = {json.dumps(words)}'
        self._client.run_javascript(box)
