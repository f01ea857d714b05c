"""Keeps the outbox of Telegram flowing: at once when something is queued, and again when something falls due."""

import logging
import threading
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from bot.channels.telegram.limits import Limits
from bot.mail.courier import Courier
from bot.storage.absence import log_trouble

log = logging.getLogger(__name__)

#: How often rows that fell due are looked for, and how many threads deliver.
EVERY_SECONDS = 0.2
THREADS = 8
#: The shortest time between two rounds while more waits than may leave, in seconds.
SOONEST = 0.03
#: Before the next round where one failed, in seconds.
AFTER_TROUBLE = 0.5
#: Chats that are looked at in one round; no more could be delivered to in a second.
ROUND = 40


class Pump:
    """Delivers the most urgent chats first; any chat is in the hands of one thread at a time."""

    def __init__(self, courier: Courier, limits: Limits, every: float = EVERY_SECONDS) -> None:
        """Rows that fell due, and messages that no bell told of, are looked for every so many seconds."""
        self._courier = courier
        self._every = every
        self._limits = limits
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="telegram-out")
        self._woken: set[int] = set()
        self._again: set[int] = set()  # woken while they were in hand
        self._busy: dict[int, Future[None]] = {}
        self._looked = 0.0
        self._backlog = False
        self._bell = threading.Condition()
        self._stopping = False
        self._thread: threading.Thread | None = None

    def wake(self, chat_id: int) -> None:
        """Something was queued for this chat: it leaves at once where nothing more urgent waits for room."""
        with self._bell:
            if chat_id in self._busy:
                self._again.add(chat_id)
            elif self._has_room():
                self._hand_out(chat_id)
            else:
                self._woken.add(chat_id)
                self._bell.notify()

    def start(self) -> None:
        """Begin, in a thread of its own."""
        self._courier.rest(resting=False)
        self._thread = threading.Thread(target=self._run, name="telegram-pump", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after the deliveries under way; what is left waits in the database."""
        self._courier.rest()
        with self._bell:
            self._stopping = True
            self._bell.notify()
        if self._thread is not None:
            self._thread.join()
        self._pool.shutdown(wait=True)

    @property
    def stopped(self) -> bool:
        """Whether it ended; another one has to take its place."""
        return self._stopping

    def flow(self) -> int:
        """One round to its end, for who has no thread to wait in; how many chats were looked at."""
        started = self._round((), look=True)
        for one in list(self._busy.values()):
            one.result()
        return started

    def _run(self) -> None:
        while not self._stopping:
            with self._bell:
                if not self._woken:
                    self._bell.wait(self._pause())
                woken, self._woken = self._woken, set()
            try:
                self._round(woken, look=not woken or self._backlog or time.monotonic() - self._looked > self._every)
            except Exception as error:
                log_trouble(log, "messages could not be looked for; the next round tries again", error)
                threading.Event().wait(AFTER_TROUBLE)

    def _pause(self) -> float:
        """While more waits than may leave, the next round comes with the next room."""
        return min(max(self._limits.room_in(), SOONEST), self._every) if self._backlog else self._every

    def _round(self, woken: Iterable[int], *, look: bool) -> int:
        """Hand out what can leave now, the most urgent first; whoever was woken besides is due as well.

        Nothing is looked for while all that is due was in hand a moment ago: then only what was woken is new.
        """
        if self._limits.paused_for():
            return 0
        room = min(ROUND - len(self._busy), self._limits.room())
        due: Sequence[int] = ()
        if look:
            due = self._courier.due(room + len(self._busy)) if room > 0 else ()
            self._looked, self._backlog = time.monotonic(), room <= 0 or len(due) >= room
        wanted = [chat for chat in dict.fromkeys([*due, *woken]) if chat not in self._busy]
        chosen = wanted[: max(room, 0)]
        self._backlog = self._backlog or len(chosen) < len(wanted)
        with self._bell:
            for chat in chosen:
                if chat not in self._busy:
                    self._hand_out(chat)
        return len(chosen)

    def _has_room(self) -> bool:
        if self._thread is None or self._stopping or self._backlog or self._limits.paused_for():
            return False
        return len(self._busy) < min(ROUND, self._limits.room())

    def _hand_out(self, chat: int) -> None:
        self._busy[chat] = self._pool.submit(self._deliver, chat)

    def _deliver(self, chat: int) -> None:
        more = True
        while more:
            try:
                self._courier.deliver_waiting(chat)
            except Exception as error:
                log_trouble(log, "a chat could not be delivered to; the next round tries again", error)
            with self._bell:
                more = chat in self._again
                self._again.discard(chat)
                if not more:
                    self._busy.pop(chat, None)
