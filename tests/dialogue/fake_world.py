"""A world without a database: values that a test sets, behind the dialogue's protocol."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from booking.lifecycle import Status
from booking.periods import Period
from booking.terms import SHANGHAI, Category, Danger, District, Phase, Route, Urgency
from booking.windows import Window, windows_from
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
    Proposal,
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
from oversight.answering import Answering
from oversight.case_rules import Stage
from oversight.matters import matters
from oversight.period_report import Report
from oversight.satisfaction import Satisfaction

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
#: A complete address, and one whose house has no doors with numbers.
HOME = Where(District.PUDONG, None, "雨靴苑", "浦建路", "96", "7", None, "502", "浦东雨靴苑7号502")
ESTATES = {
    "yuxue": EstateView(
        "yuxue", Named("雨靴苑", "Rain Boot Court"), Where(District.PUDONG, None, "雨靴苑", "浦建路", "96")
    ),
    "songguo": EstateView(
        "songguo", Named("松果新村", "Pine Cone Village"), Where(District.XUHUI, None, "松果新村", "田林路", "1186")
    ),
}
FIRM = Named("水滴维修", "Drop Repair")
ESTATE = EstateContacts("铜风铃物业", "021-55510001", "雨靴苑居委会", "021-55510002", substituted=True)


@dataclass
class FakeWorld:
    """What the dialogue may see; nothing changes by itself."""

    now: datetime = MONDAY
    party: str = "resident:li"
    free: bool = True
    requests: list[RequestView] = field(default_factory=list)
    waiting: list[OfferView] = field(default_factory=list)
    raised: list[AlertView] = field(default_factory=list)
    handed_over: list[TalkView] = field(default_factory=list)
    cases: list[CaseView] = field(default_factory=list)
    told: list[ReferralView] = field(default_factory=list)
    saved: list[PlaceView] = field(default_factory=list)
    surge_since: datetime | None = None

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
        return list(windows_from(self.now, timedelta(hours=2)))[:12] if self.free else []

    def surge(self, district: District) -> datetime | None:
        return self.surge_since

    def surges(self) -> Sequence[SurgeView]:
        at = self.surge_since
        return [SurgeView(District.XUHUI, at, 31, 3.0, 12, "plain", 0, by_hand=False)]

    def plan(
        self, district: District, categories: Sequence[Category], urgency: Urgency, when: When | None
    ) -> Sequence[tuple[Category, ...]]:
        return [tuple(categories)]

    def places(self) -> Sequence[PlaceView]:
        return self.saved

    def prices(self, category: Category | None) -> Sequence[PriceView]:
        items = (
            PriceView("CALL-0", Named("上门", "Call-out"), Named("次", "visit"), 0, 0),
            PriceView("TP-01", Named("换龙头", "Change a tap"), Named("个", "piece"), 6000, 9000),
            PriceView("TP-02", Named("换阀芯", "Change a cartridge"), Named("个", "piece"), 5000, 5000),
        )
        return items if category in (None, Category.TAPS_PIPES) else ()

    def my_requests(self) -> Sequence[RequestView]:
        return list(reversed(self.requests))

    def centre(self, district: District) -> tuple[Named, str]:
        return Named("应急中心", "Emergency Centre"), "021-55500000"

    def spot(self, latitude: float, longitude: float) -> Spot:
        """East is Pudong, west is Xuhui, with estates in the north of them; the south is outside."""
        if latitude < -30:
            return Spot(None)
        district = District.PUDONG if longitude > 0 else District.XUHUI
        near = tuple(ESTATES.values()) if latitude > 45 else (ESTATES["yuxue"],)
        return Spot(district, near if latitude > 0 else ())

    def estate(self, code: str) -> EstateView | None:
        return ESTATES.get(code)

    def photo_count(self, request_id: int, phase: Phase) -> int:
        return len(self.photos(request_id, phase))

    def photos(self, request_id: int, phase: Phase) -> Sequence[str]:
        return [f"{number:064x}" for number in range(9)] if request_id == 2 else []

    def house(self, estate: str, building: str) -> Where | None:
        return replace(HOME, building=building, room=None, text="") if estate == "pudong-yuxue" else None

    def offers(self) -> Sequence[OfferView]:
        return self.waiting

    def visits_today(self) -> Sequence[RequestView]:
        under_way = (Status.SCHEDULED, Status.ON_THE_WAY, Status.IN_PROGRESS)
        return [request for request in self.requests if request.status in under_way]

    def visits_of_days(self, first: date, days: int) -> Sequence[RequestView]:
        last = first + timedelta(days=days)
        return [one for one in self.visits_today() if one.window is not None and first <= one.window.day < last]

    def crew(self, request_id: int) -> Sequence[CrewView]:
        """Wang comes; Li could, Zhao is busy, Sun has not learnt it; none for technicians."""
        if self.party.startswith("technician:") or self.request(request_id) is None:
            return []
        return [
            CrewView("firm-1", Named("王师傅（示例）", "Wang (sample)"), 1, able=True, free=False, comes=True),
            CrewView("firm-2", Named("李建国", "Li Jianguo"), 2, able=True, free=self.free, comes=False),
            CrewView("firm-3", Named("赵师傅", "Zhao"), 3, able=True, free=False, comes=False),
            CrewView("firm-4", Named("孙师傅", "Sun"), 0, able=False, free=False, comes=False),
            CrewView("firm-5", Named("李小明", "Li Xiaoming"), 0, able=True, free=self.free, comes=False),
        ]

    def gates(self, wheres: Sequence[Where]) -> Sequence[tuple[float, float] | None]:
        return [(31.208, 121.52) if where.estate == HOME.estate else None for where in wheres]

    def request(self, request_id: int) -> RequestView | None:
        return next((request for request in self.requests if request.id == request_id), None)

    def receipt(self, request_id: int) -> ReceiptView | None:
        found = self.request(request_id)
        if found is None or found.status not in (Status.DONE, Status.CONFIRMED, Status.CLOSED):
            return None
        lines = ((Named("换阀芯", "Change a cartridge"), 1, 5000),)
        day = MONDAY.date()
        return ReceiptView(found.number, found.category, day, FIRM, "021-55500001", lines, 5000, found.warranty_until)

    def numbered(self, number: int) -> RequestView | None:
        return next((request for request in self.requests if request.number == number), None)

    def talks(self) -> Sequence[TalkView]:
        return self.handed_over

    def my_cases(self) -> Sequence[CaseView]:
        return list(reversed(self.cases))

    def case(self, case_id: int) -> CaseView | None:
        return next((case for case in self.cases if case.id == case_id), None)

    def numbered_case(self, number: int) -> CaseView | None:
        return next((case for case in self.cases if case.number == number), None)

    def estate_contacts(self, where: Where) -> EstateContacts | None:
        return ESTATE if where.estate == HOME.estate else None

    def referrals(self) -> Sequence[ReferralView]:
        return self.told

    def alerts(self) -> Sequence[AlertView]:
        return self.raised

    def alert(self, alert_id: int) -> AlertView | None:
        return next((alert for alert in self.raised if alert.id == alert_id), None)

    def takeable(self, request_id: int) -> TakeableView | None:
        """Every second request may be taken from its firm before somebody arrived."""
        found = self.request(request_id)
        asked = found is not None and found.status in (Status.OFFERING, Status.SCHEDULED)
        return TakeableView(5, "silent") if asked and request_id % 2 else None

    def requests_at(self, where: Where) -> FoundView:
        found = [request for request in self.requests if where.estate in (None, request.where.estate)]
        return FoundView(tuple(found[:2]), len(found))

    def requests_named(self, words: str) -> FoundView:
        return self.requests_at(Where(estate=words))

    def report(self, period: Period) -> ReportView:
        firm = Satisfaction("firm", 9, 6, 2.5, 3, 0)
        answering = Answering(3, timedelta(minutes=75), 4, 3, 1, timedelta(minutes=4))
        taps = Satisfaction("taps_pipes", 5, 4, 2.5, 1, 0)
        made = Report(period, 9, [taps], 3, 1, 1, 1, 2, answering, 6, 2.5, 3, 3, 2, [firm])
        empty = Report(period, 0, [], 0, 0, 0, 0, 0, Answering(), 0, None, 0, 0, 0, [])
        return ReportView(made if self.requests else empty, {"firm": FIRM})

    def in_charge_of(self) -> District | None:
        return District.PUDONG if self.free else None

    def callbacks(self) -> Sequence[CallbackView]:
        return [
            CallbackView(request.id, request.callback_due, request, (), "")
            for request in self.requests
            if request.callback_due is not None
        ]


def request_view(
    request_id: int,
    status: Status = Status.OFFERING,
    category: Category | None = Category.TAPS_PIPES,
    *,
    danger: Danger | None = None,
    phone: str | None = "13800000001",
    stars: int | None = None,
    start: datetime | None = MONDAY + timedelta(days=1),
    proposed: bool = False,
) -> RequestView:
    """A request as its people see it; with danger it is an emergency, which has no window.

    With `proposed` the asked firm would come six hours later, if it is an ordinary one on offer.
    """
    window = Window(start) if start is not None and danger is None else None
    taken = status not in (Status.SUBMITTED, Status.OFFERING)
    return RequestView(
        id=request_id,
        number=1000 + request_id,
        status=status,
        route=Route.IN_HOME if category else Route.UTILITY,
        category=category,
        urgency=Urgency.EMERGENCY if danger else Urgency.NORMAL,
        danger=danger,
        problem="滴水",
        where=replace(HOME, text=""),
        contact_name=None,
        contact_phone=phone,
        window=window,
        window_end=window.end if window else None,
        provider="firm" if taken else None,
        provider_name=FIRM,
        provider_phone="021-55500001" if taken else None,
        technician="firm-1" if taken else None,
        technician_name=Named("王师傅", "Wang") if taken else None,
        due_at=MONDAY + timedelta(minutes=30),
        price_cents=None,
        price_lines=(),
        stars=stars,
        note="",
        warranty_days=90,
        set_out_at=MONDAY if status is Status.ON_THE_WAY else None,
        rating_until=MONDAY + timedelta(days=7) if stars is not None else None,
        callback_due=MONDAY + timedelta(days=1) if stars == 1 else None,
        warranty_until=MONDAY.date() + timedelta(days=90) if taken else None,
        finished_at=MONDAY - timedelta(days=10) if status is Status.CLOSED else None,
        proposed=_proposal(request_id, window) if proposed and window and status is Status.OFFERING else None,
    )


def _proposal(offer_id: int, window: Window) -> Proposal:
    later = Window(window.start + timedelta(hours=6))
    return Proposal(offer_id, later, MONDAY, MONDAY + timedelta(hours=2))


def case_view(case_id: int, matter: str = "lift", stage: Stage = Stage.SITE_CHECK) -> CaseView:
    """A case of the building of HOME as its people see it."""
    return CaseView(
        id=case_id,
        number=2000 + case_id,
        route=matters()[matter].route,
        matter=matter,
        stage=stage,
        step=2,
        steps=8,
        days=7,
        since=MONDAY,
        created_at=MONDAY,
        where=replace(HOME, room=None, text=""),
        people=2,
        reports=3,
        reason="",
        follows=None,
    )


def offer_view(offer_id: int, request: RequestView) -> OfferView:
    """An offer for a request, open or with another window proposed."""
    status = "open" if request.proposed is None else "proposed"
    return OfferView(offer_id, status, MONDAY + timedelta(minutes=30), request.window or Window(MONDAY), request)
