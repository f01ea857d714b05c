"""Who goes to a visit instead: a dialog over the desk with those who can do it and are free then."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from nicegui import ui

from bot.dialogue.assigning import choices_of
from bot.dialogue.views import CrewView, RequestView
from bot.web.tags import Tag
from bot.web.words import Words

Send = Callable[[str], Awaitable[None]]


class TechnicianForm:
    """A dialog over the desk; a tap sends that technician."""

    def __init__(self, words: Words, visit: RequestView, crew: Sequence[CrewView], send: Send) -> None:
        self._send = send
        with (
            ui.dialog().props("aria-labelledby=technician-title") as self._dialog,
            Tag("div", classes="sheet"),
        ):
            Tag("h2", words("web-technician-title", number=visit.number), id="technician-title")
            offered = choices_of(visit, crew)
            Tag("p", words("web-technician-how" if offered else "web-technician-none"), "soft small")
            with Tag("div", classes="actions"):
                for choice in offered:
                    button = Tag("button", words(choice.key, **choice.args), "button quiet", type="button")
                    button.on("click", partial(self._choose, choice.action), args=[])
                close = Tag("button", words("button-keep-technician"), "button primary", type="button")
                close.on("click", self._dialog.close, args=[])

    def open(self) -> None:
        """Show it."""
        self._dialog.open()

    async def _choose(self, action: str) -> None:
        self._dialog.close()
        await self._send(action)
