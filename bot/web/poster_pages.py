"""Posters for supervisors: choose an estate and its buildings, then print the sheets."""

from collections.abc import Sequence
from urllib.parse import quote

import segno
from fastapi import FastAPI
from markupsafe import Markup
from sqlmodel import Session, col, select
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from booking.entities import Estate
from booking.terms import Role
from bot.places.posters import Poster, buildings_of, posters_of
from bot.web.demo import is_demo
from bot.web.errors import plain_page
from bot.web.forms import storable
from bot.web.guard import turned_away
from bot.web.look import look_of
from bot.web.rendering import render
from bot.web.session import Staff, staff_of
from bot.web.words import Words
from bot.web.work import in_thread
from bot.wiring import App
from locales.args import Named

PATH = "/poster"

#: An address of the site that is longer fits into no QR code.
_LONGEST_BASE = 300


def register(site: FastAPI, app: App) -> None:
    """Add the choice and the sheets."""

    @site.get(PATH, include_in_schema=False)
    async def choose(request: Request, estate: str = "", buildings: str = "") -> Response:
        staff = await in_thread(staff_of, app, request.session)
        if staff is None or staff.role is not Role.SUPERVISOR:
            return turned_away(app, request, staff)
        wanted = buildings_of(buildings[:200])
        if estate and wanted:
            return RedirectResponse(f"{PATH}/{quote(estate, safe='')}/{quote(','.join(wanted))}", 303)
        estates = await in_thread(app.database.read, lambda session: _estates(session, staff.scope))
        return HTMLResponse(_choice(app, request, estates, estate, buildings))

    @site.get(f"{PATH}/{{estate}}/{{buildings}}", include_in_schema=False)
    async def sheets(request: Request, estate: str, buildings: str) -> Response:
        staff = await in_thread(staff_of, app, request.session)
        if staff is None or staff.role is not Role.SUPERVISOR:
            return turned_away(app, request, staff)
        base = app.settings.public_url or str(request.base_url)
        if len(base) > _LONGEST_BASE:
            raise HTTPException(400, "no host has such a name")
        made = await in_thread(app.database.read, lambda s: _posters(s, app, staff, estate, buildings, base))
        if not made:
            return plain_page(request, app.texts, 404, "web-missing-title", "web-poster-none", desk=PATH)
        return HTMLResponse(_sheets(app, request, made))


def _estates(session: Session, scope: str | None) -> Sequence[Estate]:
    query = select(Estate).order_by(col(Estate.district), col(Estate.code))
    return session.exec(query if scope is None else query.where(Estate.district == scope)).all()


def _posters(session: Session, app: App, staff: Staff, estate: str, buildings: str, base: str) -> Sequence[Poster]:
    """Nothing for an estate outside the supervisor's district."""
    found = session.get(Estate, storable(estate))
    if found is None or staff.scope not in (None, found.district):
        return ()
    bot = app.settings.telegram_bot
    return posters_of(session, app.texts, estate, buildings_of(buildings[:300]), base=base, bot=bot)


def _choice(app: App, request: Request, estates: Sequence[Estate], estate: str, buildings: str) -> str:
    look = look_of(request)
    words = Words(app.texts, look.lang)
    options = [
        (each.code, f"{words.term('district', each.district)} · {words.value(Named(each.name_zh, each.name_en))}")
        for each in estates
    ]
    asked = bool(estate or buildings)
    title = words("web-poster-title")
    return render(
        "poster_choice.html", look, title, words=words, options=options, estate=estate, buildings=buildings, asked=asked
    )


def _sheets(app: App, request: Request, made: Sequence[Poster]) -> str:
    look = look_of(request)
    words = Words(app.texts, look.lang)
    sample = words.everywhere("web-sample") if is_demo(app.settings) else []
    pairs = [(poster, _svg(poster.web), _svg(poster.telegram) if poster.telegram else "") for poster in made]
    return render("poster.html", look, words("web-poster-title"), words=words, posters=pairs, sample=sample)


def _svg(link: str) -> Markup:
    """A QR code as inline SVG that fills its place; what it holds is only drawn, never written into the page."""
    code = segno.make(link, error="m", micro=False)
    return Markup(code.svg_inline(omitsize=True, border=4, dark="#000", light="#fff"))  # noqa: S704
