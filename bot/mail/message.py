"""The shapes of what comes in and what goes out, as channels see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Protocol

from pydantic import BaseModel, ConfigDict, Field, model_validator

from booking.terms import Role

Degrees = Annotated[float, Field(allow_inf_nan=False)]


class Content(BaseModel):
    """What someone sent: one of the fields is set.

    Only `say` goes beside `photos`, as the words below them, `to` beside `say`, and `name` and `own` beside `contact`.
    """

    model_config = ConfigDict(frozen=True)

    say: str | None = None
    press: str | None = None
    photos: tuple[str, ...] | None = None  # an album: content hashes, or the code why a file is no photo of ours
    voice: str | None = None  # name of a kept recording, or "" where none is kept
    location: tuple[Degrees, Degrees] | None = None
    contact: str | None = None  # the phone of a shared contact
    name: str | None = None
    own: bool | None = None  # whether it is the sender's own; None where the channel cannot tell
    to: int | None = None  # the talk that a person answers with `say`

    @model_validator(mode="before")
    @classmethod
    def _from_single_photo(cls, stored: Any) -> Any:
        """Messages that were stored before there were albums hold one photo."""
        if isinstance(stored, dict) and "photo" in stored:
            return {**stored, "photos": (stored["photo"],)}
        return stored


@dataclass(frozen=True, slots=True)
class Inbound:
    """Something that came in over a channel; `external_id` is unique within the channel."""

    channel: str
    external_id: str
    address: str
    role: Role
    party: str
    content: Content
    lang: str | None = None
    also: tuple[str, ...] = ()  # external ids of what came apart and is in this content too


class Button(BaseModel):
    """A button under a message: what it says, and what a press sends back."""

    model_config = ConfigDict(frozen=True)

    label: str
    action: str


class Body(BaseModel):
    """A message as it is shown: text, buttons, what kind of answer is expected, who speaks."""

    model_config = ConfigDict(frozen=True)

    text: str
    buttons: tuple[Button, ...] = ()
    expects: str = "none"
    by: str = ""  # the role of the person who speaks; empty is the bot
    photos: tuple[str, ...] = ()  # content hashes of photos that go with it, for whoever may see them


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message on its way to a chat."""

    id: int
    channel: str
    address: str
    party: str
    body: Body
    made_at: datetime
    urgent: bool = False
    closes: "Shown | None" = None  # no message of its own: an earlier one is shown to be over, with this text below it


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as a channel shows it: what the channel calls it, None where it shows none, and what it says."""

    id: int
    known_as: str | None
    body: Body


@dataclass(frozen=True, slots=True)
class QueuedFor:
    """Something waits in the outbox for this chat."""

    chat_id: int
    channel: str = ""


#: What a committed unit of work leaves to be passed on.
Outgoing = Parcel | QueuedFor


class TryLaterError(Exception):
    """The channel cannot take it now; `after` seconds if it said so.

    What was not even `tried`, because the channel rests or has its limits, does not count as an attempt.
    """

    def __init__(self, reason: str, after: float | None = None, *, tried: bool = True) -> None:
        super().__init__(reason)
        self.after = after
        self.tried = tried


class UnreachableError(Exception):
    """The channel will never take it: the chat is gone or refuses the bot."""


class RefusedError(Exception):
    """The channel will never take this message, for the message's sake; the chat is well."""


class Carrier(Protocol):
    """Delivers over one channel. Returning means delivered; it may be asked twice for the same parcel."""

    def deliver(self, parcel: Parcel) -> str | None:
        """What the channel calls the message, where it can be changed later.

        Raises TryLaterError, UnreachableError or RefusedError.
        """
