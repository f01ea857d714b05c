"""A process killed at any moment and started again ends the day as if nothing had happened."""

import os
import random
import re
import time
from collections.abc import Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from booking.entities import Request, Visit
from booking.sealing import audit
from booking.store import rating_of
from bot.clock import ManualClock
from bot.mail.entities import InMessage, InStatus, OutMessage
from bot.mail.message import Body
from bot.wiring import App
from tests.conftest import BuildApp
from tests.crash import day
from tests.nursery import give_birth
from tests.processes.fleet import wait_until
from tests.rooms import Copies

_NUMBER = re.compile(r"\d{4,}")


def _outcome(session: Session) -> list[tuple[object, ...]]:
    """How every request ended."""
    rows: list[tuple[object, ...]] = []
    for request in session.exec(select(Request).order_by(col(Request.resident))):
        rating = rating_of(session, request)
        technicians = session.exec(
            select(Visit.technician, Visit.status).where(Visit.request_id == request.id).order_by(col(Visit.id))
        ).all()
        rows.append(
            (
                request.resident,
                request.status,
                request.category,
                request.window_start,
                request.provider,
                request.price_cents,
                request.outcome,
                rating.stars if rating else None,
                tuple(technicians),
            )
        )
    return rows


def _told(session: Session) -> dict[str, list[str]]:
    """What every party was told; numbers are left out, they may have gaps.

    Sorted: what is told in one and the same millisecond of the script has no order across a restart.
    """
    told: dict[str, list[str]] = {}
    for message in session.exec(select(OutMessage).order_by(col(OutMessage.id))):
        text = _NUMBER.sub("#", Body.model_validate_json(message.body).text)
        told.setdefault(message.party, []).append(text)
    return {party: sorted(texts) for party, texts in told.items()}


def _check(app: App) -> None:
    def check(session: Session) -> None:
        assert list(audit(session)) == []
        assert not session.exec(select(InMessage.id).where(InMessage.status != InStatus.DONE)).all()

    app.database.read(check)


def _start(folder: Path, url: str) -> BaseProcess:
    log, words = folder / "log", (str(folder), url)
    log.unlink(missing_ok=True)
    process = give_birth("tests.crash.day", words, folder=Path.cwd(), log=log, environment=dict(os.environ))
    wait_until(lambda: not process.is_alive() or _begun(log), "the day to begin")
    assert _begun(log), log.read_text("utf-8")[-2000:]
    return process


def _begun(log: Path) -> bool:
    return log.exists() and day.READY in log.read_text("utf-8")


def _kill_often(folder: Path, url: str, kills: int, chance: random.Random, longest: float) -> int:
    """Kill the day so many times at random moments, then let it end; how many kills hit it at work."""
    hits = 0
    for _ in range(kills):
        process = _start(folder, url)
        time.sleep(chance.uniform(0.0, longest))
        hits += process.is_alive()
        process.kill()
        process.join()
    process = _start(folder, url)
    process.join(120)
    assert process.exitcode == 0, (folder / "log").read_text("utf-8")[-2000:]
    return hits


def _undisturbed(build_app: BuildApp, url: str) -> tuple[list[tuple[object, ...]], dict[str, list[str]], float]:
    clock = ManualClock(day.MORNING)
    app = build_app(url, clock)
    start = time.monotonic()
    day.play(app, clock)
    took = time.monotonic() - start
    _check(app)
    return app.database.read(_outcome), app.database.read(_told), took


def _run(build_app: BuildApp, urls: Sequence[str], folder: Path, kills: int, seed: int) -> None:
    calm, disturbed = urls
    outcome, told, took = _undisturbed(build_app, calm)
    assert any(row[1] == "closed" for row in outcome)
    hits = _kill_often(folder, disturbed, kills, random.Random(seed), took)
    app = build_app(disturbed, ManualClock(day.MORNING))
    _check(app)
    assert app.database.read(_outcome) == outcome
    assert app.database.read(_told) == told
    assert hits > 0


def test_six_kills_change_nothing(build_app: BuildApp, copies: Copies, tmp_path: Path) -> None:
    _run(build_app, (copies.fresh(), copies.fresh()), tmp_path, kills=3, seed=1)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_two_hundred_kills_change_nothing(build_app: BuildApp, copies: Copies, tmp_path: Path) -> None:
    _run(build_app, (copies.fresh(), copies.fresh()), tmp_path, kills=100, seed=2)
