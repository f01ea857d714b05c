"""Signing in and out at the desks."""

import logging
from collections.abc import Sequence
from urllib.parse import quote

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from fastapi import FastAPI
from nicegui import ui
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot import accounts
from bot.web.attempts import Attempts
from bot.web.demo import DemoAccount
from bot.web.forms import read_form
from bot.web.frame import dress, footer, header, language_menu, reading_tools, sample_notice, skip_link
from bot.web.look import look_of
from bot.web.session import form_token, is_own_form, local_path, sign_in, sign_out, staff_from
from bot.web.tags import Tag
from bot.web.words import Words
from bot.web.work import in_thread
from bot.wiring import App

log = logging.getLogger(__name__)

_FAULTS = frozenset({"refused", "wait", "expired"})


class Gate:
    """Checks logins and passwords; an unknown login takes as long as a wrong password."""

    def __init__(self, app: App, hasher: PasswordHasher | None = None) -> None:
        self._app = app
        self._hasher = hasher or PasswordHasher()
        self._decoy = self._hasher.hash("nobody has this password")
        self._attempts = Attempts()

    def enter(self, login: str, password: str, address: str) -> accounts.Account | str:
        """The account, or why not: `refused` or `wait`."""
        pair, now = (login, address), self._app.clock.now()
        if self._attempts.must_wait(pair, now):
            return "wait"
        account = self._app.database.read(lambda session: accounts.find(session, login))
        fits = self._fits(account.password_hash if account else self._decoy, password)
        if account is None or not fits:
            self._attempts.failed(pair, now)
            log.info("sign-in refused for %r from %s", login[:60], address)
            return "refused"
        self._attempts.succeeded(pair)
        return account

    def _fits(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False


def register(site: FastAPI, app: App, demo: Sequence[DemoAccount]) -> None:
    """Add the sign-in page and what its form and the sign-out button post to."""
    gate = Gate(app)

    @ui.page("/login")
    def login_page(request: Request, next: str = "", fault: str = "") -> None:  # noqa: A002
        _build(app, request, demo, local_path(next, ""), fault if fault in _FAULTS else "")

    async def enter(request: Request) -> Response:
        async with read_form(request) as form:
            login, password, token = form.words("login"), form.words("password"), form.words("token")
            path = local_path(form.words("next"), "")
        if not is_own_form(app.secret, request.session, token):
            return _back("expired", path)
        address = request.client.host if request.client else ""
        found = await in_thread(gate.enter, login.strip()[:60], password[:200], address)
        if isinstance(found, str):
            return _back(found, path)
        sign_in(request.session, found.login, app.clock.now())
        return RedirectResponse(path or staff_from(found).home, 303)

    async def leave(request: Request) -> Response:
        async with read_form(request) as form:
            token = form.words("token")
        if is_own_form(app.secret, request.session, token):
            sign_out(request.session)
        return RedirectResponse("/login", 303)

    site.add_route("/login", enter, ["POST"])
    site.add_route("/logout", leave, ["POST"])

    @site.get("/logout", include_in_schema=False)
    def leave_by_link(request: Request) -> Response:
        sign_out(request.session)
        return RedirectResponse("/login", 303)


def _back(fault: str, path: str) -> Response:
    return RedirectResponse(f"/login?fault={fault}&next={quote(path)}", 303)


def _build(app: App, request: Request, demo: Sequence[DemoAccount], path: str, fault: str) -> None:
    look = look_of(request)
    words = Words(app.texts, look.lang)
    dress(look, words, "web-login-title", "desk.css")
    skip_link(words, "login", "web-skip-form")
    with header(words, "web-tagline-desk"):
        language_menu(look, words)
        reading_tools(look, words)
    with Tag("main", classes="page narrow"):
        Tag("h1", words("web-login-heading"))
        Tag("p", words("web-login-for"), "soft")
        if fault:
            Tag("p", words.term("web-login", fault), "banner bad", role="alert")
        _form(words, form_token(app.secret, request.session), path)
        _demo(words, demo)
        sample_notice(words, shown=bool(demo))
    footer(words)


def _form(words: Words, token: str, path: str) -> None:
    with Tag("form", method="post", action="/login", classes="card form"):
        Tag("input", type="hidden", name="token", value=token)
        Tag("input", type="hidden", name="next", value=path)
        Tag("label", words("web-login-name"), for_="login")
        Tag("input", id="login", name="login", autocomplete="username", required=True, autocapitalize="none")
        Tag("label", words("web-login-password"), for_="password")
        Tag(
            "input",
            id="password",
            name="password",
            type="password",
            autocomplete="current-password",
            required=True,
        )
        Tag("button", words("web-login-enter"), "button primary", type="submit")


def _demo(words: Words, demo: Sequence[DemoAccount]) -> None:
    """Accounts to try; a tap fills the form."""
    if not demo:
        return
    with Tag("section", classes="card", aria_labelledby="demo-title"):
        Tag("h2", words("web-demo-title"), id="demo-title")
        Tag("p", words("web-demo-how"), "soft")
        with Tag("ul", classes="plain-list"):
            for account in demo:
                with (
                    Tag("li"),
                    Tag(
                        "button",
                        classes="row-button",
                        type="button",
                        data_login=account.login,
                        data_password=account.password,
                    ),
                ):
                    Tag("span", words.value(account.name), "row-name")
                    Tag("span", account.login, "row-code")
