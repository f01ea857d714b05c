"""Asks Telegram for updates; what was stored is acknowledged with the next question, nothing else."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod

from bot.channels.telegram.intake import Intake

log = logging.getLogger(__name__)

#: The kinds of updates that are asked for.
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
#: How long Telegram holds a question open, and how many updates it answers with.
HOLD_SECONDS, BATCH = 25, 100
#: While updates are under way others are asked for so often; at the end they have so long.
SOON_SECONDS, FINISH_SECONDS = 0.25, 10.0
CONFLICT_SECONDS, TOKEN_SECONDS = 30.0, 60.0
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
CONFLICT = (
    "Telegram gives the updates to someone else: another process polls with this token, or a webhook is set. "
    "Give each installation a bot of its own; `anxiu telegram setup` removes a webhook that polling does not need"
)
REFUSED = "Telegram refuses the token: set ANXIU_TELEGRAM_TOKEN to the one that @BotFather shows"


class _GetUpdates(TelegramMethod[list[Any]]):
    """The updates as they came, so that one of an unknown shape does not hide the others."""

    __returning__ = list[Any]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = BATCH
    timeout: int = HOLD_SECONDS
    allowed_updates: tuple[str, ...] = WANTED


class Poller:
    """One loop of questions, until it is cancelled."""

    def __init__(
        self,
        bot: Bot,
        intake: Intake,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        *,
        soon: float = SOON_SECONDS,
    ) -> None:
        """While updates are under way, others are asked for every `soon` seconds."""
        self._bot = bot
        self._intake = intake
        self._sleep = sleep
        self._soon = soon
        self._offset: int | None = None
        self._pending: dict[int, asyncio.Task[None]] = {}
        self._stored: set[int] = set()  # of those that are not acknowledged yet, because an earlier one is under way
        self._failed: set[int] = set()
        self._trouble = ""
        self._failures = 0

    async def run(self) -> None:
        """Ask and take, for ever."""
        while True:
            await self._sleep(await self.step())

    async def step(self) -> float:
        """One question and its answers; how long to wait before the next."""
        try:
            hold = 0 if self._pending else HOLD_SECONDS
            question = _GetUpdates(offset=self._offset, timeout=hold)
            updates = await self._bot(question, request_timeout=HOLD_SECONDS + 15)
        except TelegramRetryAfter as error:
            return float(error.retry_after)
        except TelegramConflictError:
            return self._note(CONFLICT, CONFLICT_SECONDS)
        except (TelegramUnauthorizedError, TelegramNotFound):
            return self._note(REFUSED, TOKEN_SECONDS)
        except (AiogramError, OSError, TimeoutError) as error:
            self._failures += 1
            wait = min(FIRST_WAIT * 2.0 ** (self._failures - 1), LONGEST_WAIT)
            return self._note(f"Telegram cannot be reached ({type(error).__name__}); it is tried again", wait)
        if self._trouble:
            log.info("Telegram answers again")
        self._trouble, self._failures = "", 0
        return await self._take([update for update in updates if isinstance(update, dict)])

    async def finish(self) -> None:
        """Wait for the updates under way, after the last question."""
        if self._pending:
            await asyncio.wait(self._pending.values(), timeout=FINISH_SECONDS)
            self._acknowledge()

    async def _take(self, updates: list[dict[str, Any]]) -> float:
        """Begin with what is new and go on asking soon, however long one of them takes.

        What is under way is not acknowledged and therefore given again and again: it is known by its number.
        """
        self._failed &= {update.get("update_id") for update in updates}  # Telegram gives up what is a day old
        for update in updates:
            number = update.get("update_id")
            if isinstance(number, int) and number not in self._pending and number not in self._stored:
                self._pending[number] = asyncio.ensure_future(self._intake.take(update))
        if self._pending:
            await asyncio.wait(self._pending.values(), timeout=self._soon)
        return self._acknowledge()

    def _acknowledge(self) -> float:
        """Up to the first that is not stored; one that could not be is taken anew when it comes again."""
        wait = 0.0
        for number, task in list(self._pending.items()):
            if not task.done():
                continue
            del self._pending[number]
            error = None if task.cancelled() else task.exception()
            if error is None and not task.cancelled():
                self._stored.add(number)
                continue
            log.error("an update could not be stored (%s); it is asked for again", type(error).__name__)
            self._failed.add(number)
            wait = FIRST_WAIT
        self._failed -= self._stored
        left = min((*self._pending, *self._failed), default=None)
        if left is not None:
            self._offset = left if self._offset is None else max(left, self._offset)
        elif self._stored:
            self._offset = max(max(self._stored) + 1, self._offset or 0)
        if self._offset is not None:
            self._stored = {number for number in self._stored if number >= self._offset}
        return wait

    def _note(self, trouble: str, wait: float) -> float:
        """Say it once, not with every try."""
        if trouble != self._trouble:
            log.error(trouble)
        self._trouble = trouble
        return wait
