"""What the server knows: bots, people's private chats and groups, and all that was said in them."""

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from tests.telegram.bot_api.errors import bad, forbidden
from tests.telegram.bot_api.files import Files
from tests.telegram.bot_api.params import Json
from tests.telegram.bot_api.profile import Profile
from tests.telegram.bot_api.queue import UpdateQueue, Webhook

BOT = "bot"
#: Tells what happened after what, also while the clock stands still.
TICKS = itertools.count(1)


@dataclass(frozen=True)
class Edit:
    """How a message looked until `at`, when `by` (a user id, or "bot") changed it."""

    before: Json
    at: datetime
    by: str


@dataclass
class Message:
    """One message as it looks now, with its past. Times are those of the server's clock."""

    id: int
    chat_id: int
    by: str
    body: Json
    sent_at: datetime
    edits: list[Edit] = field(default_factory=list)
    deleted_at: datetime | None = None
    deleted_by: str = ""
    touched: int = field(default_factory=lambda: next(TICKS))

    @property
    def text(self) -> str:
        """The text, or the caption of what has none."""
        return str(self.body.get("text") or self.body.get("caption") or "")

    @property
    def buttons(self) -> list[Json]:
        """The buttons below the message, row by row."""
        return inline_buttons(self.body)

    @property
    def labels(self) -> list[str]:
        """What the buttons below the message say."""
        return [button["text"] for button in self.buttons]

    def change(self, body: Json, at: datetime, by: str) -> None:
        """Make the message look differently from now on."""
        self.edits.append(Edit(self.body, at, by))
        self.body = body
        self.touched = next(TICKS)

    def __repr__(self) -> str:
        return f"<{self.id} of {self.by}: {self.text!r} {self.labels}{' deleted' if self.deleted_at else ''}>"


def inline_buttons(body: Json) -> list[Json]:
    """The buttons below a message, of its JSON."""
    rows = body.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


@dataclass
class Chat:
    """A chat as one bot has it. A private one carries the id of the person."""

    id: int
    fields: Json  # the Chat object of the Bot API
    members: dict[int, Json] = field(default_factory=dict)  # User objects by id
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    bot_is_in: bool = True
    history: list[Message] = field(default_factory=list)
    keyboard: Json | None = None  # in place of the user's own
    actions: list[tuple[datetime, str]] = field(default_factory=list)

    @property
    def private(self) -> bool:
        """Whether it is the chat with one person."""
        return self.id > 0

    def find(self, message_id: int) -> Message | None:
        """A message that is not deleted."""
        place = message_id - 1
        message = self.history[place] if 0 <= place < len(self.history) else None
        return message if message and message.deleted_at is None else None

    def add(self, by: str, sender: Json, body: Json, at: datetime) -> Message:
        """Put a message at the end of the chat."""
        number = len(self.history) + 1
        frame: Json = {"message_id": number, "from": sender, "chat": self.fields, "date": int(at.timestamp())}
        message = Message(number, self.id, by, frame | body, at)
        self.history.append(message)
        return message


@dataclass
class Query:
    """A pressed button that waits for its answer."""

    id: str
    user_id: int
    asked_at: datetime
    answer: Json | None = None


@dataclass
class Bot:
    """One bot of the server."""

    token: str
    id: int
    username: str
    name: str
    queue: UpdateQueue
    files: Files
    revoked: bool = False
    webhook: Webhook | None = None
    chats: dict[int, Chat] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    profile: Profile = field(default_factory=Profile)

    @property
    def fields(self) -> Json:
        """The User object of the Bot API."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}

    def chat(self, chat_id: str) -> Chat:
        """The chat a call names; refused when the bot does not know it."""
        if not chat_id:
            raise bad("chat_id is empty")
        try:
            chat = self.chats.get(int(chat_id))
        except ValueError:
            chat = None
        if chat is None:
            raise bad("chat not found")
        return chat

    def open_chat(self, chat_id: str) -> Chat:
        """The chat a call names, if the bot may write there."""
        chat = self.chat(chat_id)
        if chat.private and not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.bot_is_in:
            raise forbidden("bot was kicked from the supergroup chat")
        return chat


@dataclass
class World:
    """All bots, under one lock; whoever waits for something in a chat waits for `changed`."""

    now: Callable[[], datetime]
    bots: dict[str, Bot] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)
    changed: threading.Condition = field(init=False)

    def __post_init__(self) -> None:
        self.changed = threading.Condition(self.lock)
