"""Delivers to Telegram by python-telegram-bot, within Telegram's limits."""

import logging
import threading
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.channels.telegram.limits import Limits
from bot.channels.telegram.loops import LoopThread
from bot.channels.telegram.names import telegram_chat
from bot.channels.telegram.pieces import split
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.sender import Known, Media, Nothing, is_gone, send_photos, send_text, show_closed
from bot.mail import outbox
from bot.mail.message import Parcel, RefusedError, Shown, TryLaterError, UnreachableError

log = logging.getLogger(__name__)

T = TypeVar("T")

#: How long an answer is waited for, and how much longer a call may take in all.
SECONDS, BESIDE = 12.0, 3.0
#: A refused token is looked at again after this time, in seconds.
TOKEN_PAUSE = 60.0
#: After which a photo that Telegram did not know any more is brought again, in seconds.
AGAIN = 1.0
#: What is sent in one go: words, photos by their hashes, or the change of an earlier message.
Step = str | tuple[str, ...] | Shown


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
        *,
        known: Known | None = None,
    ) -> None:
        """`may_read` says whether a chat may still be told; `photo` gives a kept photo by its hash."""
        request = AiohttpRequest(seconds)
        self._bot: ExtBot[None] = ExtBot(
            line.token, base_url=line.bot_url, base_file_url=line.file_url, request=request, get_updates_request=request
        )
        self._request = request
        self._limits = limits
        self._may_read = may_read
        self._photo = photo
        self._known = known or Nothing()
        self._seconds = seconds
        #: so late a piece may begin, and end before the lease of its message does
        self._room = outbox.CARRYING.total_seconds() - seconds - BESIDE
        self._loop = LoopThread("telegram-out")
        self._sent: dict[int, int] = {}  # pieces of a message that have arrived while others have not
        self._lock = threading.Lock()

    def close(self) -> None:
        """Give the connections back."""
        self._loop.run(self._request.shutdown(), self._seconds)
        self._loop.close()

    def deliver(self, parcel: Parcel) -> str | None:
        """Send every piece that has not arrived yet; what Telegram calls the one with the buttons.

        Raises TryLaterError, UnreachableError or RefusedError.
        """
        if not self._may_read(parcel):
            raise UnreachableError("no longer a member")
        chat, steps, began = telegram_chat(parcel.address), _steps(parcel), time.monotonic()
        with self._lock:
            done = self._sent.get(parcel.id, 0)
        known_as: str | None = None
        for number in range(done, len(steps)):
            if number > done and time.monotonic() - began > self._room:
                raise TryLaterError("the rest follows", 0.0, tried=False)
            known_as = self._send(parcel, chat, steps[number], last=number == len(steps) - 1)
            self._note(parcel.id, number + 1, len(steps))
        return known_as

    def _note(self, parcel_id: int, sent: int, of: int) -> None:
        with self._lock:
            if sent == of:
                self._sent.pop(parcel_id, None)
            else:
                self._sent[parcel_id] = sent

    def _send(self, parcel: Parcel, chat: int, step: Step, *, last: bool) -> str | None:
        weight = len(step) if isinstance(step, tuple) else 1
        wait = self._limits.take(chat, weight=weight)
        if wait:
            raise TryLaterError("the limits of the channel", wait, tried=False)
        try:
            known_as = self._call(parcel, chat, step, last)
        except TelegramError as error:
            raise self._meaning(error) from error
        except TimeoutError as error:
            raise self._no_answer("no answer in time") from error
        finally:
            self._limits.give_back(chat, weight=weight)
        self._limits.went_well()
        return known_as

    def _call(self, parcel: Parcel, chat: int, step: Step, last: bool) -> str | None:
        match step:
            case str():
                return self._run(send_text(self._bot, chat, step, parcel if last else None))
            case Shown():
                return self._run(show_closed(self._bot, chat, step, parcel.body.text))
            case _:
                self._send_photos(chat, step)
                return None

    def _send_photos(self, chat: int, hashes: tuple[str, ...]) -> None:
        """Photos that Telegram has are named, others brought; one that it does not know any more is brought next."""
        known = self._known.find(hashes)
        media: list[Media] = []
        for name in hashes:
            what = known.get(name) or self._photo(name)
            if what is not None:
                media.append((name, what))
        if not media:
            return
        try:
            names = self._run(send_photos(self._bot, chat, media))
        except BadRequest as error:
            if not known or is_gone(error):
                raise
            log.info("Telegram does not know a photo any more (%s); it is brought again", error.message)
            self._known.forget(tuple(known))
            raise TryLaterError("a photo is brought again", AGAIN, tried=False) from error
        self._known.keep({name: called for name, called in names.items() if known.get(name) is None})

    def _run(self, call: Coroutine[Any, Any, T]) -> T:
        return self._loop.run(call, self._seconds + BESIDE)

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
            return UnreachableError(error.message) if is_gone(error) else RefusedError(error.message)
        if isinstance(error, NetworkError):
            return self._no_answer(type(error).__name__)
        return TryLaterError(type(error).__name__)

    def _no_answer(self, reason: str) -> TryLaterError:
        """While the server is away for everyone, no message's attempts are used up."""
        rest = self._limits.rest()
        return TryLaterError(reason, rest, tried=False) if rest else TryLaterError(reason)


def _steps(parcel: Parcel) -> list[Step]:
    """What is sent one after the other: photos first, then the words, whose last piece has the buttons."""
    if parcel.closes is not None:
        return [parcel.closes] if parcel.closes.known_as else []
    body = parcel.body
    albums = [body.photos[at : at + 10] for at in range(0, len(body.photos), 10)]
    return [*albums, *split(body.text)]


def _seconds_of(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()
