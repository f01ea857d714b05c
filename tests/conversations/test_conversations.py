"""Every conversation of the data is played to its end, on SQLite and on PostgreSQL."""

import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from bot.understanding.meaning import Meaning
from oversight.audit import audit
from tests.conversations.expectations import faults_of_cases, faults_of_end, faults_of_line
from tests.conversations.health import Told, faults_of_text, is_resident
from tests.conversations.player import Heard, Player
from tests.conversations.script import Line, Script, scripts
from tests.conversations.stage import Stage
from tests.databases import copied

SCRIPTS = scripts()
#: PostgreSQL plays every tenth conversation in the short form, all in the long one.
SHARE = 10
REPETITIONS = 8
#: What holds numbers of rows and of sub-millisecond time, which no person sees.
VARYING = frozenset({"timeline", "at"})


def _cases() -> Iterator[ParameterSet]:
    for place, script in enumerate(SCRIPTS):
        yield pytest.param(script, "sqlite_stage", id=f"sqlite-{script.name}")
        marks = () if place % SHARE == 0 else pytest.mark.soak
        yield pytest.param(script, "postgres_stage", id=f"postgresql-{script.name}", marks=marks)


@pytest.fixture(scope="module")
def sqlite_stage(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("conversations")
    shutil.copyfile(sqlite_template, folder / "anxiu.db")
    stage = Stage(folder, f"sqlite:///{folder / 'anxiu.db'}")
    yield stage
    stage.app.close()


@pytest.fixture(scope="module")
def postgres_stage(postgres: str, postgres_template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with copied(postgres, "anxiu_conversations", postgres_template) as url:
        stage = Stage(tmp_path_factory.mktemp("conversations"), url)
        yield stage
        stage.app.close()


class Listener:
    """Follows a conversation and collects what is wrong with it."""

    def __init__(self, stage: Stage) -> None:
        def read(words: str) -> Meaning:
            return stage.reader.read(words, stage.clock.now())

        self._told: dict[str, Told] = defaultdict(lambda: Told(read, stage.app.texts))
        self._said: list[str] = []
        self.faults: list[str] = []

    def follow(self, player: Player, line: Line) -> None:
        """Play a line and judge the answers."""
        speaker = player.speaker(line)
        if line.deed == "say":
            self._said.append(line.value)
        if is_resident(speaker) and line.deed != "advance":
            self._told[speaker].listen(line)
        heard = player.play(line)
        found = [*faults_of_line(line, speaker, heard), *self._health(player, heard)]
        self.faults += [f"line {line.place} ({line.deed} {str(line.value)[:40]!r}): {fault}" for fault in found]

    def _health(self, player: Player, heard: Sequence[Heard]) -> Iterator[str]:
        for message in heard:
            yield from faults_of_text(message, self._said)
        booked = [request["resident"] for request in player.requests()]
        for party in {message.to for message in heard if is_resident(message.to)}:
            mine = [message for message in heard if message.to == party]
            yield from self._told[party].faults(mine, booked.count(party))


@pytest.mark.parametrize(("script", "fixture"), list(_cases()))
def test_conversation(script: Script, fixture: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    stage: Stage = request.getfixturevalue(fixture)
    stage.clear(script.now)
    listener = Listener(stage)
    with Player(stage.app, stage.clock, tmp_path) as player:
        for line in script.lines:
            listener.follow(player, line)
        faults = [*listener.faults, *faults_of_end(script.ends, player.requests())]
        faults += faults_of_cases(script.cases, player.cases())
    faults += stage.app.database.read(lambda session: list(audit(session)))
    assert not faults, "\n".join(["", *faults])


@pytest.mark.soak
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_conversation_ends_the_same_each_time(script: Script, sqlite_stage: Stage, tmp_path: Path) -> None:
    """Everyone is told the same, word for word, and the requests and cases stand the same at the end.

    A play before these opens everyone's chat: a supervisor without an account is told of alerts from the first word on.
    """
    _play_once(script, sqlite_stage, tmp_path)
    heard, ends = zip(*(_play_once(script, sqlite_stage, tmp_path) for _ in range(REPETITIONS)), strict=True)
    assert all(once == heard[0] for once in heard)
    assert all(end == ends[0] for end in ends)


def _play_once(script: Script, stage: Stage, folder: Path) -> tuple[list[tuple[str, str]], list[dict[str, object]]]:
    stage.clear(script.now)
    with Player(stage.app, stage.clock, folder) as player:
        for line in script.lines:
            player.play(line)
        told = [(message.to, message.text) for message in player.heard]
        shown = [*player.requests(), *player.cases()]
    return told, [{key: value for key, value in one.items() if key not in VARYING} for one in shown]


def test_names_are_unique() -> None:
    names = [script.name for script in SCRIPTS]
    assert len(set(names)) == len(names)
    assert len(names) >= 60
