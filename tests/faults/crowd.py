"""People who talk by Telegram's webhook whatever happens: each message is brought until a process takes it."""

import itertools
import random
import threading
import time
from collections.abc import Sequence
from typing import Any

import httpx

from tests.faults.city import City
from tests.telegram.bot_api import User
from tests.telegram.updates import message

_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_SOON = 0.1
_STREETS = (
    "徐汇区田林路{n}弄7号301室",
    "浦东新区花园路{n}弄4号501室",
    "静安区共和新路{n}弄2号202室",
    "杨浦区控江路{n}弄9号101室",
)
_TROUBLES = (
    "厨房水龙头一直滴水，{day}上午有人",
    "马桶堵了，{day}下午",
    "客厅灯不亮了，{day}上午",
    "门锁坏了，{day}晚上",
)
_DAYS = ("明天", "后天", "大后天", "下周三")
_AFTER = ("进度怎么样了", "维修要多少钱", "改成下午", "谢谢", "几点来")


class Crowd:
    """Brings updates; counts what was said, and what came twice or in another order."""

    def __init__(self, city: City, seed: int) -> None:
        self._city = city
        self._dice = random.Random(seed)
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._brought: list[dict[str, Any]] = []
        self.said = 0
        self.stopping = threading.Event()

    def talk(self, users: Sequence[User], seed: int) -> None:
        """One of these after the other books, asks, and books again later, until all are to stop.

        They are many: a chat is told one message a second, and more are due to who talks without a pause.
        """
        dice = random.Random(seed)
        while not self.stopping.is_set():
            user = dice.choice(users)
            for words in _conversation(dice):
                if self.stopping.is_set():
                    return
                self.say(user, words)
                time.sleep(dice.uniform(0.0, 0.3))

    def say(self, user: User, words: str) -> None:
        """One message, until it is taken."""
        self._bring_all([self._update(user, words)])

    def swap(self, user: User) -> None:
        """Two messages, of which the later one comes first."""
        self._bring_all([self._update(user, "进度怎么样了"), self._update(user, "你好")][::-1])

    def again(self) -> None:
        """Something that was brought before comes once more."""
        with self._lock:
            update = self._dice.choice(self._brought) if self._brought else None
        if update is not None:
            self._until_taken(update)

    def _update(self, user: User, words: str) -> dict[str, Any]:
        with self._lock:
            number = next(self._numbers)
            self.said += 1
        return message(user.id, number, number, text=words)

    def _bring_all(self, updates: Sequence[dict[str, Any]]) -> None:
        for update in updates:
            self._until_taken(update)
        with self._lock:
            self._brought.extend(updates)

    def _until_taken(self, update: dict[str, Any]) -> None:
        end = time.monotonic() + 300
        while not self._bring(update):
            assert time.monotonic() < end, "no process takes updates any more"
            time.sleep(_SOON)

    def _bring(self, update: dict[str, Any]) -> bool:
        base = self._city.some_web()
        if base is None:
            return False
        try:
            header = {_HEADER: self._city.secret}
            return httpx.post(f"{base}/telegram/webhook", json=update, headers=header, timeout=40).status_code == 200
        except httpx.TransportError:
            return False


def _conversation(dice: random.Random) -> list[str]:
    day, lane = dice.choice(_DAYS), dice.randint(1, 900)
    begin = [dice.choice(_TROUBLES).format(day=day), dice.choice(_STREETS).format(n=lane), "13800138000，姓王", "好的"]
    return [*begin, *dice.sample(_AFTER, 2)]
