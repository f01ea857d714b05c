"""The resident's chat without scripts: the same conversation, as a page with forms."""

import hashlib
import re
import uuid
from dataclasses import dataclass

from fastapi import FastAPI
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from booking.terms import Role
from bot.mail.chats import find_chat
from bot.mail.entities import Chat
from bot.mail.message import Content, Inbound
from bot.media.photos import LARGEST
from bot.media.uploads import MOST_FILES
from bot.places.house_codes import arrival
from bot.places.houses import house_of_code
from bot.understanding.meaning import Where
from bot.web.chat_history import Entry, History
from bot.web.chat_page import CHANNEL, LONGEST
from bot.web.forms import Posted, read_form
from bot.web.look import CONTRAST_COOKIE, LOOK_SECONDS, SIZE_COOKIE, SIZES, look_of
from bot.web.plain_view import Reader, plain_view
from bot.web.reads_requests import OwnRequests, own_requests
from bot.web.session import form_token, is_own_form, resident_of
from bot.web.words import Words
from bot.web.work import in_thread
from bot.wiring import App

PATH = "/plain"
_FORM_ID = re.compile(r"[0-9a-f]{32}")
#: Buttons carry at most this much; a longer action was not ours.
_LONGEST_ACTION = 64


@dataclass(frozen=True, slots=True)
class Sent:
    """What every form of the page sends along."""

    token: str
    form: str
    at: str


@dataclass(frozen=True, slots=True)
class _Read:
    chat: Chat | None
    entries: list[Entry]
    own: OwnRequests
    house: Where | None


def register(site: FastAPI, app: App) -> None:
    """Add the page, what its forms post to, and the choice of how it looks."""
    page = PlainChat(app)
    site.add_route(PATH, page.show, ["GET"])
    site.add_route(PATH, page.take, ["POST"])
    site.add_route(f"{PATH}/photo", page.take_files, ["POST"])
    site.add_route(f"{PATH}/look", page.take_look, ["POST"])


class PlainChat:
    """Shows the conversation of this browser and takes what its forms send."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def show(self, request: Request) -> Response:
        """The page; `at` of the address is the code of the poster whose link was opened."""
        return await self._page(request, request.query_params.get("at", "")[:_LONGEST_ACTION])

    async def take(self, request: Request) -> Response:
        """Words, or a press; then the browser is sent on to the page, so that loading it anew sends nothing."""
        async with read_form(request) as form:
            sent, text, press = _sent(form), form.words("say").strip()[:LONGEST], form.words("press")
        if not self._is_ours(request, sent):
            return await self._page(request, sent.at, status=403, typed=text)
        if press:
            await self._receive(request, sent, Content(press=press[:_LONGEST_ACTION]))
        elif text:
            await self._receive(request, sent, Content(say=text))
        return _to_latest()

    async def take_files(self, request: Request) -> Response:
        """Photos, which are one message, and recordings; a file that is neither is answered in the chat."""
        async with read_form(request) as form:
            sent, files = _sent(form), await _contents(form, "photo")
        if not self._is_ours(request, sent):
            return await self._page(request, sent.at, status=403)
        mark = hashlib.sha256(b"".join(hashlib.sha256(data).digest() for data in files)).hexdigest()
        for place, content in enumerate(await in_thread(self._app.uploads.take, files)):
            await self._receive(request, sent, content, f"{place}-{mark}")
        return _to_latest()

    async def take_look(self, request: Request) -> Response:
        """A size of type or a contrast, remembered in the cookies that the other pages read too."""
        async with read_form(request) as form:
            sent, size, contrast = _sent(form), form.words("size"), form.words("contrast")
        answer = RedirectResponse(PATH, 303)
        if self._is_ours(request, sent):
            if size in SIZES:
                answer.set_cookie(SIZE_COOKIE, size, LOOK_SECONDS, samesite="lax")
            if contrast in ("0", "1"):
                answer.set_cookie(CONTRAST_COOKIE, contrast, LOOK_SECONDS, samesite="lax")
        return answer

    def _is_ours(self, request: Request, sent: Sent) -> bool:
        return is_own_form(self._app.secret, request.session, sent.token) and bool(_FORM_ID.fullmatch(sent.form))

    async def _receive(self, request: Request, sent: Sent, content: Content, mark: str = "") -> None:
        """One turn; a form that is sent twice with the same content is stored once."""
        address = resident_of(request.session, self._app.clock.now())
        if sent.at:
            await self._turn(request, address, Content(press=arrival(sent.at)), f"{sent.form}:at")
        mark = mark or hashlib.sha256(content.model_dump_json().encode()).hexdigest()
        await self._turn(request, address, content, f"{sent.form}:{mark[:16]}")

    async def _turn(self, request: Request, address: str, content: Content, external_id: str) -> None:
        inbound = Inbound(
            CHANNEL,
            f"{address}:{external_id}",
            address,
            Role.RESIDENT,
            f"resident:{CHANNEL}-{address}",
            content,
            look_of(request).lang,
        )
        await in_thread(self._app.turns.receive, inbound)

    async def _page(self, request: Request, at: str, status: int = 200, typed: str = "") -> Response:
        app, now = self._app, self._app.clock.now()
        address = resident_of(request.session, now)
        read = await in_thread(app.database.read, lambda session: _read(session, address, at))
        look = look_of(request).speaking(read.chat.lang if read.chat else None)
        reader = Reader(look, Words(app.texts, look.lang), address, form_token(app.secret, request.session))
        page = plain_view(
            app,
            reader,
            read.entries,
            read.own,
            now,
            form=uuid.uuid4().hex,
            at=at if read.house else "",
            house=read.house,
            typed=typed,
            refused=status == 403,
        )
        return HTMLResponse(page, status, {"Cache-Control": "no-store"})


def _sent(form: Posted) -> Sent:
    return Sent(form.words("token"), form.words("form"), form.words("at")[:_LONGEST_ACTION])


async def _contents(form: Posted, name: str) -> list[bytes]:
    """The files of a field that hold anything, each read to just above what is taken."""
    return [data for file in form.files(name)[:MOST_FILES] if (data := await file.read(LARGEST + 1))]


def _read(session: Session, address: str, at: str) -> _Read:
    chat = find_chat(session, CHANNEL, address)
    entries = History().look(session, chat) if chat else []
    own = own_requests(session, f"resident:{CHANNEL}-{address}")
    return _Read(chat, entries, own, house_of_code(session, at) if at else None)


def _to_latest() -> Response:
    return RedirectResponse(f"{PATH}#latest", 303)
