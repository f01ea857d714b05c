"""Many notifications with random faults: each arrives, none is lost, order and limits are kept, emergencies first."""

import json
import random
import time
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

import pytest

from bot.mail import outbox
from tests.telegram.bot_api import User
from tests.telegram.desk import Desk, open_desk

SIZES = [
    pytest.param(240, 90, id="short"),
    pytest.param(10_000, 4_000, id="long", marks=[pytest.mark.soak, pytest.mark.timeout(3_600)]),
]


@pytest.mark.parametrize(("notifications", "chats"), SIZES)
def test_notifications_with_faults(notifications: int, chats: int, postgres_url: str, tmp_path: Path) -> None:
    with open_desk(postgres_url, tmp_path) as desk:
        people = [desk.person(f"P{number}") for number in range(chats)]
        expected = _fill(desk, people, notifications)
        desk.server.faults.at_random({"429": 0.004, "500": 0.02, "drop": 0.01}, seed=7, methods={"sendMessage"})
        began, clock = time.monotonic(), desk.clock.now()
        urgent = _drain(desk, people)
        took = (desk.clock.now() - clock).total_seconds()
        for user in people:
            assert [message.text for message in user.heard] == expected[user.id]
        rates = desk.server.rates()
        assert rates.overall_a_second <= 30
        assert rates.private_a_second <= 1
        assert urgent <= timedelta(seconds=40)
    told = {"seconds": round(took), "a_second": round(notifications / took, 1), "urgent": urgent.total_seconds()}
    print(json.dumps(told | {"faults": dict(desk.server.faults.happened), "real": round(time.monotonic() - began)}))


def _fill(desk: Desk, people: list[User], notifications: int) -> dict[int, list[str]]:
    chosen = random.Random(3)
    expected: dict[int, list[str]] = defaultdict(list)
    for number in range(notifications):
        user = people[number] if number < len(people) else chosen.choice(people)
        expected[user.id].append(f"{number}")
    for user in people:
        desk.put(user, *expected[user.id])
    return expected


def _drain(desk: Desk, people: list[User]) -> timedelta:
    """Deliver all; how long an emergency took that came in the middle."""
    desk.flow(2)
    late = desk.person("Emergency")
    desk.put(late, "着火", priority=outbox.URGENT)
    put_at, heard_at = desk.clock.now(), None
    while desk.waiting():
        desk.flow(0.5, step=0.25)
        if heard_at is None and late.heard:
            heard_at = desk.clock.now()
    assert heard_at is not None
    return heard_at - put_at
