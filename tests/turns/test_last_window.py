"""Two residents want the last window at the same moment, in their own words: one gets it, the other the next best."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlmodel import Session, col, select

from booking.entities import Request
from booking.terms import Role
from bot.clock import ManualClock
from bot.mail.entities import OutMessage
from bot.mail.message import Body, Content, Inbound
from bot.wiring import App
from tests.rooms import CHANNEL
from tests.vendors.supply import close_samples, open_firm
from vendors.entities import Cell

RESIDENTS = ("resident:anna", "resident:bert")
WORDS = "徐汇区田林路1186弄7号301室，厨房水龙头漏水，明天上午10点，电话13800138000"


@pytest.fixture
def shop(app: App) -> App:
    """One firm, one technician: tomorrow from ten to half past eleven, and from three to half past four."""
    close_samples(app)
    open_firm(app, "alder", {"alder-1": [(2, 10 * 60, 11 * 60 + 30), (2, 15 * 60, 16 * 60 + 30)]})
    return app


def _all_at_once(app: App, contents: dict[str, Content], key: str) -> None:
    barrier = Barrier(len(contents))

    def send(party: str) -> None:
        barrier.wait()
        app.turns.receive(Inbound(CHANNEL, f"{key}-{party}", party, Role.RESIDENT, party, contents[party]))

    with ThreadPoolExecutor(len(contents)) as pool:
        list(pool.map(send, contents))


def _last(app: App, party: str) -> Body:
    query = select(OutMessage).where(OutMessage.party == party).order_by(col(OutMessage.id).desc()).limit(1)
    return Body.model_validate_json(app.database.read(lambda session: session.exec(query).one()).body)


def _window_of(body: Body) -> str:
    return next(line for line in body.text.splitlines() if line.startswith("时间"))


def test_the_last_window_is_promised_once(shop: App, clock: ManualClock) -> None:
    _all_at_once(shop, {party: Content(say=WORDS) for party in RESIDENTS}, "words")
    shown = {party: _last(shop, party) for party in RESIDENTS}
    first = next(party for party in RESIDENTS if shown[party].expects == "confirm")
    other = next(party for party in RESIDENTS if party != first)
    assert "10:00" in _window_of(shown[first])
    assert shown[other].expects == "window"
    assert "15:00" in shown[other].buttons[0].label
    _all_at_once(shop, {first: Content(say="好"), other: Content(press=shown[other].buttons[0].action)}, "choice")
    shop.turns.receive(Inbound(CHANNEL, "yes", other, Role.RESIDENT, other, Content(say="好")))

    def check(session: Session) -> None:
        starts = {request.resident: request.window_start for request in session.exec(select(Request))}
        assert set(starts) == set(RESIDENTS)
        assert starts[first] != starts[other]
        assert len(session.exec(select(Cell)).all()) == 6

    shop.database.read(check)


def test_who_hesitates_too_long_is_told_and_shown_what_is_left(shop: App, clock: ManualClock) -> None:
    """The card is kept for a quarter of an hour; then the next one may have it."""
    first, other = RESIDENTS
    _all_at_once(shop, {first: Content(say=WORDS)}, "a")
    clock.advance(timedelta(minutes=16))
    _all_at_once(shop, {other: Content(say=WORDS)}, "b")
    assert _last(shop, other).expects == "confirm"
    _all_at_once(shop, {first: Content(say="好"), other: Content(say="好")}, "yes")
    starts = shop.database.read(lambda s: {r.resident: r.window_start for r in s.exec(select(Request))})
    assert set(starts) == {other}
    answer = _last(shop, first)
    assert answer.expects == "window"
    assert "15:00" in answer.buttons[0].label
