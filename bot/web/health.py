"""Tells machines whether the process lives and whether it can serve."""

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse

from bot.wiring import App


def register(site: FastAPI, app: App) -> None:
    """Add /healthz (the process lives) and /readyz (it can serve, or 503 with what is lacking)."""

    @site.get("/healthz", include_in_schema=False)
    async def healthz() -> PlainTextResponse:
        return PlainTextResponse("ok")

    @site.get("/readyz", include_in_schema=False)
    def readyz() -> PlainTextResponse:
        lacking = app.readiness.lacking()
        return PlainTextResponse(lacking, 503, {"Retry-After": "5"}) if lacking else PlainTextResponse("ok")
