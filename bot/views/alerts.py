"""Alerts as supervisors see them, with the requests that they are about."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from booking.entities import Request
from booking.terms import CITY, District
from bot import accounts
from bot.dialogue.views import AlertView, RequestView
from bot.views.requests import views
from locales.args import Named
from oversight.entities import Alert


def alert_views(session: Session, alerts: Sequence[Alert]) -> list[AlertView]:
    """The views of these alerts, in the same order; a fixed number of queries for any number of them."""
    ids = [alert.request_id for alert in alerts if alert.request_id is not None]
    rows = session.exec(select(Request).where(col(Request.id).in_(ids))).all() if ids else ()
    seen = {view.id: view for view in views(session, rows)}
    return [_view(alert, seen.get(alert.request_id or 0)) for alert in alerts]


def alert_view(session: Session, alert: Alert, party: str) -> AlertView:
    """The view of one alert for a party: whether it is theirs, and who has seen to it."""
    (view,) = alert_views(session, [alert])
    scope = accounts.district_of(session, party)
    return replace(
        view,
        acked_by=_name(session, alert.acked_by) if alert.acked_by else None,
        acked_here=alert.acked_by == party,
        in_charge=scope is None or alert.district in (scope, CITY),
    )


def _view(alert: Alert, request: RequestView | None) -> AlertView:
    district = District(alert.district) if alert.district != CITY else None
    return AlertView(
        alert.id, alert.kind, alert.at, district, alert.number, alert.words, request, acked_at=alert.acked_at
    )


def _name(session: Session, party: str) -> Named:
    """What a supervisor is called; the code where there is no account."""
    row = session.exec(select(accounts.Account).where(accounts.Account.party == party)).first()
    code = party.partition(":")[2]
    return Named(row.name_zh, row.name_en) if row is not None else Named(code, code)
