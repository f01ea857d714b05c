"""What the dialogue may ask of the world: one narrow protocol."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from booking.periods import Period
from booking.terms import Category, District, Phase, Urgency
from booking.windows import Window
from bot.dialogue.surge_view import SurgeView
from bot.dialogue.views import (
    AlertView,
    CallbackView,
    CaseView,
    CrewView,
    EstateContacts,
    EstateView,
    FoundView,
    OfferView,
    PlaceView,
    PriceView,
    ReceiptView,
    ReferralView,
    ReportView,
    RequestView,
    Spot,
    TakeableView,
    TalkView,
)
from bot.understanding.meaning import When, Where
from locales.args import Named


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
