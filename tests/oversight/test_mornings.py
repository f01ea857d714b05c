"""The message of the morning: to every supervisor, once, whatever stops or runs twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from sqlmodel import col, select

from booking.terms import SHANGHAI, Role
from bot.clock import ManualClock
from bot.mail.entities import Deadline, OutMessage
from bot.mail.message import Body, Content, Inbound
from bot.telling.mornings import MORNING, next_morning
from bot.wiring import App
from oversight.overview import overview

HALF_PAST_EIGHT = datetime(2026, 11, 24, 8, 30, tzinfo=SHANGHAI)


def _told(app: App) -> dict[str, list[str]]:
    """The morning messages of each supervisor."""
    query = select(OutMessage).where(col(OutMessage.party).startswith("supervisor:")).order_by(col(OutMessage.id))
    found: dict[str, list[str]] = {}
    for row in app.database.read(lambda session: session.exec(query).all()):
        text = Body.model_validate_json(row.body).text
        if "早上好" in text:
            found.setdefault(row.party, []).append(text)
    return found


def _due(app: App) -> datetime:
    row = app.database.read(lambda session: session.get(Deadline, (MORNING, 0)))
    assert row is not None
    return row.due_at


def test_everyone_is_told_of_their_district_once(
    app: App, clock: ManualClock, database_url: str, build_app: Callable[..., App]
) -> None:
    """Accounts have no chat yet; who has a chat and no account is told too. A second process finds nothing to tell."""
    app.clockwork.prepare()
    app.turns.receive(
        Inbound("converse", "1", "supervisor:wang", Role.SUPERVISOR, "supervisor:wang", Content(press="list"))
    )
    assert _due(app) == HALF_PAST_EIGHT
    other = build_app(database_url, clock)
    other.clockwork.prepare()
    clock.move_to(HALF_PAST_EIGHT)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda one: one.clockwork.tick(), (app, other)))
    told = _told(app)
    assert set(told) == {"supervisor:supervisor", "supervisor:supervisor-pudong", "supervisor:wang"}
    assert all(len(texts) == 1 for texts in told.values())
    assert "浦东新区今天" in told["supervisor:supervisor-pudong"][0]
    assert "全市今天" in told["supervisor:supervisor"][0]
    other.clockwork.tick()
    assert _told(app) == told
    assert _due(app) == HALF_PAST_EIGHT + timedelta(days=1)


def test_the_figures_are_those_of_the_page(app: App, clock: ManualClock) -> None:
    app.clockwork.prepare()
    clock.move_to(HALF_PAST_EIGHT)
    app.clockwork.tick()
    seen = app.database.read(lambda session: overview(session, None, clock.now()))
    text = _told(app)["supervisor:supervisor"][0]
    assert f"待处理提醒 {seen.alerts}，等人接的会话 {seen.talks}" in text
    assert f"昨天：报修 {seen.yesterday.requests}，完工 {seen.yesterday.finished}" in text


def test_after_a_standstill_it_is_told_late_but_not_in_the_afternoon(app: App, clock: ManualClock) -> None:
    app.clockwork.prepare()
    clock.move_to(HALF_PAST_EIGHT + timedelta(days=2, hours=2))
    app.clockwork.tick()
    assert [len(texts) for texts in _told(app).values()] == [1, 1]
    clock.move_to(HALF_PAST_EIGHT + timedelta(days=3, hours=6))
    app.clockwork.tick()
    assert [len(texts) for texts in _told(app).values()] == [1, 1]
    assert _due(app) == HALF_PAST_EIGHT + timedelta(days=4)


def test_the_next_morning() -> None:
    assert next_morning(HALF_PAST_EIGHT - timedelta(seconds=1)) == HALF_PAST_EIGHT
    assert next_morning(HALF_PAST_EIGHT) == HALF_PAST_EIGHT + timedelta(days=1)
