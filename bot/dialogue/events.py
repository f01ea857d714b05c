"""What can happen to a talk: something said, pressed or sent, or the outcome of an act."""

from dataclasses import dataclass
from datetime import datetime

from booking.windows import Window
from bot.dialogue.person_events import PersonEvent
from bot.dialogue.views import CaseView, RequestView
from bot.understanding.meaning import Meaning, Who
from bot.understanding.staff_words import Command
from oversight.case_life import How


@dataclass(frozen=True, slots=True)
class Said:
    """Words, with what they mean; `to` is the talk that a person answers with them, where a page named it."""

    meaning: Meaning
    command: Command | None = None
    to: int | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button: the action it carries; may be stale or forged."""

    action: str


@dataclass(frozen=True, slots=True)
class PhotosSent:
    """Photos sent at once, stored under these content hashes; `refused` tells why other files were not."""

    photos: tuple[str, ...]
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceSent:
    """A voice message, with what was heard in it; None where nobody could tell."""

    heard: Said | None


@dataclass(frozen=True, slots=True)
class LocationSent:
    """A shared map position in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class ContactSent:
    """A shared contact: phone and, where it has one, name; whether it is the sender's own, if that is known."""

    who: Who
    own: bool | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """Outcome: the window is kept until `until`, and those of further visits."""

    hold: int
    window: Window
    until: datetime
    further: tuple[tuple[int, Window], ...] = ()


@dataclass(frozen=True, slots=True)
class NotHeld:
    """Outcome: nobody is free in that window any more."""

    window: Window


@dataclass(frozen=True, slots=True)
class Submitted:
    """Outcome: the request and those booked with it are stored and have gone out."""

    request: RequestView
    also: tuple[RequestView, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """Outcome: these problems were added to the visit of `host`; what lacks could not be."""

    host: RequestView
    requests: tuple[RequestView, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """Outcome: an act on a request succeeded; `what` is the act's name."""

    what: str
    request: RequestView


@dataclass(frozen=True, slots=True)
class Refused:
    """Outcome: an act was not possible; `why` is a code such as gone, ended, not_yours, price."""

    what: str
    why: str
    request: RequestView | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CaseFiled:
    """Outcome: the report is stored; `person` says how many people reported it, this one included."""

    case: CaseView
    how: How
    person: int


@dataclass(frozen=True, slots=True)
class CaseStepped:
    """Outcome: a supervisor's step of a case is stored."""

    case: CaseView


Event = (
    Said
    | Pressed
    | PhotosSent
    | VoiceSent
    | LocationSent
    | ContactSent
    | Held
    | NotHeld
    | Submitted
    | Joined
    | Changed
    | Refused
    | CaseFiled
    | CaseStepped
    | PersonEvent
)
