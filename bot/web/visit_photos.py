"""The desk's picker for photos of finished work: one for the page, opened by the button of a visit."""

from collections.abc import Awaitable, Callable
from functools import partial

from nicegui import ui
from nicegui.events import MultiUploadEventArguments

from bot.web.files import PHOTOS, file_picker, picks, read_files
from bot.web.tags import Tag
from bot.web.words import Words


class VisitPhotos:
    """Remembers whose button opened the picker; cards may be drawn anew meanwhile."""

    def __init__(self, words: Words, take: Callable[[str, list[bytes]], Awaitable[None]]) -> None:
        """`take` is given the action of the button and the files."""
        self._words = words
        self._take = take
        self._action = ""
        self._upload = file_picker(self._on_files, self._on_rejected, accept=PHOTOS)

    def opens(self, button: Tag, action: str) -> None:
        """Make a button open the picker for the visit that its action names."""
        handler = f"() => {{ {picks(self._upload)}; emit(); }}"
        button.on("click", partial(self._remember, action), args=[], js_handler=handler)

    def _remember(self, action: str) -> None:
        self._action = action

    async def _on_files(self, event: MultiUploadEventArguments) -> None:
        files = await read_files(event)
        await self._take(self._action, files)

    async def _on_rejected(self) -> None:
        ui.notify(self._words("web-files-rejected"), position="top", classes="toast toast-bad", timeout=8000)
