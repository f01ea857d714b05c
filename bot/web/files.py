"""The hidden file picker of a page, and reading what it brings."""

from collections.abc import Awaitable, Callable

from nicegui import ui
from nicegui.events import MultiUploadEventArguments

from bot.media.photos import LARGEST
from bot.media.uploads import MOST_BYTES, MOST_FILES

#: Naming formats instead of image/* makes phones that keep HEIC hand over a JPEG.
PHOTOS = "image/jpeg,image/png,image/webp,image/gif"
OnFiles = Callable[[MultiUploadEventArguments], Awaitable[None]]


def file_picker(on_files: OnFiles, on_rejected: Callable[[], Awaitable[None]], *, accept: str) -> ui.upload:
    """A picker of several files at once that is opened by a button of the page."""
    upload = ui.upload(
        multiple=True,
        max_file_size=LARGEST,
        max_total_size=MOST_BYTES,
        max_files=MOST_FILES,
        on_multi_upload=on_files,
        on_rejected=on_rejected,
        auto_upload=True,
    )
    upload.props(f'accept="{accept}"').classes("hidden-upload")
    return upload


def picks(upload: ui.upload) -> str:
    """The JavaScript that opens a picker: Quasar's own method lies behind NiceGUI's component."""
    return f'runMethod({upload.id}, "pickFiles", [])'


async def read_files(event: MultiUploadEventArguments) -> list[bytes]:
    """The bytes of the files; the picker is ready for more."""
    event.sender.run_method("reset")
    return [await file.read() for file in event.files]
