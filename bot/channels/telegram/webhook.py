"""The address that Telegram brings updates to: who does not show the secret is refused before a byte is read."""

import hmac
import json
import logging
from typing import Protocol

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

log = logging.getLogger(__name__)

PATH = "/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_BYTES = 1024 * 1024


class Takes(Protocol):
    """Takes updates."""

    async def take(self, raw: object) -> None:
        """Store an update and answer it. Raises where it could not be stored."""


def register(site: FastAPI, intake: Takes, secret: str) -> None:
    """Add the address."""

    async def take(request: Request) -> Response:
        shown = request.headers.get(HEADER, "")
        if not hmac.compare_digest(shown.encode(), secret.encode()):
            return Response(status_code=401)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            log.warning("the webhook was brought something that is no JSON; it was left out")
            return Response(status_code=200)
        try:
            await intake.take(update)
        except Exception as error:
            log.error("an update could not be stored (%s); Telegram brings it again", type(error).__name__)
            return Response(status_code=503)
        return Response(status_code=200)

    site.add_route(PATH, take, ["POST"])


async def _body(request: Request) -> bytes | None:
    """The body, or None where it is too large."""
    announced = request.headers.get("content-length", "0")
    if not announced.isdigit() or int(announced) > MOST_BYTES:
        return None
    read = bytearray()
    async for part in request.stream():
        read += part
        if len(read) > MOST_BYTES:
            return None
    return bytes(read)
