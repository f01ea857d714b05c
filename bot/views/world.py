"""The world as the dialogue sees it, read from the database within a unit of work."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import select

from booking import store as bookings
from booking.entities import Request
from booking.lifecycle import Status, VisitStatus
from booking.terms import SHANGHAI, Category, District, Phase, Role, Urgency
from booking.windows import Window, fits, local
from booking.work import Work
from bot.dialogue.views import (
    CaseView,
    CrewView,
    EstateContacts,
    EstateView,
    OfferView,
    PlaceView,
    PriceView,
    ReceiptView,
    ReferralView,
    RequestView,
    Spot,
    TalkView,
)
from bot.dialogue.wording import place_of
from bot.places import spots
from bot.places.houses import house_of
from bot.places.saved_places import places_of
from bot.understanding.meaning import When, Where
from bot.views import firm_day
from bot.views.cases import case_view
from bot.views.receipts import receipt_of
from bot.views.requests import views
from bot.views.supervisors import SupervisorReads
from bot.views.talks import talks_for
from locales.args import Named
from oversight import cases, surges
from oversight.case_entities import Case
from oversight.case_places import contacts_of, estate_of
from oversight.surge_rules import surge_rules
from vendors import calendar, parties, store
from vendors.entities import Kind
from vendors.job_times import job_cells
from vendors.spreading import for_those_who_can_wait
from vendors.visit_plan import fewest_visits

#: How many of a person's requests a talk looks back on.
REMEMBERED = 8


class DatabaseWorld(SupervisorReads):
    """Implements the dialogue's World for one party; remembers what it read until `forget` is called."""

    def __init__(self, work: Work, party: str) -> None:
        super().__init__(work, party)
        self._requests: Sequence[RequestView] | None = None
        self._cases: Sequence[CaseView] | None = None
        self._places: Sequence[PlaceView] | None = None

    @property
    def now(self) -> datetime:
        return self._work.now

    @property
    def party(self) -> str:
        return self._party

    def forget(self) -> None:
        """Something was changed: read again."""
        self._requests = self._cases = self._places = None

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
        waits = waits and self.surge(district) is not None
        for kind in (Kind.FIRM, Kind.CENTRE):
            found = self._open(district, (category, *also), urgency, kind, provider, waits=waits)
            if found:
                return found
        return []

    def surge(self, district: District) -> datetime | None:
        return surges.since(self._work, district)

    def _open(
        self,
        district: District,
        categories: Sequence[Category | None],
        urgency: Urgency,
        kind: Kind,
        provider: str | None = None,
        *,
        waits: bool = False,
    ) -> Sequence[Window]:
        able = calendar.joint_team(self._work, district, categories, kind)
        team = [crew for crew in able if provider in (None, crew.provider)]
        cells, lead = job_cells(*categories), calendar.LEAD[urgency]
        if waits:
            places = calendar.open_places(self._work.session, team, cells, self.now, lead)
            return for_those_who_can_wait(places, self.now.astimezone(SHANGHAI).date(), surge_rules().kept)
        return calendar.open_windows(self._work.session, team, cells, self.now, lead)

    def plan(
        self, district: District, categories: Sequence[Category], urgency: Urgency, when: When | None
    ) -> Sequence[tuple[Category, ...]]:
        def firms(part: tuple[Category, ...]) -> Sequence[Window]:
            return self._open(district, part, urgency, Kind.FIRM)

        wished = None
        if when is not None:
            wished = fewest_visits(
                categories, lambda part: any(fits(window, when.date, when.part) for window in firms(part))
            )
        # what no firm does by itself goes to the centre
        found = wished or fewest_visits(categories, lambda part: len(part) == 1 or bool(firms(part)))
        return found or [(category,) for category in categories]

    def places(self) -> Sequence[PlaceView]:
        if self._places is None:
            self._places = places_of(self._work.session, self._party)
        return self._places

    def prices(self, category: Category | None) -> Sequence[PriceView]:
        day = self.now.astimezone(SHANGHAI).date()
        return [
            PriceView(i.code, Named(i.name_zh, i.name_en), Named(i.unit_zh, i.unit_en), i.min_cents, i.max_cents)
            for i in store.price_items(self._work.session, day, category)
        ]

    def my_requests(self) -> Sequence[RequestView]:
        if self._requests is None:
            rows = bookings.requests_of(self._work.session, self._party, limit=REMEMBERED)
            self._requests = views(self._work.session, rows)
        return self._requests

    def centre(self, district: District) -> tuple[Named, str]:
        centre = store.centre_of(self._work.session, district)
        return Named(centre.name_zh, centre.name_en), centre.phone

    def spot(self, latitude: float, longitude: float) -> Spot:
        return spots.spot(self._work.session, (latitude, longitude))

    def estate(self, code: str) -> EstateView | None:
        return spots.estate(self._work.session, code)

    def photo_count(self, request_id: int, phase: Phase) -> int:
        return len(self.photos(request_id, phase))

    def photos(self, request_id: int, phase: Phase) -> Sequence[str]:
        request = bookings.find_request(self._work.session, request_id)
        found = bookings.photos_of(self._work.session, request) if request is not None else ()
        return [photo.hash for photo in found if photo.phase == phase]

    def house(self, estate: str, building: str) -> Where | None:
        return house_of(self._work.session, estate, building)

    def offers(self) -> Sequence[OfferView]:
        provider = parties.provider_code(self._work.session, self._party)
        if provider is None:
            return []
        pairs = store.open_offers(self._work.session, provider)
        seen = views(self._work.session, [request for _, request in pairs])
        return [
            OfferView(offer.id, offer.status, offer.due_at, Window(offer.window_start), view)
            for (offer, _), view in zip(pairs, seen, strict=True)
        ]

    def visits_of_days(self, first: date, days: int) -> Sequence[RequestView]:
        return firm_day.visits_of_days(self._work.session, self._party, first, days)

    def crew(self, request_id: int) -> Sequence[CrewView]:
        return firm_day.crew(self._work, self._party, request_id)

    def gates(self, wheres: Sequence[Where]) -> Sequence[tuple[float, float] | None]:
        return spots.gates(self._work.session, wheres)

    def visits_today(self) -> Sequence[RequestView]:
        session, today = self._work.session, self.now.astimezone(SHANGHAI).date()
        start, end = local(today, 0) - timedelta(hours=12), local(today + timedelta(days=1), 0)
        role, _, code = self._party.partition(":")
        if role == Role.TECHNICIAN:
            pairs = bookings.visits_between(session, start, end, technician=code)
        else:
            provider = parties.provider_code(session, self._party)
            pairs = bookings.visits_between(session, start, end, provider=provider or "")
        under_way = (Status.SCHEDULED, Status.ON_THE_WAY, Status.IN_PROGRESS)
        gone = (VisitStatus.CANCELLED, VisitStatus.MISSED)  # its request may have been booked again since
        return views(session, [r for visit, r in pairs if r.status in under_way and visit.status not in gone])

    def request(self, request_id: int) -> RequestView | None:
        found = bookings.find_request(self._work.session, request_id)
        return self._seen(found)

    def receipt(self, request_id: int) -> ReceiptView | None:
        found = bookings.find_request(self._work.session, request_id)
        if found is None or found.resident != self._party:
            return None
        return receipt_of(self._work.session, found)

    def numbered(self, number: int) -> RequestView | None:
        found = self._work.session.exec(select(Request).where(Request.number == number)).first()
        return self._seen(found)

    def _seen(self, found: Request | None) -> RequestView | None:
        """The view of a request for those who may see it; a district's supervisor sees that district alone."""
        if found is None or not parties.may_see(self._work.session, self._party, found):
            return None
        return views(self._work.session, [found])[0] if self.covers(found.district) else None

    def talks(self) -> Sequence[TalkView]:
        return talks_for(self._work.session, self._party)

    def my_cases(self) -> Sequence[CaseView]:
        if self._cases is None:
            session = self._work.session
            self._cases = [case_view(session, case) for case in cases.cases_of(session, self._party)]
        return self._cases

    def case(self, case_id: int) -> CaseView | None:
        return self._visible(self._work.session.exec(select(Case).where(Case.id == case_id)).first())

    def numbered_case(self, number: int) -> CaseView | None:
        return self._visible(self._work.session.exec(select(Case).where(Case.number == number)).first())

    def _visible(self, case: Case | None) -> CaseView | None:
        """A case for those who reported it and for supervisors in charge."""
        if case is None:
            return None
        session, role = self._work.session, self._party.partition(":")[0]
        if role == Role.SUPERVISOR:
            allowed = self.covers(case.district)
        else:
            allowed = self._party in cases.reporters(session, case)
        return case_view(session, case) if allowed else None

    def estate_contacts(self, where: Where) -> EstateContacts | None:
        found = estate_of(self._work.session, place_of(where)) if where.district is not None else None
        known = contacts_of(self._work.session, found) if found is not None else None
        if known is None:
            return None
        return EstateContacts(known.company, known.company_phone, known.next_body, known.next_phone, known.substituted)

    def referrals(self) -> Sequence[ReferralView]:
        return [
            ReferralView(told.matter, told.number, told.at)
            for told in cases.referrals_of(self._work.session, self._party)
        ]
