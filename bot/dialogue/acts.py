"""What the dialogue wants done; the turn carries it out in the same transaction and reports the outcome."""

from dataclasses import dataclass

from booking.requests import Order
from booking.terms import Category, Danger, District, Relation, Urgency
from booking.windows import Window
from bot.dialogue.views import PlaceView


@dataclass(frozen=True, slots=True)
class HoldWindow:
    """Keep a window for the person, in place of an earlier hold; answered by Held or NotHeld.

    `also` are kinds of work for the same visit; each of `further` is a visit of its own, kept as near as can be.
    """

    district: District
    category: Category | None
    urgency: Urgency
    window: Window
    provider: str | None = None
    instead: int | None = None
    also: tuple[Category, ...] = ()
    further: tuple[tuple[Category, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseHold:
    """Give a kept window back; no outcome."""

    hold: int


@dataclass(frozen=True, slots=True)
class Submit:
    """Store a request and those booked with it, or none; answered by Submitted, or NotHeld when a window is gone."""

    order: Order
    also: tuple[Order, ...] = ()


@dataclass(frozen=True, slots=True)
class Escalate:
    """Make an existing request an emergency; answered by Changed or Refused."""

    request: int
    danger: Danger
    words: str


@dataclass(frozen=True, slots=True)
class AddContact:
    """Add whom to call to an existing request; answered by Changed."""

    request: int
    name: str | None
    phone: str
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Cancel:
    """Cancel a request; answered by Changed or Refused."""

    request: int


@dataclass(frozen=True, slots=True)
class Move:
    """Move a request, and `also` others of its visit, to another window; answered by Changed, NotHeld or Refused."""

    request: int
    window: Window
    hold: int | None
    rework: bool = False
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class JoinVisit:
    """Add problems to the visit of a request; answered by Joined."""

    request: int
    orders: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class AddNote:
    """Pass words on to who comes; answered by Changed or Refused."""

    request: int
    words: str


@dataclass(frozen=True, slots=True)
class SavePlace:
    """Keep the place that was booked for, under its name where it has one; no outcome."""

    place: PlaceView


@dataclass(frozen=True, slots=True)
class RenamePlace:
    """Give a saved place another name; no outcome."""

    place: int
    name: str


@dataclass(frozen=True, slots=True)
class ForgetPlace:
    """Remove a saved place, or (None) all of them; no outcome."""

    place: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The resident says whether it works now; answered by Changed or Refused."""

    request: int
    works: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """Stars from 1 to 5; answered by Changed or Refused."""

    request: int
    stars: int


@dataclass(frozen=True, slots=True)
class Comment:
    """Words with the stars, which end the request; answered by Changed or Refused. Empty words are fine."""

    request: int
    words: str


@dataclass(frozen=True, slots=True)
class AskPerson:
    """Put the talk before a supervisor; `kind` is human or complaint. No outcome."""

    kind: str
    words: str
    request: int | None = None
    district: District | None = None


@dataclass(frozen=True, slots=True)
class AttachPhoto:
    """Attach a stored photo to a request; no outcome."""

    request: int
    photo: str


@dataclass(frozen=True, slots=True)
class Accept:
    """A provider takes an offer; answered by Changed or Refused."""

    offer: int


@dataclass(frozen=True, slots=True)
class Decline:
    """A provider turns an offer down; answered by Changed or Refused."""

    offer: int
    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """A technician's step: event is set_out, arrived or absent; answered by Changed or Refused."""

    request: int
    event: str


@dataclass(frozen=True, slots=True)
class Finish:
    """Work done, with price lines (item, quantity, unit price in cents) and a note."""

    request: int
    lines: tuple[tuple[str, int, int], ...]
    note: str


@dataclass(frozen=True, slots=True)
class AckAlert:
    """A supervisor has seen an alert; no outcome."""

    alert: int


Act = (
    HoldWindow
    | ReleaseHold
    | Submit
    | Escalate
    | AddContact
    | Cancel
    | Move
    | JoinVisit
    | AddNote
    | SavePlace
    | RenamePlace
    | ForgetPlace
    | Verdict
    | Rate
    | Comment
    | AskPerson
    | AttachPhoto
    | Accept
    | Decline
    | Progress
    | Finish
    | AckAlert
)
