"""Keeps an open page up to date: wakes it for every message to its address, and every few seconds anyway."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from nicegui import Client, background_tasks

from bot.channels.hub import Hub
from bot.storage.absence import log_trouble
from bot.web.session import SignedOutError

log = logging.getLogger(__name__)


class Live:
    """Calls `refresh` in the page's event loop from its first connection until the page is gone.

    The hub only hints to look, for what this process or another one delivered: what is shown comes from the
    database, so what came while nobody listened is found as well.
    """

    def __init__(
        self, hub: Hub, channel: str, address: str, refresh: Callable[[], Awaitable[None]], every: float
    ) -> None:
        self._hub = hub
        self._channel = channel
        self._address = address
        self._refresh = refresh
        self._every = every
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._stop_listening: Callable[[], None] | None = None

    def attach(self, client: Client) -> None:
        """Begin when the browser connects; end when the page is gone for good."""
        client.on_connect(lambda: self._begin(client))
        client.on_delete(self._end)

    def _begin(self, client: Client) -> None:
        if self._task is not None:
            self._wake.set()
            return
        loop = asyncio.get_running_loop()

        def look() -> None:
            with suppress(RuntimeError):  # the loop may be closed while the server stops
                loop.call_soon_threadsafe(self._wake.set)

        self._stop_listening = self._hub.watch(self._channel, self._address, look)
        self._task = background_tasks.create(self._run(client), name=f"live {self._channel}")

    def _end(self) -> None:
        if self._stop_listening is not None:
            self._stop_listening()
        if self._task is not None:
            self._task.cancel()

    async def _run(self, client: Client) -> None:
        while not client.is_deleted:
            try:
                with client:
                    await self._refresh()
            except SignedOutError:
                client.open("/logout")
                return
            except Exception as error:
                log_trouble(log, "a page could not be refreshed; the next round tries again", error)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), self._every)
            self._wake.clear()
