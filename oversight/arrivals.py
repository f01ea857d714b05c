"""How many repair requests arrive in a district: just now, and at the same time of past days."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from booking.entities import Request
from booking.terms import SHANGHAI
from oversight.offices import CalendarDay
from oversight.surge_band import Band, Rule, band
from oversight.surge_rules import SurgeRules

_IN = (
    Request.district == bindparam("district"),
    col(Request.created_at) > bindparam("start"),
    col(Request.created_at) <= bindparam("end"),
)
# statements are built once: building one costs more than running it
_COUNT = select(func.count()).select_from(Request).where(*_IN)
_FIRST = select(func.min(Request.created_at)).where(Request.district == bindparam("district"))
_BUSY = select(Request.district).where(col(Request.created_at) > bindparam("start")).distinct()
_SUNDAY, _MONDAY = 7, 1


def arrived(session: Session, district: str, until: datetime, length: timedelta) -> int:
    """How many requests arrived in the stretch that ends at `until`."""
    return session.exec(_COUNT, params={"district": district, "start": until - length, "end": until}).one()


def busy_districts(session: Session, since: datetime) -> Sequence[str]:
    """The districts in which anything arrived since then."""
    return session.exec(_BUSY, params={"start": since}).all()


def expected_band(session: Session, district: str, now: datetime, rules: SurgeRules) -> Band:
    """The band of the stretch that ends now, from whatever history there is."""
    first: datetime | None = session.exec(_FIRST, params={"district": district}).one()
    if first is None:
        return rules.plain
    known = _whole_days(first, now)
    alike = list(_alike(session, now, rules.weeks, known))
    if len(alike) >= rules.same_kind_days:
        return band(_counts(session, district, alike, rules.window), rules.limits, Rule.SAME_KIND)
    recent = [now - timedelta(days=back) for back in range(1, min(known, rules.recent_days) + 1)]
    if len(recent) >= rules.fewest_recent:
        return band(_counts(session, district, recent, rules.window), rules.limits, Rule.RECENT)
    return rules.plain


def _whole_days(first: datetime, now: datetime) -> int:
    """For so many days before this one it is known what arrived: what lies before the first request is no history."""
    return (now.astimezone(SHANGHAI).date() - first.astimezone(SHANGHAI).date()).days - 1


def _counts(session: Session, district: str, ends: Sequence[datetime], length: timedelta) -> list[int]:
    return [arrived(session, district, end, length) for end in ends]


def _alike(session: Session, now: datetime, weeks: int, known: int) -> Iterator[datetime]:
    """The same time on past days of the kind of today."""
    today = now.astimezone(SHANGHAI).date()
    special = _special_days(session, today - timedelta(weeks=weeks), today)
    wanted = kind_of(today, special)
    for back in range(1, min(known, weeks * 7) + 1):
        if kind_of(today - timedelta(days=back), special) == wanted:
            yield now - timedelta(days=back)  # no daylight saving: the same time by the clock


def _special_days(session: Session, first: date, last: date) -> dict[date, bool]:
    rows = session.exec(select(CalendarDay).where(CalendarDay.day >= first, CalendarDay.day <= last)).all()
    return {row.day: row.working for row in rows}


def kind_of(day: date, special: dict[date, bool]) -> int:
    """The weekday as which a day counts: a statutory day off is a Sunday, a weekend day worked instead a Monday."""
    working = special.get(day)
    if working is None:
        return day.isoweekday()
    return _MONDAY if working else _SUNDAY
