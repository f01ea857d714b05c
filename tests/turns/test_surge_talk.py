"""What a resident hears while a surge lasts: danger first, an honest time, near days for who needs them first."""

from collections.abc import Mapping
from typing import Any

import pytest

from booking.terms import District
from bot.channels.converse import Conversation
from bot.clock import ManualClock
from bot.wiring import App
from oversight import surges

PLACE = "徐汇区田林路1186弄松果新村7号301室，王先生13800138000"
CROWDED = "报修的人特别多"


@pytest.fixture
def conversation(app: App, clock: ManualClock) -> Conversation:
    """Xuhui is in surge mode."""
    made = Conversation(app, clock)
    app.database.write(
        lambda session: surges.begin_by_hand(app.make_work(session), District.XUHUI, "supervisor:x", "storm")
    )
    return made


def _say(conversation: Conversation, who: str, **line: object) -> list[Mapping[str, Any]]:
    answers = conversation.play({"as": f"resident:{who}", **line})
    return [answer for answer in answers if answer.get("to") == f"resident:{who}"]


def _text(answers: list[Mapping[str, Any]]) -> str:
    return "\n".join(answer["text"] for answer in answers)


def _windows(answers: list[Mapping[str, Any]]) -> list[str]:
    return [button for answer in answers for button in answer["buttons"] if "月" in button]


def test_an_ordinary_problem_is_told_the_soonest_time_once_and_the_wait_when_booked(conversation: Conversation) -> None:
    first = _say(conversation, "a", say=f"厨房水龙头滴水，{PLACE}")
    assert _text(first).count(CROWDED) == 1
    assert "有人有危险" in _text(first)
    chosen = _say(conversation, "a", press="1")
    assert CROWDED not in _text(chosen)
    booked = _say(conversation, "a", say="好")
    assert "按现在的排队情况" in _text(booked)
    (request,) = [answer for answer in conversation.play({"show": "requests"}) if "request" in answer]
    (told,) = [fact for fact in request["timeline"] if fact["event"] == "told_wait"]
    assert told["data"]["by"] == "window"


def test_somebody_frail_is_offered_nearer_times(conversation: Conversation) -> None:
    ordinary = _windows(_say(conversation, "a", say=f"厨房水龙头滴水，{PLACE}"))
    before = _say(conversation, "b", say=f"厨房水龙头滴水，{PLACE}")
    after = _say(conversation, "b", say="家里有八十岁的老人")
    assert _windows(before) == ordinary
    assert "优先安排" in _text(after)
    assert _windows(after)
    booked = _say(conversation, "c", say=f"家里老人独居，厨房水龙头滴水，{PLACE}")
    assert "优先安排" in _text(booked)


def test_somebody_shut_in_is_still_asked_about(conversation: Conversation) -> None:
    _say(conversation, "b", say=f"卧室门锁坏了，{PLACE}")
    told = _say(conversation, "b", say="老人一个人在家，门打不开")
    assert CROWDED not in _text(told)
    assert any(word in _text(told) for word in ("应急中心", "里面是老人"))


def test_an_emergency_is_told_the_queue_and_no_two_hours(conversation: Conversation) -> None:
    told = _text(_say(conversation, "a", say="水管爆了关不住，徐汇区田林路1186弄松果新村7号301室，13800138000"))
    assert "总阀" in told
    assert "按排队情况" in told
    assert "两小时" not in told
    assert "2小时" not in told


def test_another_district_hears_nothing_of_it(conversation: Conversation) -> None:
    told = _say(conversation, "a", say="厨房水龙头滴水，浦东新区浦建路96弄雨靴苑7号502室，王先生13800138000")
    assert CROWDED not in _text(told)
