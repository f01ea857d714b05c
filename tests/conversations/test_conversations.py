"""Every conversation of the data is played to its end, on SQLite and on PostgreSQL."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from booking.sealing import audit
from bot.clock import ManualClock
from bot.secrets import AesCipher
from bot.storage.engine import open_engine
from bot.storage.unit import Database
from bot.understanding.reader import Reader
from bot.wiring import App, load_gazetteer
from tests.conftest import SECRET, BuildApp
from tests.conversations.expectations import faults_of_end, faults_of_line
from tests.conversations.health import Told, faults_of_text, is_resident
from tests.conversations.player import Heard, Player
from tests.conversations.script import Line, Script, scripts

SCRIPTS = scripts()
#: PostgreSQL plays every third conversation in the short form, all in the long one.
SHARE = 3
#: Seals are audited at the end; sealing every few minutes of a simulated week would only take time.
SEAL_MINUTES = 720


def _cases() -> Iterator[ParameterSet]:
    for place, script in enumerate(SCRIPTS):
        yield pytest.param(script, "sqlite_url", id=f"sqlite-{script.name}")
        marks = () if place % SHARE == 0 else pytest.mark.soak
        yield pytest.param(script, "postgres_url", id=f"postgresql-{script.name}", marks=marks)


@pytest.fixture(scope="module")
def reader(sqlite_template: Path) -> Reader:
    """Reads what residents tell, as the application does."""
    database = Database(open_engine(f"sqlite:///{sqlite_template}", AesCipher(SECRET.encode())))
    known = load_gazetteer(database)
    database.engine.dispose()
    return Reader(known)


class Listener:
    """Follows a conversation and collects what is wrong with it."""

    def __init__(self, app: App, clock: ManualClock, reader: Reader) -> None:
        self._told: dict[str, Told] = defaultdict(lambda: Told(lambda text: reader.read(text, clock.now()), app.texts))
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
def test_conversation(
    script: Script, fixture: str, request: pytest.FixtureRequest, build_app: BuildApp, tmp_path: Path, reader: Reader
) -> None:
    clock = ManualClock(script.now)
    app = build_app(request.getfixturevalue(fixture), clock, seal_minutes=SEAL_MINUTES)
    player, listener = Player(app, clock, tmp_path), Listener(app, clock, reader)
    for line in script.lines:
        listener.follow(player, line)
    faults = [*listener.faults, *faults_of_end(script.ends, player.requests())]
    faults += app.database.read(lambda session: list(audit(session)))
    assert not faults, "\n".join(["", *faults])


def test_names_are_unique() -> None:
    names = [script.name for script in SCRIPTS]
    assert len(set(names)) == len(names)
    assert len(names) >= 60
