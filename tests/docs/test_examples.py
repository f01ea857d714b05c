"""The conversations in the guides can be played as they stand."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from bot.channels.converse import Conversation, run_script
from bot.clock import ManualClock
from tests.conftest import BuildApp
from tests.docs.pages import fenced, text_of

Answer = Mapping[str, Any]


@pytest.fixture
def conversation(sqlite_url: str, clock: ManualClock, build_app: BuildApp) -> Conversation:
    """A scratch city at the time that the guides start from."""
    return Conversation(build_app(sqlite_url, clock), clock)


def _requests(answers: Iterable[Answer]) -> list[Answer]:
    return [answer for answer in answers if "request" in answer]


@pytest.mark.parametrize(("place", "status"), [(0, "closed"), (1, "in_progress")])
def test_scripts_play_to_their_end(place: int, status: str, conversation: Conversation) -> None:
    lines = fenced("docs/converse.md", "jsonl")[place].splitlines()
    answers = list(run_script(conversation, lines))
    assert [answer for answer in answers if "error" in answer] == []
    assert answers.count({"done": True}) == len(lines)
    assert [request["status"] for request in _requests(answers)] == [status]


@pytest.mark.parametrize(("name", "yes"), [("README.md", "yes"), ("README.zh-CN.md", "好")])
def test_conversation_of_the_readme_books_and_warns(name: str, yes: str, conversation: Conversation) -> None:
    booking, danger = re.findall(r"^> (.+)$", text_of(name), re.MULTILINE)
    said = [("resident:a", booking), ("resident:a", yes), ("resident:b", danger)]
    script = [json.dumps({"as": who, "say": words}) for who, words in said]
    answers = list(run_script(conversation, [*script, '{"show": "requests"}']))
    (request,) = _requests(answers)
    assert (request["status"], request["category"], request["district"]) == ("offering", "taps_pipes", "pudong")
    warned = [answer["text"] for answer in answers if answer.get("to") == "resident:b"]
    assert "962777" in warned[0]
