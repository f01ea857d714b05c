"""Fetches the files of messages; one that cannot be fetched is answered like a photo that did not arrive whole."""

import asyncio
import io
import logging

import aiohttp
from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.channels.telegram.reading import News
from bot.media.photos import LARGEST
from bot.media.pictures import Fault

log = logging.getLogger(__name__)

TRIES = 2
SECONDS = 20


class _Bounded(io.BytesIO):
    """Takes no more bytes than a photo may have, whatever was announced."""

    def write(self, data: "bytes | bytearray | memoryview", /) -> int:  # type: ignore[override]
        if self.tell() + len(data) > LARGEST + 1:
            raise OverflowError("the file is larger than it was said to be")
        return super().write(data)


class Files:
    """Fetches from the Bot API server."""

    def __init__(self, bot: Bot, seconds: float = SECONDS) -> None:
        self._bot = bot
        self._seconds = seconds

    async def fetch(self, news: News) -> bytes | Fault:
        """The bytes of a file, or the code why there are none."""
        if news.size > LARGEST:
            return Fault.LARGE
        for _ in range(TRIES):
            try:
                return await asyncio.wait_for(self._download(news.file), self._seconds)
            except OverflowError:
                return Fault.LARGE
            except (AiogramError, aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
                log.warning("a file could not be fetched: %s", type(error).__name__)
        return Fault.BROKEN

    async def _download(self, file_id: str) -> bytes:
        target = _Bounded()
        found = await self._bot.get_file(file_id)
        if found.file_path is None:
            raise ValueError("the file has no path")
        await self._bot.download_file(found.file_path, target, timeout=int(self._seconds))
        return target.getvalue()
