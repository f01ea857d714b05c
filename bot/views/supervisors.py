"""The part of the world that supervisors alone ask for."""

from collections.abc import Sequence

from sqlmodel import col, select

from booking import store as bookings
from booking.periods import Period
from booking.terms import District, Role
from booking.work import Work
from bot import accounts
from bot.dialogue.surge_view import SurgeView
from bot.dialogue.views import AlertView, CallbackView, FoundView, ReportView, TakeableView
from bot.understanding.meaning import Where
from bot.views import request_search
from bot.views.alerts import alert_view, alert_views
from bot.views.callbacks import callback_views
from bot.views.surges import surge_views
from locales.args import Named
from oversight import alerts, period_report
from vendors import reassigning, store
from vendors.entities import Provider


class SupervisorReads:
    """Reads for one party; a supervisor of a district gets what concerns that district."""

    def __init__(self, work: Work, party: str) -> None:
        self._work = work
        self._party = party

    def covers(self, district: str) -> bool:
        """Whether a district is no other supervisor's alone; for everyone else it is so always."""
        if self._party.partition(":")[0] != Role.SUPERVISOR:
            return True
        return self._scope() in (None, district)

    def _scope(self) -> str | None:
        return accounts.district_of(self._work.session, self._party)

    def in_charge_of(self) -> District | None:
        scope = self._scope()
        return District(scope) if scope is not None else None

    def alerts(self) -> Sequence[AlertView]:
        return alert_views(self._work.session, alerts.open_alerts(self._work.session, self._scope()))

    def alert(self, alert_id: int) -> AlertView | None:
        found = alerts.find(self._work.session, alert_id)
        return alert_view(self._work.session, found, self._party) if found is not None else None

    def callbacks(self) -> Sequence[CallbackView]:
        return callback_views(self._work.session, self._scope())

    def takeable(self, request_id: int) -> TakeableView | None:
        session = self._work.session
        request = bookings.find_request(session, request_id)
        if request is None or not self.covers(request.district):
            return None
        because = reassigning.reason_for(session, request, self._work.now)
        offer = store.live_offer(session, request) if because is not None else None
        return TakeableView(offer.id, because) if offer is not None and because is not None else None

    def requests_at(self, where: Where) -> FoundView:
        return request_search.requests_at(self._work.session, self._scope(), where)

    def requests_named(self, words: str) -> FoundView:
        return request_search.requests_named(self._work.session, self._scope(), words)

    def surges(self) -> Sequence[SurgeView]:
        return surge_views(self._work.session, self._scope())

    def report(self, period: Period) -> ReportView:
        session = self._work.session
        made = period_report.report(session, self._scope(), period, self._work.now)
        codes = [firm.key for firm in made.firms]
        rows = session.exec(select(Provider).where(col(Provider.code).in_(codes))).all() if codes else ()
        return ReportView(made, {row.code: Named(row.name_zh, row.name_en) for row in rows})
