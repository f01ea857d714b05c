"""Raises alerts from facts and takes note of who saw to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from booking.entities import Fact, Request
from booking.terms import CITY
from booking.work import Work
from oversight.entities import Alert, AlertKind

#: A rating this low or lower needs a callback.
LOW_STARS = 2
_FACTS = {
    "centre_silent": AlertKind.CENTRE_SILENT,
    "nobody_free": AlertKind.NOBODY_FREE,
    "overdue": AlertKind.OVERDUE,
    "not_arrived": AlertKind.OVERDUE,
    "firm_absent": AlertKind.OVERDUE,
    "not_fixed": AlertKind.NOT_FIXED,
    "reopened": AlertKind.NOT_FIXED,
}


@dataclass(frozen=True, slots=True)
class AlertSeen:
    """Somebody has seen to an alert: nobody is asked to any more."""

    id: int


def alert_for(fact: Fact) -> AlertKind | None:
    """The alert that a fact gives rise to, if any."""
    if fact.kind == "rated" and fact.data["stars"] <= LOW_STARS and fact.data["was"] != fact.data["stars"]:
        return AlertKind.LOW_RATING
    return None if fact.data.get("quiet") else _FACTS.get(fact.kind)


def raise_alert(
    work: Work,
    kind: AlertKind,
    *,
    request: Request | None = None,
    district: str = CITY,
    resident: str | None = None,
    words: str = "",
    number: int | None = None,
) -> Alert:
    """Store an alert about a request, or about a person's words; one still open for the same reason is told again.

    `number` is that of a tracked case, where the alert is about one.
    """
    standing = _open_for(work.session, kind, request)
    if standing is not None:
        work.raised.append(standing)
        return standing
    alert = Alert(
        id=work.ids.next(),
        district=request.district if request else district,
        kind=kind,
        request_id=request.id if request else None,
        number=request.number if request else number,
        resident=request.resident if request else resident,
        words=words,
        at=work.now,
    )
    work.session.add(alert)
    work.raised.append(alert)
    return alert


def _open_for(session: Session, kind: AlertKind, request: Request | None) -> Alert | None:
    if request is None:
        return None
    return standing_alert(session, kind, Alert.request_id == request.id, Alert.district == request.district)


def standing_alert(session: Session, kind: AlertKind, *about: bool) -> Alert | None:
    """An alert of a kind that nobody has acknowledged; `about` are conditions on it."""
    return session.exec(select(Alert).where(Alert.kind == kind, col(Alert.acked_at).is_(None), *about)).first()


def count_open(session: Session, district: str | None = None) -> int:
    """How many alerts nobody has acknowledged; of one district (and the city's) or all."""
    return session.exec(select(func.count()).select_from(Alert).where(*_open_in(district))).one()


def open_alerts(session: Session, district: str | None = None, *, limit: int = 100) -> Sequence[Alert]:
    """Alerts nobody has acknowledged, the oldest first; of one district (and the city's) or all."""
    return session.exec(select(Alert).where(*_open_in(district)).order_by(col(Alert.id)).limit(limit)).all()


def _open_in(district: str | None) -> tuple[ColumnElement[bool], ...]:
    mine = () if district is None else (col(Alert.district).in_((district, CITY)),)
    return (col(Alert.acked_at).is_(None), *mine)


def find(session: Session, alert_id: int) -> Alert | None:
    """The alert with this id, open or not."""
    return session.exec(select(Alert).where(Alert.id == alert_id)).first()


def settle(work: Work, request: Request, actor: str, *kinds: AlertKind) -> None:
    """Someone did what open alerts of these kinds about a request asked for."""
    query = select(Alert.id).where(Alert.request_id == request.id, col(Alert.acked_at).is_(None))
    for alert_id in work.session.exec(query.where(col(Alert.kind).in_(kinds))).all():
        acknowledge(work, alert_id, actor)


def acknowledge(work: Work, alert_id: int, actor: str) -> bool:
    """Someone sees to an alert; False when it is unknown or someone was faster."""
    alert = work.session.exec(select(Alert).where(Alert.id == alert_id).with_for_update()).first()
    if alert is None or alert.acked_at is not None:
        return False
    alert.acked_at, alert.acked_by = work.now, actor
    work.session.add(alert)
    work.raised.append(AlertSeen(alert.id))
    return True
