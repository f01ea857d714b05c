"""Compresses what is sent to browsers, where there is something to compress."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

#: Who posts is sent on to a page or told a status; a page that refuses a form is sent as it is.
_ANSWERED_SHORTLY = "POST"


class Compressed(GZipMiddleware):
    """ASGI middleware that leaves the short answers to posts alone: looking at each costs more than they have bytes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == _ANSWERED_SHORTLY:
            await self.app(scope, receive, send)
            return
        await super().__call__(scope, receive, send)
