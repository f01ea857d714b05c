"""The figures of pages, mornings and reports, against what counting every row one by one gives."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from statistics import median

import pytest
from sqlmodel import Session, col, select

from booking.entities import Fact, Rating, Request, Visit
from booking.periods import Period, day_of
from booking.terms import CITY, SHANGHAI
from oversight import alerts, callbacks, satisfaction
from oversight.answering import answering
from oversight.callback_entities import Callback
from oversight.entities import Alert
from oversight.overview import counts, day_figures, overview
from oversight.period_report import most_complained, report
from oversight.satisfaction import Satisfaction
from tests.conftest import MONDAY
from tests.oversight.busy_week import DAYS, FIRST, live_through
from tests.rooms import Rooms

PERIODS = [Period(FIRST, FIRST + timedelta(days=DAYS)), Period(FIRST + timedelta(days=2), FIRST + timedelta(days=5))]
SCOPES = (None, "xuhui", "jingan", "pudong")


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()


def _within(at: datetime | None, period: Period) -> bool:
    return at is not None and period.first <= _day(at) <= period.last


def _all(session: Session, scope: str | None, period: Period) -> list[Request]:
    rows = session.exec(select(Request).order_by(col(Request.id))).all()
    return [row for row in rows if scope in (None, row.district) and _within(row.created_at, period)]


def _facts(session: Session, request: Request) -> Sequence[Fact]:
    return session.exec(select(Fact).where(Fact.request_id == request.id).order_by(col(Fact.seq))).all()


def _check_report(session: Session, scope: str | None, period: Period, now: datetime) -> None:
    made = report(session, scope, period, now)
    rows = _all(session, scope, period)
    states = Counter(row.status for row in rows)
    rated = {row.request_id: row for row in session.exec(select(Rating)).all()}
    stars = [rated[row.id].stars for row in rows if row.id in rated]
    kinds = {row.id: [fact.kind for fact in _facts(session, row)] for row in rows}
    owed = [one for one in session.exec(select(Callback)).all() if one.request_id in kinds]
    settled = [one for one in owed if one.done_at is not None or one.due_at < now]
    assert made.requests == len(rows)
    assert made.done == states["done"] + states["confirmed"] + states["closed"]
    assert (made.unresolved, made.cancelled) == (states["unresolved"] + states["no_show"], states["cancelled"])
    assert made.nobody_came == sum("firm_absent" in told for told in kinds.values())
    assert made.emergencies == sum(row.urgency == "emergency" for row in rows)
    assert (made.ratings, made.low) == (len(stars), sum(one <= 2 for one in stars))
    assert made.mean_stars == (round(sum(stars) / len(stars), 2) if stars else None)
    assert made.callbacks == len(settled)
    assert made.callbacks_in_time == sum(one.done_at is not None and one.done_at <= one.due_at for one in settled)
    most = Counter(row.category for row in rows if row.category).most_common()
    assert [line.requests for line in made.categories] == [count for _, count in most][:3]
    _check_answering(session, scope, period, rows, now)


def _check_answering(
    session: Session, scope: str | None, period: Period, rows: Sequence[Request], now: datetime
) -> None:
    found = report(session, scope, period, now).answering
    waits: dict[bool, list[timedelta]] = {True: [], False: []}
    in_time = late = 0
    for row in rows:
        facts = _facts(session, row)
        first = next((fact for fact in facts if fact.kind == "accepted"), None)
        if first is not None:
            waits[row.urgency == "emergency"].append(first.at - row.created_at)
        for place, offered in enumerate(facts):
            if offered.kind != "offered":
                continue
            rest = [fact.kind for fact in facts[place + 1 :]]
            rest = rest[: rest.index("offered")] if "offered" in rest else rest
            told = next((kind for kind in rest if kind in _ANSWERS), None)
            in_time += told in ("accepted", "declined")
            late += told in ("expired", "centre_silent")
    assert (found.in_time, found.answers) == (in_time, in_time + late)
    assert (found.accepted, found.acknowledged) == (len(waits[False]), len(waits[True]))
    assert found.to_accept == _middle(waits[False])
    assert found.to_acknowledge == _middle(waits[True])


def _middle(waits: Sequence[timedelta]) -> timedelta | None:
    unit = timedelta(microseconds=1)
    return timedelta(microseconds=median(wait // unit for wait in waits)) if waits else None


_ANSWERS = ("accepted", "declined", "expired", "centre_silent")


def _check_day(session: Session, scope: str | None, day: date) -> None:
    found, period = day_figures(session, scope, day), day_of(day)
    rated = [one for one in session.exec(select(Rating)).all() if _within(one.at, period)]
    stars = [one.stars for one in rated if scope in (None, one.district)]
    done = {
        fact.request_id
        for fact in session.exec(select(Fact).where(Fact.kind == "finished")).all()
        if _within(fact.at, period) and scope in (None, fact.district)
    }
    assert (found.requests, found.finished) == (len(_all(session, scope, period)), len(done))
    assert (found.ratings, found.low) == (len(stars), sum(one <= 2 for one in stars))
    assert found.mean_stars == (round(sum(stars) / len(stars), 2) if stars else None)


def _check_overview(session: Session, scope: str | None, now: datetime) -> None:
    found = overview(session, scope, now)
    open_ = [one for one in session.exec(select(Alert)).all() if one.acked_at is None]
    owed = callbacks.open_callbacks(session, scope)
    today = [one for one in session.exec(select(Visit)).all() if _within(one.window_start, day_of(_day(now)))]
    assert found.alerts == sum(scope is None or one.district in (scope, CITY) for one in open_)
    assert found.alerts == len(alerts.open_alerts(session, scope, limit=10_000))
    assert found.callbacks_late == sum(one.due_at < now for one in owed)
    assert found.callbacks_today == sum(one.due_at >= now and _day(one.due_at) == _day(now) for one in owed)
    coming = [one for one in today if one.status not in ("cancelled", "missed")]
    assert found.visits == sum(scope in (None, one.district) for one in coming)
    assert found.yesterday == day_figures(session, scope, _day(now) - timedelta(days=1))


def test_figures_of_ten_days_are_what_counting_gives(rooms: Rooms) -> None:
    live_through(rooms)
    now = rooms.clock.now()

    def check(session: Session) -> None:
        for scope in SCOPES:
            for period in PERIODS:
                _check_report(session, scope, period, now)
            for offset in range(DAYS):
                _check_day(session, scope, FIRST + timedelta(days=offset))
            _check_overview(session, scope, now)

    rooms.see(check)
    whole = rooms.see(lambda session: report(session, None, PERIODS[0], now))
    for figure in (whole.nobody_came, whole.low, whole.callbacks, whole.emergencies, whole.cancelled, whole.unresolved):
        assert figure  # the ten days have something of everything


def test_the_report_of_today_says_what_the_page_says(rooms: Rooms) -> None:
    rooms.book()
    rooms.alarm("resident:r2")
    now = rooms.clock.now()
    page = rooms.see(lambda session: counts(session, "xuhui", now))
    told = rooms.see(lambda session: report(session, "xuhui", day_of(_day(now)), now))
    assert (told.requests, told.emergencies) == (page.new, page.emergencies) == (2, 1)
    chart = rooms.see(lambda session: satisfaction.by_category(session, district="xuhui", since=MONDAY))
    assert list(told.categories) == chart


def test_firms_are_named_only_with_enough_ratings() -> None:
    few, many = Satisfaction("few", 4, 4, 1.0, 4, 0), Satisfaction("many", 9, 8, 3.0, 2, 0)
    worse, good = Satisfaction("worse", 9, 6, 2.0, 3, 0), Satisfaction("good", 50, 40, 5.0, 0, 0)
    assert [firm.key for firm in most_complained([few, many, good, worse])] == ["worse", "many"]


def test_an_escalated_request_counts_for_the_firm_and_for_the_centre() -> None:
    at = [MONDAY + timedelta(minutes=minutes) for minutes in (0, 0, 10, 60, 60, 64)]
    kinds = ("submitted", "offered", "accepted", "escalated", "offered", "accepted")
    found = answering((1, kind, when, "x", True) for kind, when in zip(kinds, at, strict=True))
    assert (found.accepted, found.to_accept) == (1, timedelta(minutes=10))
    assert (found.acknowledged, found.to_acknowledge) == (1, timedelta(minutes=4))
    assert (found.answers, found.in_time) == (2, 2)


@pytest.mark.parametrize("first", ["accepted", "declined", "expired", "centre_silent"])
def test_an_offer_is_counted_once(first: str) -> None:
    kinds = ("submitted", "offered", first, "centre_silent", "accepted")
    found = answering((1, kind, MONDAY, "x", False) for kind in kinds)
    assert (found.answers, found.in_time) == (1, int(first in ("accepted", "declined")))
