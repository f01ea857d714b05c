"""Brings updates to a webhook: in order within a chat, several chats at once, again until they are taken."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx

from tests.telegram.bot_api.queue import Update, Webhook
from tests.telegram.bot_api.world import Bot, World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
Reply = Callable[[Bot, httpx.Response], Awaitable[None]]


@dataclass
class Patience:
    """How long a webhook may take, and the pause before the next try; in seconds of real time."""

    timeout: float = 10.0
    pause: float = 0.05


class Courier:
    """The deliveries of one bot. Lives in the loop of the server."""

    def __init__(self, world: World, bot: Bot, patience: Patience, reply: Reply) -> None:
        self.news = asyncio.Event()
        self._world = world
        self._bot = bot
        self._patience = patience
        self._reply = reply
        self._busy: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=100)
        try:
            async with httpx.AsyncClient(limits=limits, trust_env=False) as client:
                while True:
                    self.news.clear()
                    self._start_all(client)
                    await self.news.wait()
        finally:
            for task in self._tasks:
                task.cancel()

    def _start_all(self, client: httpx.AsyncClient) -> None:
        with self._world.lock:
            hook = self._bot.webhook
            while hook and not self._bot.revoked and len(self._busy) < hook.max_connections:
                update = self._bot.queue.next_outside(self._busy)
                if update is None:
                    return
                self._busy.add(update.lane)
                task = asyncio.create_task(self._deliver(client, hook, update))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _deliver(self, client: httpx.AsyncClient, hook: Webhook, update: Update) -> None:
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        response: httpx.Response | None = None
        try:
            response = await client.post(hook.url, json=update.body, headers=headers, timeout=self._patience.timeout)
            wrong = "" if response.is_success else f"Wrong response from the webhook: {response.status_code}"
            wrong = f"{wrong} {response.reason_phrase}" if wrong else ""
        except httpx.TimeoutException:
            wrong = "Read timeout expired"
        except httpx.HTTPError as error:
            wrong = "Connection refused" if isinstance(error, httpx.ConnectError) else "Connection closed"
        with self._world.lock:
            if wrong:
                hook.last_error, hook.last_error_at = wrong, self._world.now()
            else:
                self._bot.queue.confirm(update)
            self._world.changed.notify_all()
        if wrong:
            await asyncio.sleep(self._patience.pause)
        elif response is not None and response.content:
            with contextlib.suppress(Exception):  # what goes wrong there is in the server's own list
                await self._reply(self._bot, response)
        self._busy.discard(update.lane)
        self.news.set()
