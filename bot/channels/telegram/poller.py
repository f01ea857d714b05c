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
CONFLICT_SECONDS, TOKEN_SECONDS = 30.0, 60.0
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
CONFLICT = (
    "Telegram gives the updates to someone else: another process polls with this token, or a webhook is set. "
    "Run one process of role bot or all; `anxiu telegram setup` removes a webhook that polling does not need"
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

    def __init__(self, bot: Bot, intake: Intake, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._bot = bot
        self._intake = intake
        self._sleep = sleep
        self._offset: int | None = None
        self._trouble = ""
        self._failures = 0

    async def run(self) -> None:
        """Ask and take, for ever."""
        while True:
            await self._sleep(await self.step())

    async def step(self) -> float:
        """One question and its answers; how long to wait before the next."""
        try:
            updates = await self._bot(_GetUpdates(offset=self._offset), request_timeout=HOLD_SECONDS + 15)
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

    async def _take(self, updates: list[dict[str, Any]]) -> float:
        """Take all; acknowledge up to the first that could not be stored, which comes again."""
        ended = await asyncio.gather(*[self._intake.take(update) for update in updates], return_exceptions=True)
        for update, error in zip(updates, ended, strict=True):
            if isinstance(error, BaseException):
                log.error("an update could not be stored (%s); it is asked for again", type(error).__name__)
                return FIRST_WAIT
            if isinstance(update.get("update_id"), int):
                self._offset = update["update_id"] + 1
        return 0.0

    def _note(self, trouble: str, wait: float) -> float:
        """Say it once, not with every try."""
        if trouble != self._trouble:
            log.error(trouble)
        self._trouble = trouble
        return wait
