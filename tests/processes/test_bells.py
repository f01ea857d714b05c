"""What one process commits wakes the others at once; the intervals are so long that only a bell can do it."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from booking.terms import Role
from bot.channels.telegram.members import as_resident, open_speaker
from bot.channels.telegram.service import Delivery
from bot.clock import SystemClock
from bot.dialogue.says import Say
from bot.mail.deadlines import next_due
from bot.mail.message import Content, Inbound
from bot.running.ticker import Ticker
from bot.wiring import App, build
from tests.conftest import settings
from tests.processes.fleet import wait_until
from tests.telegram.bot_api import bot_api_server

#: Seconds between looks.
NEVER = 3600.0
SOON = 30.0


@pytest.fixture
def two(postgres_url: str, tmp_path: Path) -> Iterator[tuple[App, App]]:
    """Two applications over one PostgreSQL that know of each other."""
    values = settings(tmp_path, postgres_url, tick_seconds=NEVER, outbox_seconds=NEVER)
    here, there = build(values, clock=SystemClock()), build(values, clock=SystemClock())
    for app in (here, there):
        app.bells.start()
    wait_until(lambda: here.bells.others and there.bells.others, "both to hear each other")
    yield here, there
    for app in (here, there):
        app.close()


def _press(app: App, address: str, action: str, external_id: str) -> None:
    party = f"resident:web-{address}"
    app.turns.receive(Inbound("web", external_id, address, Role.RESIDENT, party, Content(press=action)))


def test_a_page_is_woken_by_what_another_process_answered(two: tuple[App, App]) -> None:
    here, there = two
    woken, other = threading.Event(), threading.Event()
    here.hub.watch("web", "mei", woken.set)
    here.hub.watch("web", "someone else", other.set)
    _press(there, "mei", "start", "m1")
    assert woken.wait(SOON)
    assert not other.is_set()


def test_nobody_is_woken_for_what_was_rolled_back(two: tuple[App, App]) -> None:
    here, there = two
    woken: list[str] = []
    here.hub.watch("web", "mei", lambda: woken.append("mei"))
    here.hub.watch("web", "li", lambda: woken.append("li"))
    _press(there, "mei", "start", "m1")
    wait_until(lambda: bool(woken), "the first answer")
    woken.clear()

    def fail(session: object) -> None:
        work = there.make_work(session)  # type: ignore[arg-type]
        there.post.to_party(work, "resident:web-mei", Say("our-fault"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        there.database.write(fail)
    _press(there, "li", "start", "m2")
    wait_until(lambda: "li" in woken, "the answer after it")
    assert "mei" not in woken


def test_a_deadline_is_handled_when_it_falls_due(two: tuple[App, App]) -> None:
    """Set by a process that ticks not at all, for one whose next tick is an hour away."""
    here, there = two
    ticker = Ticker(here.clockwork, NEVER)
    here.bells.on_deadline(ticker.expect)
    ticker.start()
    there.database.write(
        lambda session: there.make_work(session).set_deadline(
            "seal", 0, there.clock.now() + timedelta(seconds=1), "city"
        )
    )
    wait_until(
        lambda: (here.database.read(next_due) or there.clock.now()) > there.clock.now() + timedelta(minutes=5), ""
    )
    ticker.stop()


def test_who_delivers_is_woken_by_what_another_process_queued(
    two: tuple[App, App], postgres_url: str, tmp_path: Path
) -> None:
    _, there = two
    with bot_api_server() as server:
        values = settings(
            tmp_path, postgres_url, outbox_seconds=NEVER, telegram_token=server.token, telegram_api_url=server.url
        )
        app = build(values, clock=SystemClock())
        delivery = Delivery(app)
        wang = server.user("Wang")
        wang.start()
        there.database.write(lambda session: open_speaker(there.make_work(session), as_resident(wang.id), None))
        delivery.start()
        app.bells.start()
        wait_until(lambda: app.bells.others, "the one that delivers to hear")
        there.database.write(
            lambda session: there.post.to_party(there.make_work(session), as_resident(wang.id).party, Say("our-fault"))
        )
        wang.wait_for("", timeout=SOON)
        delivery.stop()
        app.close()


def test_bells_are_heard_again_after_the_listener_was_cut_off(two: tuple[App, App]) -> None:
    """Whoever missed some looks at everything once it hears again."""
    here, there = two
    looked, woken = threading.Event(), threading.Event()
    here.bells.on_gap(looked.set)
    here.hub.watch("web", "mei", woken.set)
    cut = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'anxiu bells'")
    there.database.read(lambda session: session.connection().execute(cut).all())
    assert looked.wait(SOON)
    wait_until(lambda: here.bells.others and there.bells.others, "both to hear each other again")
    woken.clear()
    _press(there, "mei", "start", "m1")
    assert woken.wait(SOON)
