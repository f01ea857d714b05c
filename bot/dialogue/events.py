"""What can happen to a talk: something said, pressed or sent, or the outcome of an act."""

from dataclasses import dataclass
from datetime import datetime

from booking.windows import Window
from bot.dialogue.views import RequestView
from bot.understanding.meaning import Meaning
from bot.understanding.staff_words import Command


@dataclass(frozen=True, slots=True)
class Said:
    """Words, with what they mean."""

    meaning: Meaning
    command: Command | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button: the action it carries; may be stale or forged."""

    action: str


@dataclass(frozen=True, slots=True)
class PhotoSent:
    """A photo was stored under this content hash; None when the file was no photo."""

    photo: str | None


@dataclass(frozen=True, slots=True)
class LocationSent:
    """A shared map position in degrees."""

    latitude: float
    longitude: float


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


Event = Said | Pressed | PhotoSent | LocationSent | Held | NotHeld | Submitted | Joined | Changed | Refused
