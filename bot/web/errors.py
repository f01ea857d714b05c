"""Answers for pages that do not exist and for our own faults: a plain sentence, never a traceback."""

from fastapi import FastAPI
from nicegui import app as pages
from nicegui import ui
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from bot.storage.absence import is_away
from bot.web.headers import HEADERS
from bot.web.look import look_of
from bot.web.rendering import render
from bot.web.words import Words
from locales.keys import Key
from locales.texts import Texts

#: After which a page that could not be shown is asked for again, in seconds.
RETRY_SECONDS = 10


def plain_page(request: Request, texts: Texts, status: int, title: Key, text: Key, *, desk: str = "") -> HTMLResponse:
    """A page of one title, one sentence and one way on (to the reader's desk, if given), in the reader's language."""
    look = look_of(request)
    words = Words(texts, look.lang)
    link = words("web-go-desk" if desk else "web-go-on")
    page = render("notice.html", look, words(title), text=words(text), path=desk or "/", link=link)
    return HTMLResponse(page, status)


def register(site: FastAPI, texts: Texts) -> None:
    """Answer for missing pages and unexpected exceptions, in the site and in the pages mounted in it."""

    async def missing(request: Request, error: Exception) -> Response:  # noqa: ARG001
        if request.url.path.startswith(("/_nicegui", "/assets")):
            return JSONResponse({"detail": "not found"}, 404)
        return plain_page(request, texts, 404, "web-missing-title", "web-missing")

    async def broken(request: Request, error: Exception) -> Response:  # noqa: ARG001
        answer = plain_page(request, texts, 500, "web-broken-title", "web-broken")
        answer.headers.update(HEADERS)  # it is made outside of what gives them to the other pages
        return answer

    async def away(request: Request, error: Exception) -> Response:
        """The database is away: the page comes back by itself, whoever sent something tries again."""
        if not is_away(error):
            raise error
        answer = plain_page(request, texts, 503, "web-away-title", "web-away")
        answer.headers["Retry-After"] = str(RETRY_SECONDS)
        if request.method == "GET":
            answer.headers["Refresh"] = str(RETRY_SECONDS)
        return answer

    for place in (site, pages):
        place.add_exception_handler(SQLAlchemyError, away)
        place.add_exception_handler(404, missing)
        place.add_exception_handler(Exception, broken)


def tell_trouble(words: Words) -> None:
    """Say so on the page being built when one of its handlers fails later on."""
    message = words("web-broken")
    ui.on_exception(lambda: ui.notify(message, position="top", classes="toast toast-bad", timeout=8000))
