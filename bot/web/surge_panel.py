"""Where a surge lasts and why, on the supervisor desk; begun and ended there by hand with a reason."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from nicegui.events import GenericEventArguments

from booking.terms import District
from bot.dialogue.surge_desk import line_of
from bot.dialogue.surge_view import SurgeView
from bot.web.tags import Tag
from bot.web.words import Words
from oversight.surges import LONGEST_REASON
from oversight.told_waits import Kept

_VALUE = "(e) => emit(e.target.value)"


@dataclass(frozen=True, slots=True)
class Surges:
    """How arrivals stand in the districts of a supervisor, and how well told waits were kept lately."""

    views: Sequence[SurgeView]
    kept: Kept


class SurgePanel:
    """Draws the districts anew whenever one changed; a reason that is being written stays."""

    def __init__(
        self, words: Words, districts: Sequence[District], change: Callable[[str, str, str], Awaitable[None]]
    ) -> None:
        self._words = words
        self._change = change
        self._chosen, self._reason = str(districts[0]), ""
        self._drawn: Surges | None = None
        with Tag("section", classes="stack", aria_labelledby="surge-title"):
            Tag("h2", words("web-surge"), id="surge-title")
            self._list = Tag("ul", classes="alerts", aria_live="polite")
            self._kept = Tag("p", "", "soft small")
            self._form(districts)

    def show(self, surges: Surges, now: datetime) -> None:
        """Draw how things stand."""
        if surges == self._drawn:
            return
        self._drawn = surges
        words, kept = self._words, surges.kept
        self._list.clear()
        with self._list:
            if not any(view.since for view in surges.views):
                Tag("li", words("web-surge-none"), "soft empty")
            for view in surges.views:
                with Tag("li", classes="card alert-card" if view.since else "soft small"):
                    Tag("p", words.value(line_of(view, now)), "text")
                    if view.reason:
                        Tag("p", words("surge-by-hand", reason=view.reason), "soft small")
        self._kept.set_text(words("web-surge-waits", told=kept.told, close=kept.close) if kept.told else "")

    def _form(self, districts: Sequence[District]) -> None:
        words = self._words
        with Tag("div", classes="filters card"):
            with Tag("label"):
                Tag("span", words.term("web-filter", "district"))
                choice = Tag("select", classes="field")
                with choice:
                    for code in districts:
                        Tag("option", words.term("district", code), value=code)
                choice.on("change", self._choose, js_handler=_VALUE)
            with Tag("label", classes="grow"):
                Tag("span", words("web-surge-reason"))
                field = Tag("input", type="text", classes="field", maxlength=str(LONGEST_REASON))
                field.on("input", self._write, js_handler=_VALUE)
            with Tag("div", classes="actions"):
                for what in ("begin", "end"):
                    button = Tag("button", words.term("web-surge", what), "button quiet", type="button")
                    button.on("click", self._sender(what), args=[])
            self._fault = Tag("p", "", "fault", role="alert")

    def _choose(self, event: GenericEventArguments) -> None:
        self._chosen = str(event.args)

    def _write(self, event: GenericEventArguments) -> None:
        self._reason = str(event.args)[:LONGEST_REASON]

    def _sender(self, what: str) -> Callable[[], Awaitable[None]]:
        async def send() -> None:
            reason = self._reason.strip()
            self._fault.set_text("" if reason else self._words("case-reason-needed"))
            if reason:
                await self._change(what, self._chosen, reason)

        return send
