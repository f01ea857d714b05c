"""The chat behind a desk: buttons of the page are presses in it, its messages are told on the page."""

from collections.abc import Sequence
from datetime import datetime

from nicegui import ui
from sqlmodel import Session

from bot.mail.chats import lock_chat, open_chat
from bot.mail.entities import Chat
from bot.mail.message import Content, Inbound
from bot.web.chat_history import Entry, History
from bot.web.linked_text import linked_text
from bot.web.session import SignedOutError, Staff, still_allowed
from bot.web.tags import Tag
from bot.web.words import Words, clock
from bot.web.work import in_thread
from bot.wiring import App

CHANNEL = "desk"
SHOWN = 30
#: Questions of the dialogue that the page's own forms take the place of.
_ASKED_BY_FORMS = frozenset({"price", "comment"})


class DeskChat:
    """One member of staff's chat, as one page uses it."""

    def __init__(self, app: App, staff: Staff, lang: str, page_id: str) -> None:
        self._app = app
        self._staff = staff
        self._lang = lang
        self._page_id = page_id
        self._sent = 0
        self._history = History()
        self._chat_id = 0

    def open(self, session: Session) -> None:
        """Open the chat, in the language of the page. For a writing transaction."""
        work = self._app.make_work(session)
        chat = open_chat(
            session,
            work.ids,
            work.now,
            channel=CHANNEL,
            address=self._staff.party,
            role=self._staff.role,
            party=self._staff.party,
            lang=self._lang,
        )
        if chat.lang != self._lang:
            chat = lock_chat(session, chat.id)
            chat.lang = self._lang
            session.add(chat)
        self._chat_id = chat.id

    def news(self, session: Session) -> list[Entry]:
        """What was told since the look before, without the questions that forms ask.

        Raises SignedOutError once the account is no longer active.
        """
        if not still_allowed(session, self._staff):
            raise SignedOutError
        chat = session.get_one(Chat, self._chat_id)
        found = self._history.look(session, chat)
        return [entry for entry in found if not entry.mine and entry.expects not in _ASKED_BY_FORMS]

    async def send(self, *contents: Content) -> None:
        """Send presses and words, one after the other."""
        for content in contents:
            self._sent += 1
            inbound = Inbound(
                CHANNEL,
                f"{self._page_id}:{self._sent}",
                self._staff.party,
                self._staff.role,
                self._staff.party,
                content,
                self._lang,
            )
            await in_thread(self._app.turns.receive, inbound)


def toast(entry: Entry) -> None:
    """Show the first line of a message for a moment, in place of the one before."""
    ui.notify(entry.text.partition("\n")[0], position="top", classes="toast", timeout=4000, group="news")


class Messages:
    """The list of what was told, the newest first, with a notice on the screen for each new one."""

    def __init__(self, words: Words) -> None:
        self._words = words
        with Tag("section", classes="messages", aria_labelledby="messages-title"):
            Tag("h2", words("web-messages"), id="messages-title")
            self._none = Tag("p", words("web-messages-none"), "soft empty")
            self._list = Tag("ol", classes="message-list")

    def add(self, entries: Sequence[Entry], now: datetime, *, tell: bool) -> None:
        """Put messages at the top of the list."""
        if not entries:
            return
        self._none.set_visibility(False)
        for entry in entries:
            with self._list:
                self._item(entry, now).move(target_index=0)
        if tell:
            toast(entries[0])
        for old in self._list.default_slot.children[SHOWN:]:
            old.delete()

    def _item(self, entry: Entry, now: datetime) -> Tag:
        with Tag("li") as item:
            Tag("time", f"{self._words.day(entry.at, now)} {clock(entry.at)}", "when")
            with Tag("p", classes="text"):
                linked_text(self._words, entry.text, lambda words: Tag("span", words))
        return item
