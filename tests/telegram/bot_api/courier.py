"""Brings updates to a webhook: in order within a chat, several chats at once, again until they are taken."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp

from tests.telegram.bot_api.queue import Update, Webhook
from tests.telegram.bot_api.world import Bot, World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
#: Given the content type and the body with which a webhook answered.
Reply = Callable[[Bot, str, bytes], Awaitable[None]]


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
        connector = aiohttp.TCPConnector(limit=0)
        try:
            async with aiohttp.ClientSession(connector=connector) as client:
                while True:
                    self.news.clear()
                    self._start_all(client)
                    await self.news.wait()
        finally:
            for task in self._tasks:
                task.cancel()

    def _start_all(self, client: aiohttp.ClientSession) -> None:
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

    async def _deliver(self, client: aiohttp.ClientSession, hook: Webhook, update: Update) -> None:
        wrong, kind, answer = await self._post(client, hook, update)
        with self._world.lock:
            if wrong:
                hook.last_error, hook.last_error_at = wrong, self._world.now()
            else:
                self._bot.queue.confirm(update)
            self._world.changed.notify_all()
        if wrong:
            await asyncio.sleep(self._patience.pause)
        elif answer:
            with contextlib.suppress(Exception):  # what goes wrong there is in the server's own list
                await self._reply(self._bot, kind, answer)
        self._busy.discard(update.lane)
        self.news.set()

    async def _post(self, client: aiohttp.ClientSession, hook: Webhook, update: Update) -> tuple[str, str, bytes]:
        """What went wrong (nothing: empty), and with which type of content and what the webhook answered."""
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        timeout = aiohttp.ClientTimeout(self._patience.timeout)
        try:
            async with client.post(hook.url, json=update.body, headers=headers, timeout=timeout) as response:
                answer = await response.read()
        except TimeoutError:
            return "Read timeout expired", "", b""
        except aiohttp.ClientConnectorError:
            return "Connection refused", "", b""
        except aiohttp.ClientError:
            return "Connection closed", "", b""
        if not 200 <= response.status < 300:
            return f"Wrong response from the webhook: {response.status} {response.reason}", "", b""
        return "", response.headers.get("Content-Type", ""), answer
