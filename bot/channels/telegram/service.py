"""Telegram put together for one process: what takes updates in, and what delivers."""

import asyncio
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.utils.token import TokenValidationError
from sqlmodel import Session
from uvicorn.loops.auto import auto_loop_factory

from booking.terms import Role
from bot.channels.telegram.carrier import Line, TelegramCarrier
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.known_photos import KnownPhotos
from bot.channels.telegram.limits import Limits
from bot.channels.telegram.members import speaker_at
from bot.channels.telegram.names import CHANNEL, telegram_chat
from bot.channels.telegram.poller import Poller
from bot.channels.telegram.pump import Pump
from bot.mail.courier import Courier
from bot.mail.message import Parcel
from bot.running.standby import Standby
from bot.secrets import derive
from bot.settings import Settings
from bot.storage.duties import duty_of
from bot.wiring import App

log = logging.getLogger(__name__)

_SHAPELESS = "ANXIU_TELEGRAM_TOKEN is no bot token such as 123456:ABC...: copy the one that @BotFather shows"


class BadTokenError(ValueError):
    """The token has not the shape of one; the operator's to correct."""


def make_bot(settings: Settings) -> Bot:
    """The aiogram bot at the configured server. Raises BadTokenError."""
    server = TelegramAPIServer.from_base(settings.telegram_api_url.rstrip("/"))
    try:
        return Bot(settings.telegram_token.get_secret_value(), session=AiohttpSession(api=server))
    except TokenValidationError:
        raise BadTokenError(_SHAPELESS) from None


def webhook_secret(settings: Settings, secret: bytes) -> str:
    """What the server must show at the webhook."""
    return settings.telegram_webhook_secret.get_secret_value() or derive(secret, "telegram webhook").hex()


def leave_to_others(app: App) -> None:
    """What is queued for Telegram is delivered by another process."""
    app.courier.on_queued(CHANNEL, lambda _chat: None)


def make_intake(app: App) -> Intake:
    """What takes updates in; for the event loop that uses it."""
    return Intake(app, make_bot(app.settings), app.settings.threads)


class Delivery:
    """Delivers what the outbox holds for Telegram; one at a time in an installation."""

    def __init__(self, app: App, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        settings = app.settings
        line = Line(settings.telegram_token.get_secret_value(), settings.telegram_api_url)
        self._carrier = TelegramCarrier(
            line,
            self._limits,
            lambda parcel: _may_read(app, parcel),
            app.photos.read,
            known=KnownPhotos(app.database, line.token),
        )
        courier = Courier(
            app.database, {CHANNEL: self._carrier}, app.clock.now, app.unreached, pass_on=app.courier.pass_on
        )
        self._app = app
        self._courier = courier
        self.pump = self._make_pump()

    def _make_pump(self) -> Pump:
        pump = Pump(self._courier, self._limits, self._app.settings.outbox_seconds)
        self._app.courier.on_queued(CHANNEL, pump.wake)
        return pump

    def start(self) -> None:
        """Begin, or begin again."""
        if self.pump.stopped:
            self.pump = self._make_pump()
        self.pump.start()

    def rest(self) -> None:
        """End after what is under way, and leave the rest to others; it may begin again."""
        self.pump.stop()
        leave_to_others(self._app)

    def stop(self) -> None:
        """End for good."""
        if not self.pump.stopped:
            self.rest()
        self._carrier.close()


class Telegram:
    """Delivers, and asks for messages where none are brought; for the one process that has the duty."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._delivery = Delivery(app)
        leave_to_others(app)
        bot_id = app.settings.telegram_token.get_secret_value().partition(":")[0]
        self._standby = Standby(duty_of(app.database.engine, f"telegram-{bot_id}", app.settings.data_dir), self._begin)

    def start(self) -> None:
        """Begin, or stand by while another process has the duty."""
        self._standby.start()

    def stop(self) -> None:
        """End after what is under way, and let another process take over."""
        self._standby.stop()
        self._delivery.stop()

    def _begin(self) -> Callable[[], None]:
        polling = Polling(self._app) if self._app.settings.telegram_mode == "polling" else None
        log.info("Telegram is in the hands of this process")
        self._delivery.start()
        if polling is not None:
            polling.start()

        def end() -> None:
            if polling is not None:
                polling.stop()
            self._delivery.rest()
            log.info("Telegram is left to another process")

        return end


def _may_read(app: App, parcel: Parcel) -> bool:
    """Whether a chat may still be told what is for this party; whoever was removed may not."""
    if parcel.party.startswith(f"{Role.RESIDENT}:"):
        return True

    def find(session: Session) -> bool:
        return speaker_at(session, telegram_chat(parcel.address), parcel.party) is not None

    return app.database.read(find)


@dataclass(slots=True)
class _Running:
    loop: asyncio.AbstractEventLoop
    task: "asyncio.Task[None]"


class Polling:
    """The poller in a thread of its own."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._bot = make_bot(app.settings)
        self._running: _Running | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="telegram-poller", daemon=True)

    def start(self) -> None:
        """Begin to ask."""
        self._thread.start()
        self._ready.wait()

    def stop(self) -> None:
        """End after the updates under way; what was not stored is asked for again at the next start."""
        if self._running is not None:
            self._running.loop.call_soon_threadsafe(self._running.task.cancel)
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
            runner.run(self._poll())

    async def _poll(self) -> None:
        intake = Intake(self._app, self._bot, self._app.settings.threads)
        poller = Poller(self._bot, intake)
        task = asyncio.ensure_future(poller.run())
        self._running = _Running(asyncio.get_running_loop(), task)
        self._ready.set()
        try:
            await task
        except asyncio.CancelledError:
            log.info("Telegram is not asked any more")
        except Exception:
            log.exception("the poller ended; start the process again")
        finally:
            await poller.finish()
            await intake.close()
