"""Tells machines whether the process lives and whether it can serve."""

import logging

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from sqlmodel import Session

from bot.storage.migrate import current, newest
from bot.wiring import App

log = logging.getLogger(__name__)


def register(site: FastAPI, app: App) -> None:
    """Add /healthz (the process lives) and /readyz (the database answers, at the newest migration)."""

    @site.get("/healthz", include_in_schema=False)
    async def healthz() -> PlainTextResponse:
        return PlainTextResponse("ok")

    @site.get("/readyz", include_in_schema=False)
    def readyz() -> PlainTextResponse:
        try:
            revision = app.database.read(_revision)
        except Exception:
            log.exception("the database does not answer")
            return PlainTextResponse("the database does not answer", 503)
        if revision != newest():
            return PlainTextResponse("the database is not at the newest migration", 503)
        return PlainTextResponse("ok")


def _revision(session: Session) -> str | None:
    return current(session.connection())
