"""The commands as an operator uses them: where the data go, what is said, and when they fail."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import cli
from tests.backup.conftest import House
from tests.conftest import SECRET


class Operator:
    """Runs commands on the installation in a folder."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self._patch = monkeypatch
        monkeypatch.chdir(folder)
        self.at(folder)

    def at(self, data_dir: Path, secret: str = SECRET) -> None:
        self._patch.setenv("ANXIU_DATA_DIR", str(data_dir))
        self._patch.setenv("ANXIU_SECRET_KEY", secret)
        self._patch.delenv("ANXIU_DATABASE_URL", raising=False)

    def run(self, *words: str, fails: bool = False) -> str:
        result = CliRunner().invoke(cli, list(words))
        assert result.exit_code == int(fails), result.output
        return result.output


@pytest.fixture
def operator(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Operator:
    return Operator(monkeypatch, tmp_path)


def test_back_up_check_restore(operator: Operator, lived_in: House, tmp_path: Path) -> None:
    file, new = str(tmp_path / "saved.zip"), tmp_path / "new"
    operator.at(lived_in.folder)
    assert "written:" in operator.run("backup", file)
    assert "give another name" in operator.run("backup", file, fails=True)
    assert "whole:" in operator.run("restore", "--check", file)
    operator.at(new)
    told = operator.run("restore", file)
    assert "restored:" in told
    assert "all chains and seals are whole" in told
    assert "not empty" in operator.run("restore", file, fails=True)


def test_what_cannot_be_done_is_said_with_what_to_do(operator: Operator, lived_in: House, tmp_path: Path) -> None:
    file, new = str(tmp_path / "saved.zip"), tmp_path / "new"
    operator.at(new)
    assert "anxiu doctor" in operator.run("backup", file, fails=True)
    new.mkdir()
    assert "anxiu serve" in operator.run("backup", file, fails=True)
    operator.at(new, secret="")
    assert "no key" in operator.run("backup", file, fails=True)
    operator.at(lived_in.folder)
    operator.run("backup", file)
    operator.at(tmp_path / "other", secret="another one")
    assert "secret.key" in operator.run("restore", file, fails=True)
    assert "no-such.zip" in operator.run("restore", str(tmp_path / "no-such.zip"), fails=True)
    (tmp_path / "words.zip").write_text("these are words")
    assert "damaged" in operator.run("restore", str(tmp_path / "words.zip"), fails=True)
