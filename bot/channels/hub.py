"""Delivers within this process: to open pages and terminals, which listen by chat address."""

import threading
from collections import defaultdict
from collections.abc import Callable

from bot.mail.message import Parcel

Listener = Callable[[Parcel], None]


class Hub:
    """A carrier whose readers come and go; a message nobody listens for stays in the chat's history."""

    def __init__(self) -> None:
        self._listeners: dict[tuple[str, str], list[Listener]] = defaultdict(list)
        self._lock = threading.Lock()

    def listen(self, channel: str, address: str, listener: Listener) -> Callable[[], None]:
        """Call `listener` for every parcel to this address, from the delivering thread; returns how to stop."""
        with self._lock:
            self._listeners[channel, address].append(listener)

        def stop() -> None:
            with self._lock:
                left = self._listeners.get((channel, address), [])
                if listener in left:
                    left.remove(listener)
                if not left:
                    self._listeners.pop((channel, address), None)

        return stop

    def deliver(self, parcel: Parcel) -> None:
        """Hand the parcel to whoever listens; everyone's, where someone listens for the whole channel."""
        with self._lock:
            found = [
                *self._listeners.get((parcel.channel, parcel.address), ()),
                *self._listeners.get((parcel.channel, "*"), ()),
            ]
        for listener in found:
            listener(parcel)
