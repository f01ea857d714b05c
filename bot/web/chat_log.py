"""Shows the messages of a chat: bubbles, day dividers, and buttons that fade once they are behind."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from booking.terms import SHANGHAI
from bot.mail.message import Button
from bot.media.photos import is_kept
from bot.web.chat_history import Entry
from bot.web.linked_text import linked_text
from bot.web.numbers import Dialling
from bot.web.tags import Tag
from bot.web.tongues import tongue
from bot.web.words import Words, clock


class ChatLog:
    """The list of messages of one page."""

    def __init__(self, words: Words, photo_url: Callable[[str], str]) -> None:
        self._words = words
        self._photo_url = photo_url
        # a talk may have gone over from one language to the other
        self._dialling = Dialling(word for text in words.everywhere("web-calling") for word in text.split("|"))
        self._day: date | None = None
        self._told: tuple[bool, str] | None = None
        self._current: list[Tag] = []
        self._root = Tag(
            "div",
            classes="log",
            role="log",
            aria_live="polite",
            aria_label=words("web-log-label"),
            tabindex="0",
            id="log",
        )

    def add(self, entries: Iterable[Entry], now: datetime, *, live: bool) -> None:
        """Append messages. Once the person has answered, earlier buttons are shown as past.

        While the page is `live`, screen readers are told: at once of danger, else when they have finished speaking.
        """
        with self._root:
            for entry in entries:
                self._divide(entry.at, now)
                if entry.mine:
                    self._fade()
                self._bubble(entry, alert=live and entry.urgent)

    def _divide(self, at: datetime, now: datetime) -> None:
        day = at.astimezone(SHANGHAI).date()
        if day != self._day:
            self._day, self._told = day, None
            Tag("p", self._words.day(at, now), "day")

    def _fade(self) -> None:
        for chips in self._current:
            chips.classes(add="past")
        self._current.clear()

    def _bubble(self, entry: Entry, *, alert: bool) -> None:
        with Tag("div", classes="msg mine" if entry.mine else "msg bot person" if entry.by else "msg bot"):
            with Tag("div", classes="bubble", role="alert" if alert else False):
                speaker = self._words("web-you" if entry.mine else "web-bot")
                Tag("span", self._words.term("speaker", entry.by) if entry.by else speaker, "sr-only")
                if entry.voice:
                    Tag("span", self._words("web-voice-sent"))
                for photo in entry.photos:
                    self._photo(photo)
                if entry.text:
                    self._text(entry.text)
            self._time(entry)
            if entry.buttons:
                self._chips(entry.buttons)

    def _time(self, entry: Entry) -> None:
        """The time of day, seen once where one side says several things in a minute."""
        told = (entry.mine, clock(entry.at))
        classes = "sr-only" if told == self._told else "when"
        Tag("time", told[1], classes, datetime=entry.at.isoformat())
        self._told = told

    def _photo(self, photo: str) -> None:
        if is_kept(photo):
            link = self._photo_url(photo)
            with Tag("a", classes="photo-link", href=link, target="_blank", rel="noopener"):
                Tag("img", classes="photo", src=f"{link}&small=1", alt=self._words("web-photo-alt"))
        else:
            Tag("span", self._words("web-photo-none"))

    def _chips(self, buttons: Iterable[Button]) -> None:
        with Tag("div", classes="chips", role="group", aria_label=self._words("web-choices")) as chips:
            for button in buttons:
                Tag("button", button.label, "chip", type="button", data_press=button.action)
        self._current.append(chips)

    def _text(self, text: str) -> None:
        """Words with their line breaks; numbers to call become links."""
        spoken = tongue(text, self._words.lang)
        with Tag("p", classes="text", lang=spoken if spoken != self._words.lang else False):
            linked_text(self._words, text, self._dialled)

    def _dialled(self, text: str) -> None:
        for piece, dials in self._dialling.pieces(text):
            if dials:
                Tag("a", piece, "tel", href=f"tel:{piece.replace('-', '')}")
            else:
                Tag("span", piece)
