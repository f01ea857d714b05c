"""getUpdates: waits for updates, one caller at a time."""

import asyncio

from tests.telegram.bot_api.errors import conflict, unauthorized
from tests.telegram.bot_api.methods.registry import Call
from tests.telegram.bot_api.methods.webhooks import take_allowed
from tests.telegram.bot_api.params import Json

PARAMETERS = frozenset({"offset", "limit", "timeout", "allowed_updates"})
_LONGEST = 50


class Polling:
    """The long polling of one bot. Lives in the loop of the server."""

    def __init__(self) -> None:
        self.news = asyncio.Event()
        self.waiting = 0
        self._turn = 0

    async def get(self, call: Call) -> list[Json]:
        """The next updates, or none when the timeout of the call (seconds) is over."""
        self._turn += 1
        turn = self._turn
        self.news.set()
        with call.world.lock:
            if call.bot.webhook:
                raise conflict(
                    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
                )
            take_allowed(call)
        offset = call.params.number("offset")
        loop = asyncio.get_running_loop()
        ends = loop.time() + min(max(call.params.number("timeout"), 0), _LONGEST)
        while True:
            self.news.clear()
            if found := self._look(call, turn, offset):
                return found
            offset = max(offset, 0)
            if (left := ends - loop.time()) <= 0:
                return []
            self.waiting += 1
            try:
                await asyncio.wait_for(self.news.wait(), left)
            except TimeoutError:
                continue
            finally:
                self.waiting -= 1

    def _look(self, call: Call, turn: int, offset: int) -> list[Json]:
        with call.world.lock:
            if turn != self._turn:
                raise conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running"
                )
            if call.bot.revoked:
                raise unauthorized()
            if call.bot.webhook:
                raise conflict("terminated by setWebhook request")
            limit = min(max(call.params.number("limit", 100), 1), 100)
            return [update.body for update in call.bot.queue.batch(offset, limit)]
