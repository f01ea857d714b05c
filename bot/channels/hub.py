"""Delivers within this process: to open pages and terminals, which listen by chat address."""

import threading
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from bot.mail.message import Parcel

Listener = Callable[[Parcel], None]
Look = Callable[[], None]
T = TypeVar("T")


class Hub:
    """A carrier whose readers come and go; a message nobody listens for stays in the chat's history."""

    def __init__(self) -> None:
        self._listeners: dict[tuple[str, str], list[Listener]] = defaultdict(list)
        self._looks: dict[tuple[str, str], list[Look]] = defaultdict(list)
        self._lock = threading.Lock()

    def listen(self, channel: str, address: str, listener: Listener) -> Callable[[], None]:
        """Call `listener` for every parcel to this address, from the delivering thread; returns how to stop."""
        return self._add(self._listeners, (channel, address), listener)

    def watch(self, channel: str, address: str, look: Look) -> Callable[[], None]:
        """Call `look` when something came to this address, here or in another process; returns how to stop."""
        return self._add(self._looks, (channel, address), look)

    def _add(self, where: dict[tuple[str, str], list[T]], key: tuple[str, str], one: T) -> Callable[[], None]:
        with self._lock:
            where[key].append(one)

        def stop() -> None:
            with self._lock:
                left = where.get(key, [])
                if one in left:
                    left.remove(one)
                if not left:
                    where.pop(key, None)

        return stop

    def is_watched(self, channel: str) -> bool:
        """Whether anybody looks at this channel in this process."""
        with self._lock:
            return any(watched == channel for watched, _ in self._looks)

    def ring(self, channel: str, address: str) -> None:
        """Something came to this address: who watches looks."""
        with self._lock:
            found = [*self._looks.get((channel, address), ())]
        for look in found:
            look()

    def ring_all(self) -> None:
        """Something may have come to any address."""
        with self._lock:
            found = [look for looks in self._looks.values() for look in looks]
        for look in found:
            look()

    def deliver(self, parcel: Parcel) -> None:
        """Hand the parcel to whoever listens; everyone's, where someone listens for the whole channel."""
        with self._lock:
            found = [
                *self._listeners.get((parcel.channel, parcel.address), ()),
                *self._listeners.get((parcel.channel, "*"), ()),
            ]
        for listener in found:
            listener(parcel)
        self.ring(parcel.channel, parcel.address)
