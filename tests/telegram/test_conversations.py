"""The conversations of the data, played through Telegram: the same answers, and the same requests at the end."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from bot.channels.telegram.reading import LONGEST
from bot.sample.files import read_sample
from tests.conversations.expectations import faults_of_cases, faults_of_end, faults_of_line
from tests.conversations.script import Line, Script, scripts
from tests.telegram.replay import TelegramPlayer, TelegramStage, telegram_stage

#: Every tenth in the short form, all in the long one.
SHARE = 10


#: Who may be invited as a supervisor: those with an account of the sample data.
SUPERVISORS = {f"supervisor:{account.login}" for account in read_sample().accounts.accounts}


def _fits(line: Line) -> bool:
    """Whether somebody could do it in Telegram; buttons of long ago and forged ones are tried elsewhere."""
    if line.speaker.startswith("supervisor:") and line.speaker not in SUPERVISORS:
        return False
    if line.deed == "say":
        return 0 < len(line.value.strip()) <= LONGEST and not line.value.startswith("/")
    return line.deed not in ("old", "forge")


def _cases() -> Iterator[ParameterSet]:
    fitting = [
        script
        for script in scripts()
        if all(_fits(line) for line in script.lines)
        and script.lines[0].deed != "press"  # there is nothing to press yet
    ]
    for place, script in enumerate(fitting):
        marks = () if place % SHARE == 0 else pytest.mark.soak
        yield pytest.param(script, id=script.name, marks=marks)


@pytest.fixture(scope="module")
def stage(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TelegramStage]:
    folder = tmp_path_factory.mktemp("conversations")
    shutil.copyfile(sqlite_template, folder / "anxiu.db")
    with telegram_stage(folder, f"sqlite:///{folder / 'anxiu.db'}") as made:
        yield made


@pytest.mark.parametrize("script", list(_cases()))
def test_conversation_through_telegram(script: Script, stage: TelegramStage, tmp_path: Path) -> None:
    stage.clear(script.now)
    faults = []
    with TelegramPlayer(stage.app, stage.clock, tmp_path, stage=stage) as player:
        for line in script.lines:
            speaker = player.speaker(line)
            found = faults_of_line(line, speaker, player.play(line))
            faults += [f"line {line.place} ({line.deed} {str(line.value)[:40]!r}): {fault}" for fault in found]
        faults += faults_of_end(script.ends, player.requests())
        faults += faults_of_cases(script.cases, player.cases())
    assert not faults, "\n".join(["", *faults])
