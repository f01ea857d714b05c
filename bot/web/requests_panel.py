"""The resident's own requests beside the chat: what, where it stands, who comes when, what it costs."""

from datetime import datetime

from booking.lifecycle import ENDED, Status
from booking.terms import Urgency
from bot.dialogue.views import RequestView
from bot.dialogue.wording import category_term
from bot.web import timeline
from bot.web.photo_rows import photo_rows
from bot.web.reads_requests import OwnRequest, OwnRequests
from bot.web.request_facts import request_facts
from bot.web.standing import standing
from bot.web.tags import Tag
from bot.web.words import Words, clock

#: The colour of a status by how things are going; the words say it too.
TONES = {
    Status.SUBMITTED: "wait",
    Status.OFFERING: "wait",
    Status.SCHEDULED: "good",
    Status.ON_THE_WAY: "good",
    Status.IN_PROGRESS: "good",
    Status.DONE: "ask",
    Status.CONFIRMED: "calm",
    Status.CLOSED: "calm",
    Status.CANCELLED: "calm",
    Status.NO_SHOW: "bad",
    Status.UNRESOLVED: "bad",
}


class RequestsPanel:
    """Draws the requests anew whenever one of them changed; open timelines stay open."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._mark: object = None
        self._open: set[int] = set()
        with Tag("aside", classes="panel", id="requests", aria_labelledby="requests-title"):
            with Tag("div", classes="panel-head"):
                Tag("h2", words("web-requests-title"), id="requests-title")
                close = Tag("button", words("web-close"), "tool panel-close", type="button")
                close.set("data_closes", "requests")
            self._list = Tag("div", classes="panel-list")

    def show(self, own: OwnRequests, now: datetime) -> None:
        """Draw these requests."""
        if own.mark == self._mark:
            return
        self._mark = own.mark
        self._list.clear()
        with self._list:
            if not own.requests:
                Tag("p", self._words("web-requests-none"), "soft empty")
            for request in own.requests:
                self._card(request, own.names, now)

    def _card(self, own: OwnRequest, names: timeline.Names, now: datetime) -> None:
        words, view = self._words, own.view
        with Tag("article", classes="card request" + (" ended" if view.status in ENDED else "")):
            with Tag("div", classes="request-head"):
                Tag("h3", words.value(category_term(view.category)))
                Tag("span", words("web-number", number=view.number), "number")
            with Tag("p", classes="request-status"):
                Tag("span", words.term("status", standing(view)), f"pill {TONES[view.status]}")
                if view.urgency is not Urgency.NORMAL:
                    Tag("span", words.term("web-urgency", view.urgency), "pill bad")
            self._details(view, now)
            photo_rows(words, view.id, own.photos)
            self._timeline(own, names, now)

    def _details(self, view: RequestView, now: datetime) -> None:
        words = self._words
        with Tag("dl", classes="facts"):
            for name, value in request_facts(words, view, now):
                Tag("dt", name)
                Tag("dd", value)
            if view.provider_phone and view.status not in ENDED:
                Tag("dt", words("web-phone"))
                with Tag("dd"):
                    Tag("a", view.provider_phone, "tel", href=f"tel:{view.provider_phone.replace('-', '')}")

    def _timeline(self, own: OwnRequest, names: timeline.Names, now: datetime) -> None:
        number = own.view.id
        with Tag("details", classes="steps", open=number in self._open) as steps:
            Tag("summary", self._words("web-steps"))
            if own.archived:
                Tag("p", self._words("web-steps-archived"), "soft small")
            with Tag("ol"):
                for fact in own.facts:
                    with Tag("li"):
                        Tag("time", f"{self._words.day(fact.at, now)} {clock(fact.at)}", "when")
                        Tag("span", timeline.sentence(self._words, fact, names, now))

        def toggled(event: object) -> None:
            opened = bool(getattr(event, "args", False))
            (self._open.add if opened else self._open.discard)(number)

        steps.on("toggle", toggled, js_handler="(e) => emit(e.target.open)")
