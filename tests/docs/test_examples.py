"""The conversations in the guides can be played as they stand."""

import pytest

from bot.channels.converse import Conversation, run_script
from bot.clock import ManualClock
from tests.conftest import BuildApp
from tests.docs.pages import fenced

STATUS = ("closed", "in_progress")


@pytest.mark.parametrize("place", range(2))
def test_scripts_play_to_their_end(place: int, sqlite_url: str, clock: ManualClock, build_app: BuildApp) -> None:
    script = fenced("docs/converse.md", "jsonl")[place]
    answers = list(run_script(Conversation(build_app(sqlite_url, clock), clock), script.splitlines()))
    assert [answer for answer in answers if "error" in answer] == []
    assert answers.count({"done": True}) == len(script.splitlines())
    (request,) = [answer for answer in answers if "request" in answer]
    assert request["status"] == STATUS[place]
