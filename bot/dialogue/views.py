"""What the dialogue may see of the world: values, read through one narrow protocol."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from booking.lifecycle import Status
from booking.periods import Period
from booking.terms import Category, Danger, District, Phase, Relation, Route, Urgency
from booking.windows import Window
from bot.dialogue.surge_view import SurgeView
from bot.understanding.meaning import When, Where, Who
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


class World(Protocol):
    """All that rules of the dialogue can ask; bound to one person and one moment."""

    @property
    def now(self) -> datetime: ...

    @property
    def party(self) -> str:
        """Who talks, such as resident:r1 or vendor:pudong-anju."""

    def windows(
        self,
        district: District,
        category: Category | None,
        urgency: Urgency,
        provider: str | None = None,
        also: Sequence[Category] = (),
        *,
        waits: bool = False,
    ) -> Sequence[Window]:
        """Windows in which someone is free, in order; firms' or, where no firm is free at all, the centre's.

        `also` are further kinds of work for the same visit. A visit that `waits` leaves the near days to others
        while a surge lasts.
        """

    def surge(self, district: District) -> datetime | None:
        """Since when more is reported in a district than can be done at once; None where that is not so."""

    def plan(
        self, district: District, categories: Sequence[Category], urgency: Urgency, when: When | None
    ) -> Sequence[tuple[Category, ...]]:
        """These kinds of work shared out over the fewest visits, at the time that is wished for where that can be."""

    def places(self) -> Sequence[PlaceView]:
        """The resident's saved places, the one used last first."""

    def prices(self, category: Category | None) -> Sequence[PriceView]:
        """Items of the price book in force, of one category or all."""

    def my_requests(self) -> Sequence[RequestView]:
        """The resident's requests, the newest first, ended ones too."""

    def centre(self, district: District) -> tuple[Named, str]:
        """Name and phone of the district's emergency centre."""

    def spot(self, latitude: float, longitude: float) -> Spot:
        """What is known of a point on the map."""

    def estate(self, code: str) -> EstateView | None:
        """A known estate by its code."""

    def photo_count(self, request_id: int, phase: Phase) -> int:
        """How many photos of a phase a request has; the caller may see the request."""

    def photos(self, request_id: int, phase: Phase) -> Sequence[str]:
        """Their content hashes, oldest first; the caller may see the request."""

    def house(self, estate: str, building: str) -> Where | None:
        """The address of a building of a known estate, by the estate's code; None where there is no such estate."""

    def offers(self) -> Sequence[OfferView]:
        """Offers before this provider that are not decided yet, by their deadline.

        Those whose request has `proposed` wait for the resident, the others for the provider.
        """

    def visits_today(self) -> Sequence[RequestView]:
        """Requests whose visit by this provider or technician is today or under way, in order of time."""

    def visits_of_days(self, first: date, days: int) -> Sequence[RequestView]:
        """Requests whose visit by this provider or technician begins on one of these days, in order of time."""

    def crew(self, request_id: int) -> Sequence[CrewView]:
        """The technicians of the firm whose visit this is, for its dispatcher; none for anyone else."""

    def gates(self, wheres: Sequence[Where]) -> Sequence[tuple[float, float] | None]:
        """Where the gates of these estates are (latitude and longitude, WGS 84), as far as they are known."""

    def request(self, request_id: int) -> RequestView | None:
        """A request that this party may see, else None."""

    def receipt(self, request_id: int) -> ReceiptView | None:
        """The receipt of the resident's own request, once work was finished."""

    def numbered(self, number: int) -> RequestView | None:
        """A request by the number people read out, if this party may see it."""

    def talks(self) -> Sequence[TalkView]:
        """Talks that wait for a person or have one, which this party may answer; emergencies first, then by age."""

    def my_cases(self) -> Sequence[CaseView]:
        """The cases that the resident reported or joined, the newest first, ended ones too."""

    def case(self, case_id: int) -> CaseView | None:
        """A case that this party may see, else None."""

    def numbered_case(self, number: int) -> CaseView | None:
        """A case by the number people read out, if this party may see it."""

    def estate_contacts(self, where: Where) -> EstateContacts | None:
        """Who can be turned to in the estate of an address, where it is known."""

    def referrals(self) -> Sequence[ReferralView]:
        """The numbers that the resident was told, the newest first."""

    def alerts(self) -> Sequence[AlertView]:
        """Alerts nobody has acknowledged, the oldest first; for supervisors."""

    def callbacks(self) -> Sequence[CallbackView]:
        """Contacts owed to residents, the most pressing first; for supervisors."""

    def alert(self, alert_id: int) -> AlertView | None:
        """An alert, open or not, of whatever district; for supervisors."""

    def takeable(self, request_id: int) -> TakeableView | None:
        """How a request can be taken from its firm now; None where there is no reason or nobody to take it from."""

    def requests_at(self, where: Where) -> FoundView:
        """The newest requests at a place, of those that this supervisor may see."""

    def requests_named(self, words: str) -> FoundView:
        """The same for part of the name of an estate or road."""

    def report(self, period: Period) -> ReportView:
        """Figures of a period for the districts of this supervisor."""

    def surges(self) -> Sequence[SurgeView]:
        """How arrivals stand in the districts of this supervisor, those first in which a surge lasts."""

    def in_charge_of(self) -> District | None:
        """The only district of this supervisor; None for the whole city."""
