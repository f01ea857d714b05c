"""An installation in which something of every kind has happened."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from booking.terms import Role
from bot.secrets import load_secret
from tests.conftest import SECRET
from tests.conversations.player import Player
from tests.conversations.script import Line, Script, scripts
from tests.conversations.stage import Stage

PLAYED = (
    "zh-CN/cases",
    "zh-CN/emergencies",
    "zh-CN/media",
    "zh-CN/offers",
    "zh-CN/person",
    "zh-CN/several",
    "en/ratings",
)


@dataclass(frozen=True, slots=True)
class House:
    """A data folder with its SQLite database in it, and the key of its private columns."""

    folder: Path
    secret: bytes

    @property
    def url(self) -> str:
        """Where its database is."""
        return f"sqlite:///{self.folder / 'anxiu.db'}"

    def copied(self, to: Path) -> "House":
        """The same once more, to be altered."""
        shutil.copytree(self.folder, to)
        return House(to, self.secret)


@pytest.fixture(scope="session")
def lived_in(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    """The sample installation after conversations about everything; nobody is using it any more."""
    folder = tmp_path_factory.mktemp("lived-in")
    shutil.copyfile(sqlite_template, folder / "anxiu.db")
    stage = Stage(folder, f"sqlite:///{folder / 'anxiu.db'}")
    with Player(stage.app, stage.clock, tmp_path_factory.mktemp("sent")) as player:
        for line in _lines():
            player.play(line)
    stage.app.close()
    return House(folder, load_secret(SECRET, folder))


def _lines() -> Iterator[Line]:
    """The first conversation of each kind, one after the other, each with residents of its own."""
    for number, topic in enumerate(PLAYED):
        script = next(script for script in scripts() if script.name.startswith(topic))
        yield from (_renamed(line, script, number) for line in script.lines)


def _renamed(line: Line, script: Script, number: int) -> Line:
    assert script.lines
    mine = line.speaker.startswith(f"{Role.RESIDENT}:")
    return replace(line, speaker=f"{line.speaker}-{number}") if mine else line
