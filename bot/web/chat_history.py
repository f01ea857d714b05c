"""What was said in a chat, both ways, as its page shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select

from bot.mail import outbox
from bot.mail.entities import Chat, InMessage, OutMessage
from bot.mail.message import Body, Button, Content

#: A page looks back this far at first.
SHOWN = 120
#: Ids hold milliseconds above 22 bits (bot.clock.TimeIds); a message that another process stored may appear
#: up to this much later than one with a higher id, so every look goes back that far.
OVERLAP = 30_000 << 22


@dataclass(frozen=True, slots=True)
class Entry:
    """One message on the page."""

    id: int
    at: datetime
    mine: bool
    text: str
    photos: tuple[str, ...] = ()  # content hashes; for a file that was no photo the code why not
    buttons: tuple[Button, ...] = ()
    expects: str = "none"
    voice: bool = False
    urgent: bool = False
    by: str = ""  # the role of the person who speaks; empty is the bot


@dataclass(slots=True)
class History:
    """Follows one chat: each look returns what is new since the look before."""

    seen: set[int] = field(default_factory=set)
    last: int = 0
    labels: dict[str, str] = field(default_factory=dict)

    def look(self, session: Session, chat: Chat) -> list[Entry]:
        """Entries not returned before, by age; presses carry the label of their button."""
        after = max(self.last - OVERLAP, 0)
        rows: list[InMessage | OutMessage] = [
            *_said(session, chat.id, after),
            *outbox.since(session, chat.id, after, limit=SHOWN),
        ]
        fresh = sorted((row for row in rows if row.id not in self.seen), key=lambda row: row.id)
        entries = [entry for row in fresh if (entry := self._entry(row)) is not None]
        self.seen.update(row.id for row in fresh)
        self.last = max(self.last, *(row.id for row in fresh)) if fresh else self.last
        return entries

    def _entry(self, row: InMessage | OutMessage) -> Entry | None:
        if isinstance(row, OutMessage):
            body = Body.model_validate_json(row.body)
            self._learn(body.buttons)
            urgent = row.priority == outbox.URGENT
            return Entry(
                row.id, row.made_at, False, body.text, (), body.buttons, body.expects, urgent=urgent, by=body.by
            )
        content = Content.model_validate_json(row.body)
        if content.photos is not None or content.voice is not None:
            sent, voice = content.photos or (), content.voice is not None
            return Entry(row.id, row.received_at, True, content.say or "", sent, voice=voice)
        text = self._words_of(content)
        return None if text is None else Entry(row.id, row.received_at, True, text)

    def _learn(self, buttons: Iterable[Button]) -> None:
        for button in buttons:
            self.labels[button.action] = button.label

    def _words_of(self, content: Content) -> str | None:
        """What the person said; None for a press of something that was never shown as a button."""
        if content.press is not None:
            return self.labels.get(content.press)
        if content.location is not None:
            latitude, longitude = content.location
            return f"📍 {latitude:.5f}, {longitude:.5f}"
        if content.contact is not None:
            return " ".join(filter(None, (content.name, content.contact)))
        return content.say


def _said(session: Session, chat_id: int, after: int) -> Sequence[InMessage]:
    return session.exec(
        select(InMessage)
        .where(InMessage.chat_id == chat_id, InMessage.id > after)
        .order_by(col(InMessage.id).desc())
        .limit(SHOWN)
    ).all()
