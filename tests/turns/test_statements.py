"""What a turn costs the database: whoever makes one ask more often than this meets it here."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from booking.terms import Role
from bot.mail.message import Content, Inbound
from bot.wiring import App
from tests.rooms import CHANNEL

PARTY = "resident:counted"
#: A booking from the first word to the end, with the most statements that each turn may take.
TURNS = (
    ("你好", 8),
    ("厨房水龙头一直滴水，后天上午有人", 9),
    ("浦东新区花园路100弄4号501室", 6),
    ("13800138000，姓王", 14),
    ("改成下午", 17),
    ("好的", 30),
    ("进度怎么样了", 9),
    ("维修要多少钱", 8),
    ("算了取消", 7),
    ("确定取消", 29),
)
#: What a turn cannot do without: its chat locked, what came in, its requests, the answer, the talk.
LEAST = 5


class Counted:
    """The statements since `clear`; beginning and ending a transaction are none."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()

    def note(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            self.kinds[" ".join(statement.split())[:80]] += 1


@contextmanager
def counting(app: App) -> Iterator[Counted]:
    """Count what is asked of an application's database."""
    counted = Counted()
    event.listen(app.database.engine, "before_cursor_execute", counted.note)
    yield counted
    event.remove(app.database.engine, "before_cursor_execute", counted.note)


def test_no_turn_asks_the_database_more_than_it_must(app: App) -> None:
    with counting(app) as counted:
        for number, (words, most) in enumerate(TURNS):
            counted.kinds.clear()
            app.turns.receive(Inbound(CHANNEL, str(number), "counted", Role.RESIDENT, PARTY, Content(say=words)))
            assert LEAST <= counted.kinds.total() <= most, (words, counted.kinds.most_common())


def test_the_same_message_again_costs_next_to_nothing(app: App) -> None:
    again = Inbound(CHANNEL, "1", "counted", Role.RESIDENT, PARTY, Content(say="你好"))
    app.turns.receive(again)
    with counting(app) as counted:
        app.turns.receive(again)
    assert counted.kinds.total() == 3, counted.kinds


@pytest.mark.parametrize("waiting", [5, 200])
def test_a_long_history_costs_no_more(app: App, waiting: int) -> None:
    for number in range(waiting):
        app.turns.receive(Inbound(CHANNEL, f"h{number}", "counted", Role.RESIDENT, PARTY, Content(say="你好")))
    with counting(app) as counted:
        app.turns.receive(Inbound(CHANNEL, "last", "counted", Role.RESIDENT, PARTY, Content(say="你好")))
    assert counted.kinds.total() == LEAST, counted.kinds
