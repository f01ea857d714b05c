"""A scripted day of residents, firms and the centre; started anew after a kill it goes on where it stopped.

Run as `python -m tests.crash.day FOLDER URL`. Every line has its own moment and its own external id, so that
a line which was handled before the kill is dropped by the inbox, and the clock tells the same time for it.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session, col, select

from booking.terms import SHANGHAI, Role
from bot.clock import ManualClock
from bot.mail.message import Content, Inbound
from bot.wiring import App, build
from tests.conftest import settings
from vendors.entities import Coverage, Kind, Provider

CHANNEL = "converse"
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=SHANGHAI)
READY = "ready"


@dataclass(frozen=True, slots=True)
class Line:
    """What someone says, so many minutes after the day began."""

    minute: int
    party: str
    text: str


_PLACES = {
    "r1": "浦东新区花园路12弄3号401",
    "r2": "徐汇区花园路20弄5号602",
    "r3": "杨浦区花园路8弄1号101",
    "r4": "闵行区花园路77弄2号303",
    "r5": "静安区花园路5弄9号205",
    "r6": "普陀区花园路66弄4号804",
}
_PROBLEMS = {
    "r1": "厨房水龙头滴水，明天上午有空",
    "r2": "马桶堵了，明天下午",
    "r3": "卧室的灯不亮了，后天上午",
    "r4": "门锁坏了打不开，明天晚上",
    "r5": "空调要清洗，后天下午",
    "r6": "墙皮掉了一大块，明天上午",
}


def _booking(resident: str, start: int) -> Iterator[Line]:
    party = f"resident:{resident}"
    words = ["你好", _PROBLEMS[resident], _PLACES[resident], f"1380013800{resident[1]}，姓王", "好"]
    for step, text in enumerate(words):
        yield Line(start + step, party, text)


def _visit(provider: str, resident: str, start: int, charge: str) -> Iterator[Line]:
    for step, text in enumerate(("出发", "到达", "完工", charge, "已换好")):
        yield Line(start + 10 * step, provider, text)
    for step, text in enumerate(("修好了", "5星", "师傅很仔细")):
        yield Line(start + 60 + step, f"resident:{resident}", text)


def script(app: App) -> list[Line]:
    """The day, in order of time; firms are named by the sample data."""
    lines: list[Line] = []
    for index, resident in enumerate(_PROBLEMS):
        lines += _booking(resident, 5 * index)
    for provider in _providers(app):
        lines.append(Line(50, provider, "接单"))
        lines.append(Line(51, provider, "接单"))
    lines.append(Line(60, "resident:r2", "能不能改到后天上午"))
    lines.append(Line(61, "resident:r3", "算了不修了，取消"))
    lines.append(Line(62, "resident:r3", "确定取消"))
    lines.append(Line(70, "resident:r7", "水管爆了关不住，宝山区花园路3弄6号502，电话13900139007"))
    lines.append(Line(72, "centre:baoshan", "收到"))
    for provider in _providers(app):
        lines += _visit(provider, "r1", 26 * 60, "TP-02 x1 50")
    lines += _visit("centre:baoshan", "r7", 80, "TP-03")
    for resident in ("r4", "r6"):
        lines += [Line(30 * 60 + step, f"resident:{resident}", "进度") for step in range(3)]
    return sorted(lines, key=lambda line: line.minute)


_DISTRICTS = ("pudong", "xuhui", "yangpu", "minhang", "jingan", "putuo")


def _providers(app: App) -> list[str]:
    """The firms of the districts in which the residents live."""

    def read(session: Session) -> list[str]:
        firms = (
            select(Coverage.provider)
            .join(Provider, col(Provider.code) == Coverage.provider)
            .where(col(Coverage.district).in_(_DISTRICTS), Provider.kind == Kind.FIRM)
            .distinct()
        )
        return sorted(f"vendor:{code}" for code in session.exec(firms))

    return app.database.read(read)


def play(app: App, clock: ManualClock) -> None:
    """Play the whole day; lines that were handled before are dropped by the inbox."""
    lines = script(app)
    app.clockwork.prepare()
    for number, line in enumerate(lines):
        clock.move_to(MORNING + timedelta(minutes=line.minute))
        app.clockwork.tick()
        app.clockwork.rescue()
        role = Role(line.party.partition(":")[0])
        content = Content(say=line.text)
        app.turns.receive(Inbound(CHANNEL, f"day-{number}", line.party, role, line.party, content))
    clock.move_to(MORNING + timedelta(days=9))
    for _ in range(5):
        app.clockwork.tick()
        app.clockwork.rescue()


def main(folder: str, url: str) -> None:
    """Build the application, say so, and play."""
    clock = ManualClock(MORNING)
    app = build(settings(Path(folder), url), clock=clock, staff_channel=CHANNEL)
    sys.stdout.write(READY + "\n")
    sys.stdout.flush()
    play(app, clock)
    app.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
