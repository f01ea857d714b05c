"""A resident's chat in the terminal: type words, or the number of a button."""

import threading
from collections.abc import Callable, Iterable

from booking.terms import Role
from bot.mail.message import Button, Content, Inbound, Parcel
from bot.wiring import App

CHANNEL = "terminal"
ADDRESS = "me"


class Terminal:
    """One resident at the keyboard; answers of firms appear as they come."""

    def __init__(self, app: App, show: Callable[[str], None], session: str) -> None:
        self._app = app
        self._show = show
        self._session = session
        self._buttons: tuple[Button, ...] = ()
        self._lock = threading.Lock()
        app.hub.listen(CHANNEL, ADDRESS, self._on_parcel)

    def _on_parcel(self, parcel: Parcel) -> None:
        with self._lock:
            self._show(f"\n{parcel.body.text}")
            if parcel.body.buttons:
                self._buttons = parcel.body.buttons
                for number, button in enumerate(self._buttons, 1):
                    self._show(f"  [{number}] {button.label}")

    def run(self, lines: Iterable[str]) -> None:
        """Read lines until they end."""
        self._send(0, Content(press="start"))
        for count, line in enumerate(lines, 1):
            self._send(count, self._content(line.rstrip("\n")))

    def _content(self, line: str) -> Content:
        with self._lock:
            wanted = line.strip()
            if wanted.isdigit() and 1 <= int(wanted) <= len(self._buttons):
                return Content(press=self._buttons[int(wanted) - 1].action)
            pressed = next((b for b in self._buttons if b.label == wanted), None)
        return Content(press=pressed.action) if pressed else Content(say=line)

    def _send(self, count: int, content: Content) -> None:
        self._app.turns.receive(
            Inbound(
                CHANNEL,
                f"{self._session}-{count}",
                ADDRESS,
                Role.RESIDENT,
                f"resident:{CHANNEL}-{ADDRESS}",
                content,
            )
        )
