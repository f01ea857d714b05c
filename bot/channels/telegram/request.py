"""HTTP for python-telegram-bot by aiohttp, which costs a fraction of the processor time that its own way does."""

from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

#: Connections to the Bot API server at a time; more calls wait for one.
CONNECTIONS = 16
_JSON = {"Content-Type": "application/json"}


class AiohttpRequest(BaseRequest):
    """Brings calls to the Bot API server; for one event loop."""

    def __init__(self, seconds: float) -> None:
        """`seconds` is how long an answer is waited for; a connection half as long."""
        self._seconds = seconds
        self._session: aiohttp.ClientSession | None = None
        self._proxies: dict[tuple[str, str], str | None] = {}

    @property
    def read_timeout(self) -> float:
        """Seconds that an answer is waited for."""
        return self._seconds

    async def initialize(self) -> None:
        """Open the session; the first call does so too."""
        self._open()

    async def shutdown(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """The status and the body of an answer. Raises TimedOut and NetworkError."""
        try:
            async with self._open().request(method, url, proxy=self._proxy(url), **_body(request_data)) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from error  # its own words hold the address, and that the token

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            wait = aiohttp.ClientTimeout(total=self._seconds, sock_connect=self._seconds / 2)
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS), timeout=wait)
        return self._session

    def _proxy(self, url: str) -> str | None:
        """The proxy that the environment names for a server; aiohttp itself would look it up in a thread each time."""
        parts = urlsplit(url)
        server = parts.scheme, parts.hostname or ""
        if server not in self._proxies:
            self._proxies[server] = None if proxy_bypass(server[1]) else getproxies().get(server[0])
        return self._proxies[server]


def _body(request_data: RequestData | None) -> dict[str, Any]:
    """Fields as JSON; with files as a form of several parts."""
    if request_data is None:
        return {}
    if not request_data.contains_files:
        return {"data": request_data.json_payload, "headers": _JSON}
    form = aiohttp.FormData(request_data.json_parameters)
    for field, (name, content, kind) in request_data.multipart_data.items():
        form.add_field(field, content, filename=name, content_type=kind)
    return {"data": form}
