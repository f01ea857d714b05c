"""The command as an operator uses it, and what pages and reports say afterwards."""

from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from booking.periods import Period
from bot.cli.app import cli
from bot.web.reads_requests import own_requests
from bot.web.reads_supervisor import full
from oversight.period_report import report
from tests.archiving.conftest import Old
from tests.conftest import MONDAY, SECRET


def test_pages_and_reports_say_what_is_archived(old: Old) -> None:
    gone = old.rooms.request(old.cancelled[0])
    period = Period(MONDAY.date(), MONDAY.date())
    before = old.rooms.see(lambda session: report(session, None, period, old.rooms.clock.now()))
    old.archive()
    shown = old.rooms.see(lambda session: full(session, gone.number, None))
    assert shown is not None
    assert (shown.archived, list(shown.facts)) == ([(old.path.name, gone.facts)], [])
    own = old.rooms.see(lambda session: own_requests(session, gone.resident)).requests
    assert [one.archived for one in own] == [True]
    after = old.rooms.see(lambda session: report(session, None, period, old.rooms.clock.now()))
    assert (before.archived, after.archived) == (0, 3)
    assert (before.requests, before.cancelled) == (after.requests, after.cancelled)


@pytest.fixture
def folder(old: Old, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Commands run on this installation, a long time from when its requests ended."""
    if old.rooms.database.dialect == "sqlite":
        monkeypatch.setenv("ANXIU_DATABASE_URL", str(old.rooms.database.engine.url))
    else:
        monkeypatch.setenv("ANXIU_DATABASE_URL", old.rooms.database.engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("ANXIU_SECRET_KEY", SECRET)
    monkeypatch.setenv("ANXIU_DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, fails: bool = False) -> str:
    result = CliRunner().invoke(cli, ["archive", *words])
    assert result.exit_code == int(fails), result.output
    return result.output


def test_what_cannot_be_done_is_said(folder: Path) -> None:
    assert "has not begun yet" in run("a.zip", "--before", "2090-01", fails=True)
    assert "nothing from before 2024-01" in run("a.zip", "--before", "2024-01", fails=True)
    assert "No such file" in run("a.zip", "--check", fails=True)
    (folder / "words.zip").write_text("these are words")
    assert "damaged" in run("words.zip", "--restore", fails=True)
    assert not (folder / "a.zip").exists()
    for wrong in (["a.zip"], ["a.zip", "--check", "--restore"], ["a.zip", "--before", "January"]):
        assert CliRunner().invoke(cli, ["archive", *wrong]).exit_code == 2


def test_check_and_bring_back(old: Old, folder: Path) -> None:
    before = old.stored()
    old.archive()
    assert "before 2026-12, 3 requests, each chain as sealed" in run(old.path.name, "--check")
    assert "brought back" in run(old.path.name, "--restore")
    assert "brought back" in run(old.path.name, "--restore")
    assert old.stored() == before


def test_a_fault_is_named_and_nothing_is_changed(old: Old, folder: Path) -> None:
    old.archive()
    request = old.rooms.request(old.cancelled[1])
    with old.rooms.database.engine.begin() as connection:
        connection.execute(text("UPDATE request SET head = :head WHERE id = :id"), {"head": "0" * 64, "id": request.id})
    told = run(old.path.name, "--restore", fails=True)
    assert f"request {request.number}: the log ends at fact {request.facts}" in told
    assert "nothing was changed" in told
    assert old.rooms.facts(request.id) == []
