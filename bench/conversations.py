"""Whole conversations on SQLite: store, understand, advance, render, commit, deliver; in turns per second."""

import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from argon2 import PasswordHasher

from bench import bare_turn
from bench.report import percentile, report
from booking.terms import SHANGHAI, Role
from bot.clock import ManualClock
from bot.mail.message import Content, Inbound
from bot.running.prepare import prepare
from bot.wiring import App, build, settings_for

CONVERSATIONS = 120
WARM_UP = 8
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
_SCRIPTS = (
    (
        "你好",
        "厨房水龙头一直滴水，后天上午有人",
        "{district}花园路{n}弄4号501室",
        "13800138000，姓王",
        "好的",
        "进度怎么样了",
    ),
    (
        "The bathroom light does not work any more",
        "Rm 501, No. 4, Lane {n} Garden Rd, {en}",
        "13800138001",
        "the second one",
        "yes",
    ),
    (
        "马桶堵了",
        "{district}花园路{n}弄2号101，电话13900139000",
        "第一个",
        "不对，改成下午",
        "好",
        "算了取消",
        "确定取消",
    ),
    ("通下水道多少钱", "那约一个，{district}花园路{n}弄7号302", "13700137000", "最后一个", "可以"),
)
_PLACES = (
    ("浦东新区", "Pudong"),
    ("徐汇区", "Xuhui"),
    ("静安区", "Jing'an"),
    ("杨浦区", "Yangpu"),
    ("闵行区", "Minhang"),
    ("普陀区", "Putuo"),
    ("宝山区", "Baoshan"),
    ("松江区", "Songjiang"),
)


def run() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        settings = settings_for(Path(scratch), secret_key="bench")
        prepare(settings, sample=True, hasher=PasswordHasher(time_cost=1, memory_cost=64))
        app = build(settings, clock=ManualClock(NOW))
        try:
            floor, times = _measure(app)
        finally:
            app.close()
    report(
        "conversation_turns_sqlite",
        len(times) / sum(times),
        "turns/s",
        floor,
        turns=len(times),
        p50_ms=round(percentile(times, 0.5) * 1000, 2),
        p99_ms=round(percentile(times, 0.99) * 1000, 2),
        memory_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    )


def _measure(app: App) -> tuple[float, list[float]]:
    """Bare turns a second, and the seconds of each whole turn; in alternating blocks, so that both see one machine."""
    engine = app.database.engine
    bare_turn.prepare(engine, 50)
    bare, times = [], []
    for index in range(CONVERSATIONS + WARM_UP):
        whole = [_seconds(lambda inbound=inbound: app.turns.receive(inbound)) for inbound in _conversation(index)]  # type: ignore[misc]
        limit = [_seconds(lambda chat=chat: bare_turn.turn(engine, chat)) for chat in range(1, 16)]  # type: ignore[misc]
        if index >= WARM_UP:
            times += whole
            bare += limit
    return len(bare) / sum(bare), times


def _seconds(task: Callable[[], object]) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def _conversation(index: int) -> Iterator[Inbound]:
    district, english = _PLACES[index % len(_PLACES)]
    party = f"resident:b{index}"
    for step, text in enumerate(_SCRIPTS[index % len(_SCRIPTS)]):
        words = text.format(district=district, en=english, n=100 + index)
        yield Inbound("web", f"{index}-{step}", f"b{index}", Role.RESIDENT, party, Content(say=words))
