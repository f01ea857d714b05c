"""The alerts that nobody has acknowledged yet."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial

from booking.terms import CITY
from bot.web.tags import Tag
from bot.web.words import Words, clock
from oversight.entities import CASE_KINDS, Alert


class AlertsList:
    """Draws the alerts anew whenever one came or went."""

    def __init__(self, words: Words, acknowledge: Callable[[int], Awaitable[None]]) -> None:
        self._words = words
        self._acknowledge = acknowledge
        self._drawn: list[int] | None = None
        with Tag("section", classes="stack", aria_labelledby="alerts-title"):
            Tag("h2", words("web-alerts"), id="alerts-title")
            self._list = Tag("ul", classes="alerts", aria_live="polite")

    def show(self, alerts: Sequence[Alert], now: datetime) -> None:
        """Draw these alerts."""
        ids = [alert.id for alert in alerts]
        if ids == self._drawn:
            return
        self._drawn = ids
        self._list.clear()
        with self._list:
            if not alerts:
                Tag("li", self._words("web-alerts-none"), "soft empty")
            for alert in alerts:
                self._item(alert, now)

    def _item(self, alert: Alert, now: datetime) -> None:
        words = self._words
        with Tag("li", classes="card alert-card"):
            with Tag("div", classes="alert-words"):
                Tag("h3", words.term("alert", alert.kind))
                with Tag("p", classes="soft small"):
                    Tag("span", f"{words.day(alert.at, now)} {clock(alert.at)}")
                    if alert.district != CITY:
                        Tag("span", words.term("district", alert.district))
                    if alert.number is not None:
                        number = words("web-number", number=alert.number)
                        what = "case" if alert.kind in CASE_KINDS else "request"
                        Tag("a", number, href=f"/supervisor/{what}/{alert.number}")
                if alert.words:
                    Tag("p", alert.words, "text")
            button = Tag("button", words("button-ack-alert"), "button primary", type="button")
            button.on("click", partial(self._acknowledge, alert.id), args=[])
