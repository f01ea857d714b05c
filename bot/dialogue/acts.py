"""What the dialogue wants done; the turn carries it out in the same transaction and reports the outcome."""

from dataclasses import dataclass

from booking.requests import Order
from booking.terms import Category, Danger, District, Urgency
from booking.windows import Window


@dataclass(frozen=True, slots=True)
class HoldWindow:
    """Keep a window for the person, in place of an earlier hold; answered by Held or NotHeld."""

    district: District
    category: Category | None
    urgency: Urgency
    window: Window
    provider: str | None = None
    instead: int | None = None


@dataclass(frozen=True, slots=True)
class ReleaseHold:
    """Give a kept window back; no outcome."""

    hold: int


@dataclass(frozen=True, slots=True)
class Submit:
    """Store a request; answered by Submitted, or NotHeld when its window is gone."""

    order: Order


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


@dataclass(frozen=True, slots=True)
class Cancel:
    """Cancel a request; answered by Changed or Refused."""

    request: int


@dataclass(frozen=True, slots=True)
class Move:
    """Move a request to another window; answered by Changed, NotHeld or Refused."""

    request: int
    window: Window
    hold: int | None
    rework: bool = False


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
class SolveAlone:
    """Keep for statistics that a problem went away without a visit: which help, and the words; no outcome."""

    tip: str
    category: Category
    district: District | None
    words: str


@dataclass(frozen=True, slots=True)
class AddWords:
    """Add to the problem of an existing request what was told later; answered by Changed or Refused."""

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
    | Verdict
    | Rate
    | Comment
    | SolveAlone
    | AddWords
    | AskPerson
    | AttachPhoto
    | Accept
    | Decline
    | Progress
    | Finish
    | AckAlert
)
