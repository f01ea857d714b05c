"""The foot of the chat: photo button, text field, send button. The script in chat.js keeps what is typed."""

from collections.abc import Awaitable, Callable

from nicegui import ui
from nicegui.events import MultiUploadEventArguments

from bot.web.files import PHOTOS, file_picker, picks
from bot.web.tags import Tag
from bot.web.words import Words


def composer(
    words: Words,
    on_files: Callable[[MultiUploadEventArguments], Awaitable[None]],
    on_rejected: Callable[[], Awaitable[None]],
) -> None:
    """Build the row. Typed words arrive as the page event `anxiu-say` with id and text."""
    upload = file_picker(on_files, on_rejected, accept=f"{PHOTOS},audio/*")
    with Tag("div", classes="composer", role="group", aria_label=words("web-composer")):
        photo = Tag("button", classes="icon-button", type="button", aria_label=words("web-photo"))
        photo.set("title", words("web-photo"))
        photo.on("click", js_handler=f"() => {picks(upload)}")
        with photo:
            ui.html(_CAMERA, sanitize=False)
        Tag("label", words("web-say"), "sr-only", for_="say")
        Tag(
            "textarea",
            id="say",
            rows="1",
            maxlength="2000",
            placeholder=words("web-say-hint"),
            enterkeyhint="send",
            autocomplete="off",
        )
        with Tag("button", classes="send", type="button", id="send", aria_label=words("web-send")):
            ui.html(_PLANE, sanitize=False)
            Tag("span", words("web-send"), "send-word")


_CAMERA = (
    '<svg viewBox="0 0 24 24" width="26" height="26" fill="none" stroke="currentColor" stroke-width="1.8" '
    'stroke-linejoin="round" aria-hidden="true"><path d="M4 8h3l2-3h6l2 3h3v11H4z"/><circle cx="12" cy="13" r="3.4"/>'
    "</svg>"
)
_PLANE = (
    '<svg viewBox="0 0 24 24" width="22" height="22" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linejoin="round" stroke-linecap="round" aria-hidden="true"><path d="M12 19V5M5.5 11.5 12 5l6.5 6.5"/></svg>'
)
