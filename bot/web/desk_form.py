"""The report of finished work: price lines from the book with their sum, and a note; a second visit costs nothing."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments

from bot.dialogue.views import PriceView, RequestView
from bot.web.charge_lines import Line, in_words
from bot.web.tags import Tag
from bot.web.words import Words
from locales.args import Money, Term

MOST_LINES = 8
NOTE_LENGTH = 300
#: Sends the charge (empty where nothing is charged) and the note; a sentence where it was refused, None where not.
Submit = Callable[[str, str], Awaitable[str | None]]
_VALUE = "(e) => emit(e.target.value)"


class FinishForm:
    """A dialog over the desk."""

    def __init__(self, words: Words, request: RequestView, items: Sequence[PriceView], submit: Submit) -> None:
        self._words = words
        self._book = {item.code: item for item in items}
        self._submit = submit
        self._lines = [] if request.rework else [Line()]
        self._note = ""
        self._sending = False
        with (
            ui.dialog().props("persistent aria-labelledby=finish-title") as self._dialog,
            Tag("div", classes="sheet"),
        ):
            title = words("web-finish-title", number=request.number)
            Tag("h2", title, id="finish-title")
            Tag("p", words("web-finish-free" if request.rework else "web-finish-how"), "soft small")
            if not request.rework:
                self._charge_fields()
            self._note_field()
            self._fault = Tag("p", "", "fault", role="alert")
            self._buttons()
        if not request.rework:
            self._draw()

    def open(self) -> None:
        """Show it."""
        self._dialog.open()

    def _charge_fields(self) -> None:
        self._rows = Tag("div", classes="charge-lines")
        more = Tag("button", self._words("web-line-add"), "button quiet", type="button")
        more.on("click", self._add, args=[])
        self._sum = Tag("p", classes="charge-sum", role="status")

    def _note_field(self) -> None:
        Tag("label", self._words("web-note"), "label", for_="finish-note")
        note = Tag("textarea", classes="field", id="finish-note", rows="2", maxlength=str(NOTE_LENGTH))
        note.on("input", lambda event: setattr(self, "_note", str(event.args)), js_handler=_VALUE)

    def _buttons(self) -> None:
        with Tag("div", classes="actions"):
            self._done = Tag("button", self._words("web-finish-send"), "button primary", type="button")
            self._done.on("click", self._send, args=[])
            cancel = Tag("button", self._words("web-finish-cancel"), "button quiet", type="button")
            cancel.on("click", self._dialog.close, args=[])

    def _add(self) -> None:
        if len(self._lines) < MOST_LINES:
            self._lines.append(Line())
            self._draw()

    def _remove(self, line: Line) -> None:
        if len(self._lines) > 1:
            self._lines.remove(line)
            self._draw()

    def _draw(self) -> None:
        self._rows.clear()
        with self._rows:
            for place, line in enumerate(self._lines, 1):
                self._row(place, line)
        self._total()

    def _row(self, place: int, line: Line) -> None:
        words = self._words
        with Tag("fieldset", classes="charge-line"):
            Tag("legend", words("web-line", place=place), "sr-only")
            with Tag("label", classes="wide"):
                Tag("span", words("web-line-item"))
                select = self._select(line)
            with Tag("label"):
                Tag("span", words("web-line-quantity"))
                self._input(line, "quantity", line.quantity, inputmode="numeric")
            cell, hint = Tag("label"), Tag("p", classes="soft small wide")
            self._draw_price(line, cell, hint)
            select.on("change", partial(self._choose, line, cell, hint), js_handler=_VALUE)
            if len(self._lines) > 1:
                remove = Tag("button", words("web-line-remove"), "tool", type="button")
                remove.on("click", partial(self._remove, line), args=[])

    def _draw_price(self, line: Line, cell: Tag, hint: Tag) -> None:
        """The price and its range anew; what is being typed in other fields stays."""
        cell.clear()
        with cell:
            Tag("span", self._words("web-line-price"))
            price = self._input(line, "price", line.price, inputmode="decimal")
        told = self._range(line)
        hint.set_text(told)
        price.set("aria_description", told)

    def _select(self, line: Line) -> Tag:
        with Tag("select", classes="field") as select:
            Tag("option", self._words("web-line-choose"), value="", selected=not line.code)
            for item in self._book.values():
                text = f"{item.code} {self._words.value(item.name)}"
                Tag("option", text, value=item.code, selected=item.code == line.code)
        return select

    def _choose(self, line: Line, cell: Tag, hint: Tag, event: GenericEventArguments) -> None:
        line.choose(str(event.args), self._book)
        self._draw_price(line, cell, hint)
        self._total()

    def _input(self, line: Line, field: str, value: str, **attributes: Any) -> Tag:
        made = Tag("input", classes="field", **attributes)
        made.set("^value", value)  # the attribute, not the property: drawing again must not undo typing
        made.on("input", partial(self._typed, line, field), js_handler=_VALUE)
        return made

    def _typed(self, line: Line, field: str, event: GenericEventArguments) -> None:
        setattr(line, field, str(event.args).strip())
        self._total()

    def _range(self, line: Line) -> str:
        item = self._book.get(line.code)
        if item is None:
            return ""
        low, high = Money(item.min_cents), Money(item.max_cents)
        if item.min_cents == item.max_cents:
            return self._words("web-line-fixed", price=low, unit=item.unit)
        return self._words("web-line-range", low=low, high=high, unit=item.unit)

    def _total(self) -> None:
        self._fault.set_text("")
        cents = sum(line.cents(self._book) for line in self._lines)
        self._sum.set_text(self._words("web-sum", sum=Money(cents)))

    async def _send(self) -> None:
        if self._sending:
            return
        for place, line in enumerate(self._lines, 1):
            fault = line.fault(self._book)
            if fault is not None:
                self._fault.set_text(self._words("web-line-fault", place=place, fault=Term(f"web-fault-{fault}")))
                return
        self._sending = True
        try:
            refused = await self._submit(in_words(self._lines), self._note.strip())
        finally:
            self._sending = False
        if refused is None:
            self._dialog.close()
        else:
            self._fault.set_text(refused)
