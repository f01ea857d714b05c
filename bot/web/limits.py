"""Refuses requests whose body is larger than any photo we take, before it is stored anywhere."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.photos import LARGEST

#: A photo and the form around it, in bytes.
MOST = LARGEST + 64 * 1024


class BodyTooLargeError(Exception):
    """The body went on beyond MOST; whoever reads it must stop."""


class LimitedBodies:
    """ASGI middleware: 413 for a body that is announced as too large; a longer one is cut off while it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if not announced.isdigit() or int(announced) > MOST:
            await PlainTextResponse("too large", 413)(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > MOST:
                raise BodyTooLargeError
            return message

        await self._app(scope, counted, send)
