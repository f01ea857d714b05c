"""The sockets of the server: listens, breaks connections, goes away and comes back at the same port."""

import asyncio
import socket
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState


class Listener:
    """One port of 127.0.0.1. All but the constructor runs in the loop of the server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._socket = self._hold(0)
        self.port: int = self._socket.getsockname()[1]
        self._server: asyncio.Server | None = None
        self._transports: dict[tuple[str, int], asyncio.Transport] = {}
        self._config = uvicorn.Config(
            app, lifespan="off", ws="none", log_config=None, access_log=False, timeout_keep_alive=75
        )

    def _hold(self, port: int) -> socket.socket:
        # A bound socket that does not listen keeps the port: nobody else gets it, and whoever connects is refused.
        # Only for a socket that says it is TCP asyncio turns off the waiting for fuller packets, 40 ms an answer.
        held = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.setblocking(False)
        held.bind(("127.0.0.1", port))
        return held

    def _protocol_class(self) -> type[HttpToolsProtocol]:
        transports = self._transports

        class Protocol(HttpToolsProtocol):
            """Notes the transport of every connection, so that it can be broken."""

            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                self.noted = transport.get_extra_info("peername")
                transports[self.noted] = transport

            def connection_lost(self, exc: Exception | None) -> None:
                transports.pop(self.noted, None)
                super().connection_lost(exc)

        return Protocol

    async def listen(self) -> None:
        """Take connections."""
        if not self._config.loaded:
            self._config.load()
        state, protocol, loop = ServerState(), self._protocol_class(), asyncio.get_running_loop()

        def make() -> Any:
            return protocol(config=self._config, server_state=state, app_state={}, _loop=loop)

        self._server = await loop.create_server(make, sock=self._socket, backlog=1024)

    async def vanish(self) -> None:
        """Break every connection and refuse new ones, until `listen`."""
        if self._server is not None:
            self._server.close()
            self._server = None
            self._socket.close()
            self._socket = self._hold(self.port)
        for transport in list(self._transports.values()):
            transport.abort()

    async def close(self) -> None:
        """Give the port back."""
        await self.vanish()
        self._socket.close()

    def abort(self, peer: tuple[str, int]) -> None:
        """Break the connection of a client."""
        if transport := self._transports.get(peer):
            transport.abort()
