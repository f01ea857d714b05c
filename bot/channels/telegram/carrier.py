"""Delivers to Telegram by python-telegram-bot, within Telegram's limits."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, LinkPreviewOptions
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.channels.telegram.limits import Limits
from bot.channels.telegram.loops import LoopThread
from bot.channels.telegram.names import telegram_chat
from bot.channels.telegram.pieces import rows, split
from bot.channels.telegram.pressing import button_data
from bot.mail.message import Body, Parcel, RefusedError, TryLaterError, UnreachableError

log = logging.getLogger(__name__)

#: How long an answer is waited for; below the lease of a message.
SECONDS = 12.0
#: A refused token is looked at again after this time, in seconds.
TOKEN_PAUSE = 60.0
#: What is sent in one go: words, or photos by their hashes.
Step = str | tuple[str, ...]
_GONE = ("chat not found", "user is deactivated", "bot was blocked", "peer_id_invalid", "chat was deleted")


@dataclass(frozen=True, slots=True)
class Line:
    """Where the Bot API server is, and as whom to speak to it."""

    token: str
    base: str

    @property
    def bot_url(self) -> str:
        """The address before the token."""
        return f"{self.base.rstrip('/')}/bot"

    @property
    def file_url(self) -> str:
        """The address before the token, of files."""
        return f"{self.base.rstrip('/')}/file/bot"


class TelegramCarrier:
    """A carrier for one bot; many threads may deliver at once."""

    def __init__(
        self,
        line: Line,
        limits: Limits,
        may_read: Callable[[Parcel], bool],
        photo: Callable[[str], bytes | None],
        seconds: float = SECONDS,
    ) -> None:
        """`may_read` says whether a chat may still be told; `photo` gives a kept photo by its hash."""
        request = HTTPXRequest(
            connection_pool_size=16,
            connect_timeout=seconds / 2,
            read_timeout=seconds,
            write_timeout=seconds,
            pool_timeout=seconds,
        )
        self._bot: ExtBot[None] = ExtBot(
            line.token, base_url=line.bot_url, base_file_url=line.file_url, request=request
        )
        self._request = request
        self._limits = limits
        self._may_read = may_read
        self._photo = photo
        self._seconds = seconds
        self._loop = LoopThread("telegram-out")
        self._sent: dict[int, int] = {}  # pieces of a message that have arrived while others have not
        self._lock = threading.Lock()

    def close(self) -> None:
        """Give the connections back."""
        self._loop.run(self._request.shutdown(), self._seconds)
        self._loop.close()

    def deliver(self, parcel: Parcel) -> None:
        """Send every piece that has not arrived yet.

        Raises TryLaterError, UnreachableError or RefusedError.
        """
        if not self._may_read(parcel):
            raise UnreachableError("no longer a member")
        chat, steps = telegram_chat(parcel.address), _steps(parcel.body)
        with self._lock:
            done = self._sent.get(parcel.id, 0)
        for number in range(done, len(steps)):
            self._send(parcel, chat, steps[number], last=number == len(steps) - 1)
            self._note(parcel.id, number + 1, len(steps))

    def _note(self, parcel_id: int, sent: int, of: int) -> None:
        with self._lock:
            if sent == of:
                self._sent.pop(parcel_id, None)
            else:
                self._sent[parcel_id] = sent

    def _send(self, parcel: Parcel, chat: int, step: Step, *, last: bool) -> None:
        wait = self._limits.take(chat, urgent=parcel.urgent)
        if wait:
            raise TryLaterError("the limits of the channel", wait, tried=False)
        try:
            self._loop.run(self._call(parcel, chat, step, last), self._seconds + 3)
        except TelegramError as error:
            raise self._meaning(error) from error
        except TimeoutError as error:
            raise self._no_answer("no answer in time") from error
        finally:
            self._limits.give_back(chat)
        self._limits.went_well()

    async def _call(self, parcel: Parcel, chat: int, step: Step, last: bool) -> None:
        if isinstance(step, str):
            await self._bot.send_message(
                chat,
                step,
                reply_markup=_keyboard(parcel) if last else None,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
            return
        found = [data for name in step if (data := self._photo(name)) is not None]
        if len(found) == 1:
            await self._bot.send_photo(chat, found[0])
        elif found:
            await self._bot.send_media_group(chat, [InputMediaPhoto(data) for data in found])

    def _meaning(self, error: TelegramError) -> Exception:
        """What the mail room is told of a refusal."""
        if isinstance(error, RetryAfter):
            wait = _seconds_of(error)
            self._limits.pause(wait)
            return TryLaterError("the channel asks to wait", wait, tried=False)
        if isinstance(error, InvalidToken):
            log.error("Telegram refuses the token: set ANXIU_TELEGRAM_TOKEN to one of @BotFather; messages wait")
            self._limits.pause(TOKEN_PAUSE)
            return TryLaterError("the token is refused", TOKEN_PAUSE, tried=False)
        if isinstance(error, Forbidden | ChatMigrated):
            return UnreachableError(error.message)
        if isinstance(error, BadRequest):
            gone = any(reason in error.message.casefold() for reason in _GONE)
            return UnreachableError(error.message) if gone else RefusedError(error.message)
        if isinstance(error, NetworkError):
            return self._no_answer(type(error).__name__)
        return TryLaterError(type(error).__name__)

    def _no_answer(self, reason: str) -> TryLaterError:
        """While the server is away for everyone, no message's attempts are used up."""
        rest = self._limits.rest()
        return TryLaterError(reason, rest, tried=False) if rest else TryLaterError(reason)


def _steps(body: Body) -> list[Step]:
    """What is sent one after the other: photos first, then the words, whose last piece has the buttons."""
    albums = [body.photos[at : at + 10] for at in range(0, len(body.photos), 10)]
    return [*albums, *split(body.text)]


def _seconds_of(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()


def _keyboard(parcel: Parcel) -> InlineKeyboardMarkup | None:
    if not parcel.body.buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(button.label, callback_data=button_data(parcel.id, place)) for place, button in row]
            for row in rows(parcel.body.buttons)
        ]
    )
