"""What was said in a chat by everyone, in order, for the person it is handed to."""

from sqlmodel import Session

from booking.terms import Role
from bot.dialogue.views import TalkLine
from bot.mail import inbox, outbox
from bot.mail.entities import InMessage, OutMessage
from bot.mail.message import Body, Content

BOT = "bot"
#: A page shows this much of a talk; nobody reads more.
WHOLE = 2000


def transcript(session: Session, chat_id: int, *, limit: int = WHOLE) -> list[TalkLine]:
    """The latest messages, oldest first; presses carry the label of their button."""
    rows: list[InMessage | OutMessage] = [
        *inbox.history(session, chat_id, limit=limit),
        *outbox.since(session, chat_id, 0, limit=limit),
    ]
    labels: dict[str, str] = {}
    lines = [line for row in sorted(rows, key=lambda row: row.id) if (line := _line(row, labels)) is not None]
    return lines[-limit:]


def _line(row: InMessage | OutMessage, labels: dict[str, str]) -> TalkLine | None:
    if isinstance(row, OutMessage):
        body = Body.model_validate_json(row.body)
        labels.update((button.action, button.label) for button in body.buttons)
        return TalkLine(body.by or BOT, row.made_at, body.text)
    content = Content.model_validate_json(row.body)
    if content.photos is not None or content.voice is not None:
        return TalkLine(Role.RESIDENT, row.received_at, content.say or "", content.photos, content.voice is not None)
    words = _words(content, labels)
    return TalkLine(Role.RESIDENT, row.received_at, words) if words is not None else None


def _words(content: Content, labels: dict[str, str]) -> str | None:
    """What the resident said; None for a press of something that was never shown as a button."""
    if content.press is not None:
        return labels.get(content.press)
    if content.location is not None:
        latitude, longitude = content.location
        return f"{latitude:.5f}, {longitude:.5f}"
    if content.contact is not None:
        return " ".join(filter(None, (content.name, content.contact)))
    return content.say
