"""The commands that scripts rely on: one answer a line, identifiers kept, nothing dropped."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from booking.terms import Category, Intent, Route, Urgency
from bot.cli.app import cli
from bot.understanding.lines import answer_lines
from bot.understanding.reader import Reader
from tests.conftest import MONDAY

NOW = "2026-11-23T09:00+08:00"
FIELDS = {"id", "lang", "intent", "issues", "when", "danger", "confidence"}


def _run(command: Sequence[str], lines: Sequence[str]) -> list[dict[str, Any]]:
    result = CliRunner().invoke(cli, list(command), input="".join(f"{line}\n" for line in lines))
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_understand_answers_each_line_in_order_and_keeps_identifiers() -> None:
    lines = [
        '{"id": "a", "text": "水龙头漏水，明天上午来"}',
        '{"id": 2, "text": "My fridge is not cooling"}',
        '{"id": null, "text": ""}',
        '{"id": {"deep": [1]}, "text": "取消"}',
        '{"text": "多少钱"}',
        '{"id": "no text"}',
        '{"id": "number", "text": 7}',
        "not json at all",
        "[1, 2]",
    ]
    answers = _run(["understand", "--now", NOW], lines)
    assert [answer["id"] for answer in answers] == ["a", 2, None, {"deep": [1]}, None, "no text", "number", None, None]
    assert all(set(answer) == FIELDS for answer in answers)
    assert answers[0]["issues"] == [{"route": "in_home", "category": "taps_pipes", "urgency": "normal"}]
    assert answers[0]["when"] == {"date": "2026-11-24", "part": "morning"}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


_LINES = st.one_of(
    st.text(max_size=40).filter(lambda text: text.strip() and "\n" not in text),
    st.fixed_dictionaries({"id": st.integers(), "text": st.text(max_size=40)}).map(json.dumps),
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(lines=st.lists(_LINES, max_size=5))
def test_understand_drops_no_line_and_speaks_in_known_labels(lines: Sequence[str], reader: Reader) -> None:
    answers = list(answer_lines(lines, MONDAY, reader))
    assert len(answers) == len(lines)
    for answer in answers:
        assert answer["intent"] in set(Intent)
        assert answer["lang"] in ("zh", "en")
        assert 0 <= answer["confidence"] <= 1
        for issue in answer["issues"]:
            in_home = issue["route"] == Route.IN_HOME
            assert issue["route"] in set(Route)
            assert issue["category"] in (set(Category) if in_home else {None})
            assert issue["urgency"] in (set(Urgency) if in_home else {None})
        json.dumps(answer)


def test_converse_plays_a_script_on_a_scratch_database() -> None:
    lines = [
        json.dumps({"as": "resident:li", "say": "水龙头漏水，浦东雨靴苑7号502，13800000001，明天下午"}),
        "a slip",
        json.dumps({"show": "requests"}),
    ]
    answers = _run(["converse", "--now", NOW], lines)
    assert answers.count({"done": True}) == len(lines)
    assert any("error" in answer for answer in answers)


def test_a_time_that_is_none_is_refused() -> None:
    result = CliRunner().invoke(cli, ["understand", "--now", "tomorrow"], input="")
    assert result.exit_code != 0
