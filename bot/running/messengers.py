"""The messengers that an installation is connected to, as far as a process of some role has to do with them."""

import logging
from collections.abc import Callable

from fastapi import FastAPI

from bot.wiring import App

log = logging.getLogger(__name__)


class Messengers:
    """Starts and stops what listens and delivers; without a token nothing of a messenger runs."""

    def __init__(self, app: App, role: str) -> None:
        """One process of role `bot` or `all` at a time polls and delivers; a webhook is served where the pages are."""
        self._app = app
        self._role = role
        self._parts: list[tuple[Callable[[], None], Callable[[], None]]] = []
        self._routes: list[Callable[[FastAPI], None]] = []
        if app.settings.telegram_token.get_secret_value():
            self._add_telegram()

    def start(self) -> None:
        """Begin."""
        for start, _ in self._parts:
            start()

    def stop(self) -> None:
        """End in the other order; what is under way is completed."""
        for _, stop in reversed(self._parts):
            stop()

    def routes(self) -> list[Callable[[FastAPI], None]]:
        """What the web server has to serve for them."""
        return self._routes

    def _add_telegram(self) -> None:
        from bot.channels.telegram import service
        from bot.channels.telegram.webhook import register

        app, settings = self._app, self._app.settings
        try:
            service.make_bot(settings)
        except service.BadTokenError as error:
            log.error("Telegram stays off: %s", error)
            return
        if self._role in ("bot", "all"):
            telegram = service.Telegram(app)
            self._parts.append((telegram.start, telegram.stop))
        else:
            service.leave_to_others(app)
        if self._role in ("web", "all") and settings.telegram_mode == "webhook":
            intake, secret = service.make_intake(app), service.webhook_secret(settings, app.secret)
            self._routes.append(lambda site: register(site, intake, secret))
