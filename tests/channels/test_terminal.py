"""The terminal: words, buttons by number or label, and everything in the order in which it was said."""

from collections.abc import Callable, Iterator

import pytest

from bot.channels.terminal import Terminal
from bot.clock import ManualClock
from bot.wiring import App
from tests.conftest import BuildApp

Run = Callable[[list[str]], list[str]]


@pytest.fixture
def app(sqlite_url: str, clock: ManualClock, build_app: BuildApp) -> App:
    return build_app(sqlite_url, clock)


@pytest.fixture
def run(app: App) -> Run:
    """Types lines; what was shown meanwhile."""

    def play(lines: list[str]) -> list[str]:
        shown: list[str] = []
        Terminal(app, shown.append, f"s{id(shown)}").run(f"{line}\n" for line in lines)
        return shown

    return play


def _has(shown: list[str], part: str) -> bool:
    return any(part in line for line in shown)


def test_it_greets_with_numbered_buttons(run: Run) -> None:
    shown = run([])
    assert "我是安修" in shown[0]
    assert shown[1:3] == ["  [1] 安装拆除", "  [2] 电灯电路"]


@pytest.mark.parametrize("line", ["4", " 4 ", "龙头水管"])
def test_a_number_or_label_presses_the_button(line: str, run: Run) -> None:
    assert _has(run([line]), "具体是什么情况")


@pytest.mark.parametrize("line", ["0", "99", "龙头"])
def test_other_words_are_said(line: str, run: Run) -> None:
    assert not _has(run([line]), "具体是什么情况")


def test_a_booking_from_hello_to_number(run: Run) -> None:
    shown = run(["水龙头漏水", "浦东雨靴苑7号502", "13800000001", "2", "1"])
    assert _has(shown, "单号 1001")


def test_answers_come_in_the_order_of_the_questions(run: Run) -> None:
    shown = run(["水龙头漏水", "浦东雨靴苑7号502", "13800000001"])
    marks = ("我是安修", "明白了：龙头水管", "告诉我地址", "联系谁", "什么时候方便")
    places = [next(place for place, line in enumerate(shown) if mark in line) for mark in marks]
    assert places == sorted(places)


def test_a_later_session_goes_on_where_the_last_one_stopped(run: Run) -> None:
    run(["水龙头漏水", "浦东雨靴苑7号502"])
    assert _has(run(["13800000001"]), "什么时候方便")


def test_reading_stops_with_the_input(app: App) -> None:
    read: list[str] = []

    def lines() -> Iterator[str]:
        for line in ("你好\n", "谢谢\n"):
            read.append(line)
            yield line

    Terminal(app, lambda _line: None, "s").run(lines())
    assert read == ["你好\n", "谢谢\n"]
