"""Puts the whole site together: pages, sign-in, photos, health, styles."""

from collections.abc import Callable

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from nicegui import ui
from starlette.middleware.sessions import SessionMiddleware

from bot.secrets import derive
from bot.web import (
    callbacks_page,
    cases_page,
    chat_page,
    desk_page,
    errors,
    health,
    login,
    photo_links,
    plain_chat,
    poster_pages,
    prices_page,
    supervisor_page,
    talk_page,
)
from bot.web.compressing import Compressed
from bot.web.demo import demo_accounts
from bot.web.frame import STATIC, VIEWPORT
from bot.web.headers import SafeHeaders
from bot.web.limits import LimitedBodies
from bot.web.session import COOKIE_AGE
from bot.wiring import App

#: A phone that was asleep this long finds its page as it left it; longer and the page loads anew.
RECONNECT_SECONDS = 20.0


def create(app: App, *extra: Callable[[FastAPI], None]) -> FastAPI:
    """The site over a running app, with what `extra` adds to it.

    To be called once in a process: NiceGUI keeps its pages in one place.
    """
    site = FastAPI(title="Anxiu", docs_url=None, redoc_url=None, openapi_url=None)
    secret = derive(app.secret, "sessions").hex()
    site.add_middleware(Compressed)
    site.add_middleware(LimitedBodies)
    site.add_middleware(SafeHeaders)
    site.add_middleware(
        SessionMiddleware,
        secret_key=secret,
        session_cookie="anxiu_session",
        max_age=int(COOKIE_AGE.total_seconds()),
        same_site="lax",
        https_only=app.settings.public_url.startswith("https://"),
    )
    site.mount("/assets", StaticFiles(directory=STATIC), name="assets")
    health.register(site, app)
    photo_links.register(site, app)
    login.register(site, app, demo_accounts(app.settings))
    chat_page.register(app)
    desk_page.register(app)
    supervisor_page.register(app)
    talk_page.register(app)
    callbacks_page.register(app)
    cases_page.register(app)
    prices_page.register(app)
    plain_chat.register(site, app)
    poster_pages.register(site, app)
    for add in extra:
        add(site)
    errors.register(site, app.texts)
    ui.run_with(
        site,
        title="Anxiu",
        viewport=VIEWPORT,
        favicon=STATIC / "mark.svg",
        dark=False,
        reconnect_timeout=RECONNECT_SECONDS,
        tailwind=False,
        storage_secret=secret,
        gzip_middleware_factory=None,  # the site compresses its pages, too
        show_welcome_message=False,
    )
    return site
