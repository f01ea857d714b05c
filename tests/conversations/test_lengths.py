"""How many messages a resident needs from the first words to a confirmed booking, over the conversations as data."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest

from booking.terms import Intent, Route
from tests.conversations.health import is_resident
from tests.conversations.player import Player
from tests.conversations.script import Script, scripts
from tests.conversations.stage import Stage

#: What a resident does by which messages are counted.
_SPEAKS = frozenset({"say", "press", "photo", "voice", "location", "contact"})
_GREETINGS = frozenset({"你好", "您好", "在吗", "hi", "hello", "hello there", "good morning"})
#: At most so many messages in the median, where the first one tells the problem and when, and from a greeting.
TOLD_AT_ONCE, FROM_A_GREETING = 4, 6
#: Fewer conversations would say nothing.
_ENOUGH = 5


@pytest.fixture(scope="module")
def stage(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("lengths")
    shutil.copyfile(sqlite_template, folder / "anxiu.db")
    made = Stage(folder, f"sqlite:///{folder / 'anxiu.db'}")
    yield made
    made.app.close()


def _greets(script: Script, stage: Stage) -> bool:
    return script.lines[0].deed == "say" and script.lines[0].value.strip(" ,.!。！").lower() in _GREETINGS


def _tells_problem_and_time(script: Script, stage: Stage) -> bool:
    first = script.lines[0]
    if first.deed != "say" or not is_resident(first.speaker):
        return False
    meaning = stage.reader.read(first.value, script.now)
    at_home = [issue for issue in meaning.issues if issue.route is Route.IN_HOME]
    return meaning.intent is Intent.REPORT and bool(at_home) and meaning.when is not None and meaning.danger is None


def messages_until_booked(script: Script, stage: Stage, folder: Path) -> int | None:
    """Messages of the resident who spoke first until their first request stands; None where none ever does."""
    stage.clear(script.now)
    count = 0
    with Player(stage.app, stage.clock, folder) as player:
        for line in script.lines:
            if line.deed in _SPEAKS and player.speaker(line) == script.lines[0].speaker:
                count += 1
            player.play(line)
            if player.requests():
                return count
    return None


@pytest.mark.parametrize(
    ("kind", "most", "share"),
    [
        pytest.param(_tells_problem_and_time, TOLD_AT_ONCE, 3, id="told-a-third"),
        pytest.param(_tells_problem_and_time, TOLD_AT_ONCE, 1, id="told", marks=pytest.mark.soak),
        pytest.param(_greets, FROM_A_GREETING, 1, id="greeting"),
    ],
)
def test_few_messages_lead_to_a_booking(
    kind: Callable[[Script, Stage], bool],
    most: int,
    share: int,
    stage: Stage,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    chosen = [script for script in scripts() if kind(script, stage)][::share]
    counts = [count for script in chosen if (count := messages_until_booked(script, stage, tmp_path)) is not None]
    record_property("messages", sorted(counts))
    assert len(counts) >= _ENOUGH
    assert median(counts) <= most, sorted(counts)
