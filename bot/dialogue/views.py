"""What the dialogue sees of the world: values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from booking.lifecycle import Status
from booking.terms import Category, Danger, District, Relation, Route, Urgency
from booking.windows import Window
from bot.understanding.meaning import Where, Who
from locales.args import Named
from oversight.case_rules import Stage
from oversight.period_report import Report


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another window that the asked firm proposed; the resident can answer until then."""

    offer: int
    window: Window
    asked_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request as its people see it."""

    id: int
    number: int
    status: Status
    route: Route
    category: Category | None
    urgency: Urgency
    danger: Danger | None
    problem: str
    where: Where
    contact_name: str | None
    contact_phone: str | None
    window: Window | None
    window_end: datetime | None
    provider: str | None
    provider_name: Named | None
    provider_phone: str | None
    technician: str | None
    technician_name: Named | None
    due_at: datetime | None
    price_cents: int | None
    price_lines: tuple[tuple[Named, int, int], ...]
    stars: int | None
    note: str
    warranty_days: int
    set_out_at: datetime | None = None
    travel_minutes: int | None = None  # from setting out to arriving, as the technician said
    rate_again_until: datetime | None = None  # after a callback or rework other stars are hoped for until then
    rating_until: datetime | None = None  # the stars can be changed until then
    reasons: tuple[str, ...] = ()
    callback_due: datetime | None = None  # someone is to contact the resident by then
    finished_at: datetime | None = None
    warranty_until: date | None = None  # last day of the warranty of finished work
    tried: tuple[str, ...] = ()  # codes of the help that was tried before
    #: requests of one booking share this
    group: int | None = None
    #: what the one to call is to the one who reports, and who that is
    relation: Relation | None = None
    caller_name: str | None = None
    caller_phone: str | None = None
    #: what the technician should know or bring, only for who comes
    wishes: str = ""
    proposed: Proposal | None = None
    frail: bool = False  # somebody there is helped before others while many wait
    expected_at: datetime | None = None  # when to expect someone, as told while many waited
    comment: str = ""  # the words that went with the stars
    rework: bool = False  # the visit is a second one, which is free

    def shares_visit(self, other: "RequestView") -> bool:
        """Whether one technician comes for both at one time."""
        mine, theirs = (self.provider, self.window), (other.provider, other.window)
        return self.group is not None and self.group == other.group and mine == theirs and self.window is not None


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """What was done, by whom and for how much; rework does not change the bill."""

    number: int
    category: Category | None
    day: date  # when the paid work was finished
    provider: Named
    phone: str
    lines: tuple[tuple[Named, int, int], ...]
    total_cents: int
    warranty_until: date | None


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place of the resident, by the name from the resident's words, with whom to call there."""

    id: int
    name: str | None
    where: Where
    who: Who | None = None
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer as the asked provider sees it: no door, no phone."""

    id: int
    status: str
    due_at: datetime
    window: Window
    request: RequestView


@dataclass(frozen=True, slots=True)
class CrewView:
    """A technician of a firm, as its dispatcher sees them beside one of its visits."""

    code: str
    name: Named
    visits: int  # that day
    able: bool  # can do all that the visit is for
    free: bool  # in the time of the visit
    comes: bool  # is the one who comes as it stands


@dataclass(frozen=True, slots=True)
class PriceView:
    """An item of the price book in force, prices in cents."""

    code: str
    name: Named
    unit: Named
    min_cents: int
    max_cents: int


@dataclass(frozen=True, slots=True)
class AlertView:
    """Something that a supervisor should see to."""

    id: int
    kind: str
    at: datetime
    district: District | None
    number: int | None
    words: str
    request: RequestView | None = None
    acked_at: datetime | None = None  # somebody has seen to it
    acked_by: Named | None = None
    acked_here: bool = False  # by the party who looks
    in_charge: bool = True  # it is of a district of theirs


@dataclass(frozen=True, slots=True)
class FoundView:
    """The newest requests at a place, and how many there are; `bounded` where only so many were looked at."""

    requests: tuple[RequestView, ...]
    total: int
    bounded: bool = False


@dataclass(frozen=True, slots=True)
class TakeableView:
    """The offer by which a request can be taken from its firm, and the code of the reason."""

    offer: int
    because: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """Figures of a period with the names of the firms in it."""

    figures: Report
    names: Mapping[str, Named]


@dataclass(frozen=True, slots=True)
class EstateView:
    """A known estate."""

    code: str
    name: Named
    where: Where


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the map: its district, None outside the city, and the known estates around it, the nearest first."""

    district: District | None
    estates: tuple[EstateView, ...] = ()


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One message of a talk: `by` is resident, bot, or the role of the person who said it."""

    by: str
    at: datetime
    words: str
    photos: tuple[str, ...] | None = None  # content hashes; for a file that was no photo the code why not
    voice: bool = False


@dataclass(frozen=True, slots=True)
class TalkView:
    """A resident's talk that was handed over, as those see it who may answer it."""

    id: int
    status: str
    emergency: bool
    district: District | None
    number: int | None
    words: str
    asked_at: datetime
    due_at: datetime | None
    taken_by: str | None


@dataclass(frozen=True, slots=True)
class CallbackView:
    """A contact that is owed to a resident after a low rating."""

    id: int
    due_at: datetime
    request: RequestView
    reasons: tuple[tuple[str, str], ...]  # in Chinese and English
    words: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A tracked case as its people see it: no door, nobody's name."""

    id: int
    number: int
    route: Route
    matter: str
    stage: Stage
    step: int  # which stage this is, counted from 1, of so many
    steps: int
    days: int | None  # how long the stage may last; None at an end
    since: datetime
    created_at: datetime
    where: Where
    people: int
    reports: int
    reason: str  # what was written with the last step
    follows: int | None  # number of the case that was closed not long before


@dataclass(frozen=True, slots=True)
class EstateContacts:
    """Who can be turned to in an estate; `substituted` where the residents' committee acts for the owners'."""

    company: str
    company_phone: str
    next_body: str
    next_phone: str
    substituted: bool


@dataclass(frozen=True, slots=True)
class ReferralView:
    """A number that a resident was told."""

    matter: str
    number: str
    at: datetime
