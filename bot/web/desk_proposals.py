"""Another time for an offer, on the desk: the windows in which the firm is free, read once they are asked for."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial

from nicegui.events import GenericEventArguments

from booking.windows import Window
from booking.work import Work
from bot.dialogue.offered import is_proposed, with_offer
from bot.dialogue.proposing import free_windows
from bot.dialogue.wording import span
from bot.views.world import DatabaseWorld
from bot.web.tags import Tag
from bot.web.words import Words

#: So many times are shown; any other can be written in the chat.
SHOWN = 12
Send = Callable[[str], Awaitable[None]]
#: The windows that can be proposed for an offer.
ReadWindows = Callable[[int], Awaitable[Sequence[Window]]]


def windows_to_propose(work: Work, party: str, offer_id: int) -> Sequence[Window]:
    """What this firm can propose for an offer now; nothing once it is answered."""
    world = DatabaseWorld(work, party)
    visit = with_offer(world, offer_id)
    return free_windows(world, visit)[:SHOWN] if visit is not None and not is_proposed(visit) else ()


class TimesToPropose:
    """A fold below an offer; a tap on a time asks the resident."""

    def __init__(self, words: Words, offer_id: int, now: datetime, send: Send, read: ReadWindows) -> None:
        self._words, self._offer_id, self._now = words, offer_id, now
        self._send, self._read = send, read
        with Tag("details", classes="reasons") as fold:
            Tag("summary", words("web-propose"), "button quiet")
            Tag("p", words("web-propose-how"), "soft small")
            self._times = Tag("div", classes="actions", role="status")
        fold.on("toggle", self._toggled, js_handler="(e) => emit(e.target.open)")

    async def _toggled(self, event: GenericEventArguments) -> None:
        if not event.args:
            return
        windows = await self._read(self._offer_id)
        self._times.clear()
        with self._times:
            if not windows:
                Tag("p", self._words("web-propose-none"), "soft small")
            for window in windows:
                label = self._words.value(span(window, self._now))
                button = Tag("button", label, "button quiet", type="button")
                action = f"pw:{self._offer_id}:{int(window.start.timestamp())}"
                button.on("click", partial(self._send, action), args=[])
