"""Sets a bot up at the Bot API server, and looks at what is set there."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.types import User, WebhookInfo

from booking.terms import SHANGHAI
from bot.channels.telegram.menus import languages, set_menus
from bot.channels.telegram.poller import REFUSED, WANTED
from bot.channels.telegram.service import BadTokenError, make_bot
from bot.channels.telegram.webhook import PATH
from bot.settings import Settings
from locales.texts import Texts

#: How long the whole conversation with the server may take.
SECONDS = 15.0


class SetupError(Exception):
    """Telegram could not be asked; says whose fault it is and what to do."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is set at the server."""

    name: str
    webhook: str
    pending: int
    error: str


def webhook_url(settings: Settings) -> str:
    """Where updates are brought to. Raises SetupError where there is no such address."""
    if not settings.public_url.startswith("https://") and settings.telegram_api_url.startswith("https://api.telegram"):
        raise SetupError("a webhook needs ANXIU_PUBLIC_URL with https://; or set ANXIU_TELEGRAM_MODE=polling")
    if not settings.public_url:
        raise SetupError("a webhook needs ANXIU_PUBLIC_URL; or set ANXIU_TELEGRAM_MODE=polling")
    return settings.public_url.rstrip("/") + PATH


def look(settings: Settings) -> Found:
    """What is set at the server. Raises SetupError."""
    return _ask(settings, _look)


def set_up(settings: Settings, texts: Texts, secret: str) -> Found:
    """Set webhook or polling, menus and descriptions; what is set then. May be repeated. Raises SetupError."""
    url = webhook_url(settings) if settings.telegram_mode == "webhook" else ""

    async def work(bot: Bot) -> Found:
        if url:
            await bot.set_webhook(url, secret_token=secret, allowed_updates=list(WANTED), max_connections=40)
        else:
            await bot.delete_webhook()
        await set_menus(bot, texts)
        for lang, code in languages():
            await bot.set_my_description(texts.say(lang, "telegram-description"), code)
            await bot.set_my_short_description(texts.say(lang, "telegram-about"), code)
        return await _look(bot)

    return _ask(settings, work)


def faults(settings: Settings, found: Found) -> Iterator[str]:
    """What of it does not fit the settings, with what to do."""
    wanted = settings.public_url.rstrip("/") + PATH if settings.telegram_mode == "webhook" else ""
    if found.webhook != wanted:
        detail = f"the webhook is {found.webhook or 'not set'} and should be {wanted or 'none'}"
        yield f"{detail}: run `anxiu telegram setup`"
    if settings.telegram_bot and settings.telegram_bot.casefold() != found.name.casefold():
        yield f"the token is that of @{found.name}: set ANXIU_TELEGRAM_BOT={found.name}"
    if found.error:
        yield f"Telegram could not bring updates: {found.error}"


async def _look(bot: Bot) -> Found:
    me: User = await bot.get_me()
    info: WebhookInfo = await bot.get_webhook_info()
    return Found(me.username or str(me.id), info.url, info.pending_update_count, _error(info))


def _error(info: WebhookInfo) -> str:
    if not info.last_error_message:
        return ""
    at = info.last_error_date
    when = f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M} " if isinstance(at, datetime) else ""
    return f"{when}{info.last_error_message}"


def _ask(settings: Settings, work: Callable[[Bot], Awaitable[Found]]) -> Found:
    async def ask() -> Found:
        bot = make_bot(settings)
        try:
            return await asyncio.wait_for(work(bot), SECONDS)
        finally:
            await bot.session.close()

    try:
        return asyncio.run(ask())
    except BadTokenError as error:
        raise SetupError(str(error)) from None
    except (TelegramUnauthorizedError, TelegramNotFound):
        raise SetupError(REFUSED) from None
    except (AiogramError, OSError, TimeoutError) as error:
        reason = f"{settings.telegram_api_url} gives no good answer ({type(error).__name__}: {error})"
        raise SetupError(f"{reason}: check the network and ANXIU_TELEGRAM_API_URL") from None
