"""What the dialogue wants done; the turn carries it out in the same transaction and reports the outcome."""

from dataclasses import dataclass

from booking.requests import Order, Place
from booking.terms import Category, Danger, District, Phase, Relation, Urgency
from booking.windows import Window
from bot.dialogue.person_acts import PersonAct
from bot.dialogue.proposal_acts import ProposalAct
from bot.dialogue.views import PlaceView
from oversight.case_life import CaseEvent
from oversight.case_rules import Stage


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
    """Stars from 1 to 5, and words that end the request if there are any; answered by Changed or Refused."""

    request: int
    stars: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """Words with the stars, which end the request; answered by Changed or Refused. Empty words are fine."""

    request: int
    words: str


@dataclass(frozen=True, slots=True)
class GiveReason:
    """A reason for the stars, by its code; answered by Changed or Refused."""

    request: int
    reason: str


@dataclass(frozen=True, slots=True)
class DeclineRating:
    """The resident would rather give no stars; answered by Changed or Refused."""

    request: int


@dataclass(frozen=True, slots=True)
class Rework:
    """A free second visit under warranty; answered by Changed or Refused."""

    request: int
    words: str = ""


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
    """Raise an alert for a supervisor; `kind` is human or complaint. No outcome."""

    kind: str
    words: str
    request: int | None = None
    district: District | None = None


@dataclass(frozen=True, slots=True)
class AttachPhoto:
    """Attach a stored photo to a request; no outcome."""

    request: int
    photo: str
    phase: Phase = Phase.BEFORE


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
    """A technician's step: event is set_out, arrived or absent; answered by Changed or Refused.

    `travel_minutes` are the technician's own words when setting out.
    """

    request: int
    event: str
    travel_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class TellTravel:
    """A technician on the way says how many minutes it takes from now; answered by Changed or Refused."""

    request: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Assign:
    """A dispatcher sends another technician to a visit; answered by Changed or Refused."""

    request: int
    technician: str


@dataclass(frozen=True, slots=True)
class Finish:
    """Work done, with price lines (item, quantity, unit price in cents) and a note."""

    request: int
    lines: tuple[tuple[str, int, int], ...]
    note: str


@dataclass(frozen=True, slots=True)
class AckAlert:
    """A supervisor has seen an alert; answered by Refused where somebody else was faster."""

    alert: int


@dataclass(frozen=True, slots=True)
class Reassign:
    """A supervisor takes a request from the firm of this offer; answered by Changed or Refused."""

    request: int
    offer: int


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A supervisor spoke with the resident of a request, perhaps for an alert; answered by Changed or Refused."""

    request: int
    note: str
    alert: int | None = None


@dataclass(frozen=True, slots=True)
class FinishCallback:
    """A supervisor spoke with a resident, and notes what came of it; answered by Changed or Refused."""

    callback: int
    note: str


@dataclass(frozen=True, slots=True)
class FileCase:
    """Report a matter that others look after; answered by CaseFiled."""

    matter: str
    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class Refer:
    """Keep that the person was told the number for a matter; no outcome."""

    matter: str
    district: District | None
    estate: str | None


@dataclass(frozen=True, slots=True)
class StepCase:
    """A supervisor moves a case on from a stage; answered by CaseStepped or Refused."""

    case: int
    event: CaseEvent
    stage: Stage
    reason: str


@dataclass(frozen=True, slots=True)
class SetSurge:
    """A supervisor begins or ends surge mode in a district; answered by Refused where that cannot be."""

    district: District
    begin: bool
    reason: str


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
    | GiveReason
    | DeclineRating
    | Rework
    | SolveAlone
    | AddWords
    | AskPerson
    | AttachPhoto
    | Accept
    | Decline
    | Progress
    | TellTravel
    | Assign
    | Finish
    | AckAlert
    | Reassign
    | NoteCall
    | PersonAct
    | ProposalAct
    | FinishCallback
    | FileCase
    | Refer
    | StepCase
    | SetSurge
)
