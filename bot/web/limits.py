"""Refuses requests whose body is larger than any photo we take, before it is stored anywhere."""

import re

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.media.photos import LARGEST
from bot.media.uploads import MOST_BYTES

#: A photo and the form around it, in bytes; and as many as are taken at once, where the pages send them.
MOST = LARGEST + 64 * 1024
MOST_AT_ONCE = MOST_BYTES + 64 * 1024
_TOO_LARGE = PlainTextResponse("too large", 413)
_ALBUMS = re.compile(r"/_nicegui/client/[^/]+/upload/\d+|/plain/photo")


class BodyTooLargeError(Exception):
    """The body went on beyond the limit; whoever reads it must stop."""


class LimitedBodies:
    """ASGI middleware: 413 for a body that is announced as too large; a longer one is cut off while it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        most = MOST_AT_ONCE if _ALBUMS.fullmatch(scope["path"]) else MOST
        if not announced.isdigit() or int(announced) > most:
            await _TOO_LARGE(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise BodyTooLargeError
            return message

        try:
            await self._app(scope, counted, send)
        except BodyTooLargeError:
            await _TOO_LARGE(scope, receive, send)
