"""The residents who wait for a person, or have one, at the top of a desk."""

from datetime import datetime

from bot.dialogue.views import TalkView
from bot.web.reads_talks import Names, Waiting
from bot.web.tags import Tag
from bot.web.words import Words, clock
from locales.args import Moment
from oversight.handover_life import HandoverStatus


class TalksList:
    """Draws the talks anew whenever one of them changed."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._drawn: Waiting | None = None
        with Tag("section", classes="stack", id="talks", aria_labelledby="talks-title"):
            Tag("h2", words("web-talks"), id="talks-title")
            self._list = Tag("ul", classes="alerts", aria_live="polite")

    def show(self, waiting: Waiting, now: datetime) -> None:
        """Draw these talks."""
        if waiting == self._drawn:
            return
        self._drawn = waiting
        self._list.clear()
        with self._list:
            if not waiting.talks:
                Tag("li", self._words("web-talks-none"), "soft empty")
            for talk in waiting.talks:
                self._item(talk, waiting.names, now)

    def _item(self, talk: TalkView, names: Names, now: datetime) -> None:
        words = self._words
        with Tag("li", classes="card alert-card"):
            with Tag("div", classes="alert-words"):
                marks(words, talk, names)
                with Tag("p", classes="soft small"):
                    Tag("span", f"{words.day(talk.asked_at, now)} {clock(talk.asked_at)}")
                    if talk.district is not None:
                        Tag("span", words.term("district", talk.district))
                    if talk.number is not None:
                        Tag("span", words("web-number", number=talk.number))
                    if talk.due_at is not None:
                        Tag("span", words("web-talk-due", due=Moment(talk.due_at, now)))
                if talk.words:
                    Tag("p", talk.words, "text")
            Tag("a", words("web-talk-open"), "button primary", href=f"/talk/{talk.id}")


def marks(words: Words, talk: TalkView, names: Names) -> None:
    """Whether it is an emergency, and where it stands."""
    with Tag("p", classes="request-status"):
        if talk.emergency:
            Tag("span", words("web-talk-emergency"), "pill bad")
        if talk.status == HandoverStatus.TAKEN:
            Tag("span", words("web-talk-taken", name=name_of(words, names, talk.taken_by or "")), "pill good")
        else:
            tone = "wait" if talk.status == HandoverStatus.WAITING else "calm"
            Tag("span", words.term("web-talk", talk.status), f"pill {tone}")


def name_of(words: Words, names: Names, party: str) -> str:
    """The name of an account, or the role of a party without one."""
    known = names.get(party)
    return words.value(known) if known is not None else words.term("web-role", party.partition(":")[0])
