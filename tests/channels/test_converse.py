"""The script language: every line is answered to its end, whatever it says, and time passes in order."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.converse import Conversation, duration, run_script
from bot.clock import ManualClock
from tests.conftest import BuildApp

Answer = dict[str, Any]
DONE = {"done": True}
BOOKED = [
    {"as": "resident:li", "say": "水龙头漏水，浦东雨靴苑7号502，13800000001，明天下午"},
    {"as": "resident:li", "say": "好"},
]


@pytest.fixture
def conversation(sqlite_url: str, clock: ManualClock, build_app: BuildApp) -> Conversation:
    return Conversation(build_app(sqlite_url, clock, seal_minutes=720), clock)


def _play(conversation: Conversation, lines: Iterable[object]) -> list[Answer]:
    return list(run_script(conversation, [json.dumps(line) for line in lines]))


def _by_line(answers: Iterable[Answer]) -> list[list[Answer]]:
    """The answers of each line, without its end."""
    lines: list[list[Answer]] = [[]]
    for answer in answers:
        if answer == DONE:
            lines.append([])
        else:
            lines[-1].append(answer)
    return lines[:-1]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "line 1"),
        ("[]", "JSON object"),
        ('"words"', "JSON object"),
        ("{}", "needs one of"),
        ('{"as": "resident:li"}', "needs one of"),
        ('{"as": "nobody:x", "say": "hi"}', "unknown party"),
        ('{"as": "resident:", "say": "hi"}', "unknown party"),
        ('{"as": "system:x", "say": "hi"}', "unknown party"),
        ('{"as": "resident:li", "location": [1]}', "line 1"),
        ('{"as": "resident:li", "location": ["x", "y"]}', "line 1"),
        ('{"advance": "ten minutes"}', "no duration"),
        ('{"advance": "P"}', "no duration"),
        ('{"show": "weather"}', "needs one of"),
    ],
)
def test_lines_that_mean_nothing_are_answered_with_an_error_and_an_end(
    line: str, says: str, conversation: Conversation
) -> None:
    error, end, *others = run_script(conversation, [line, json.dumps({"as": "resident:li", "say": "你好"})])
    assert says in error["error"]
    assert end == DONE
    assert others[-1] == DONE
    assert [answer["to"] for answer in others[:-1]] == ["resident:li"]


def test_blank_lines_are_skipped(conversation: Conversation) -> None:
    assert list(run_script(conversation, ["", "   ", "\n"])) == []


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)
_KEYS = st.sampled_from(["as", "say", "press", "photo", "location", "contact", "advance", "show", "x"])
_LINES = st.one_of(
    st.text(max_size=30),
    st.dictionaries(_KEYS, _VALUES, max_size=3).map(json.dumps),
    st.fixed_dictionaries({"as": st.just("resident:li")}, optional={"say": _VALUES, "press": _VALUES}).map(json.dumps),
)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(_LINES, max_size=5))
def test_every_line_has_exactly_one_end(lines: Sequence[str], conversation: Conversation) -> None:
    for line in lines:
        if line.strip():
            answers = list(run_script(conversation, [line]))
            assert answers.count(DONE) == 1
            assert answers[-1] == DONE


def test_messages_say_to_whom_with_buttons_and_what_is_expected(conversation: Conversation) -> None:
    (answers,) = _by_line(_play(conversation, [{"as": "resident:li", "say": "你好"}]))
    (answer,) = answers
    assert set(answer) == {"to", "text", "buttons", "expects"}
    assert (answer["to"], answer["expects"]) == ("resident:li", "problem")
    assert "龙头水管" in answer["buttons"]


@pytest.mark.parametrize("press", ["龙头水管", "4", "水管"])
def test_a_button_is_pressed_by_label_number_or_part_of_the_label(press: str, conversation: Conversation) -> None:
    lines = [{"as": "resident:li", "say": "你好"}, {"as": "resident:li", "press": press}]
    assert _by_line(_play(conversation, lines))[1][0]["expects"] == "problem"


@pytest.mark.parametrize("press", ["飞", "0", "99", ""])
def test_a_button_that_is_not_there_is_out_of_date(press: str, conversation: Conversation) -> None:
    lines = [{"as": "resident:li", "say": "谢谢"}, {"as": "resident:new", "press": press}]
    assert "过时" in _by_line(_play(conversation, lines))[1][0]["text"]


def test_requests_are_shown_with_their_timeline(conversation: Conversation) -> None:
    *_, shown = _by_line(_play(conversation, [*BOOKED, {"show": "requests"}]))
    (request,) = shown
    assert {"request", "status", "category", "urgency", "district", "address", "contact", "window", "provider"} <= set(
        request
    )
    assert [fact["event"] for fact in request["timeline"]] == ["submitted", "offered"]
    assert request["window"] == {"start": "2026-11-24T13:00:00+08:00", "end": "2026-11-24T15:00:00+08:00"}


def test_what_falls_due_happens_at_its_own_time_and_in_order(conversation: Conversation) -> None:
    provider = "vendor:pudong-big-nut"
    lines = [*BOOKED, {"as": provider, "say": "接单"}, {"advance": "P2D"}, {"show": "requests"}]
    *_, told, shown = _by_line(_play(conversation, lines))
    texts = [answer["text"] for answer in told if answer["to"] == "resident:li"]
    assert [word for text in texts for word in ("提醒您", "一小时左右", "还没到", "作废") if word in text] == [
        "提醒您",
        "一小时左右",
        "还没到",
        "作废",
    ]
    (request,) = shown
    at = [datetime.fromisoformat(fact["at"]) for fact in request["timeline"]]
    assert at == sorted(at)
    due = {fact["event"]: fact["at"][:16] for fact in request["timeline"]}
    assert due["remind_day"] == "2026-11-23T18:00"
    assert due["remind_hour"] == "2026-11-24T12:00"
    assert due["overdue"] == "2026-11-24T15:00"


def test_the_clock_moves_by_what_was_asked_for(conversation: Conversation, clock: ManualClock) -> None:
    before = clock.now()
    _play(conversation, [{"advance": "P1DT2H3M4S"}])
    assert (clock.now() - before).total_seconds() == duration("P1DT2H3M4S").total_seconds() == 93784


@pytest.mark.parametrize(("text", "seconds"), [("PT10M", 600), ("P1D", 86400), ("PT1.5S", 1.5), ("P2DT12H", 216000)])
def test_durations(text: str, seconds: float) -> None:
    assert duration(text).total_seconds() == seconds
