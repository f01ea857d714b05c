"""Settings and the doctor: everything is listed, secrets are not, and what is wrong is said with its remedy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from booking.terms import Role
from booking.work import Work
from bot.mail import inbox
from bot.mail.chats import open_chat
from bot.mail.entities import InStatus
from bot.mail.message import Content, Inbound
from bot.running.doctor import Finding, examine, listed
from bot.running.prepare import prepare
from bot.settings import Settings, masked
from bot.wiring import settings_for
from tests.conftest import settings
from tests.rooms import Rooms, compose_rooms, rooms

__all__ = ["compose_rooms", "rooms"]  # fixtures

OPERATORS = Path(__file__).parent.parent / "docs" / "operators.md"
SECRET = "hunter2-and-more"


def _findings(**values: object) -> dict[str, Finding]:
    data_dir = values.pop("data_dir")
    assert isinstance(data_dir, Path)
    return {finding.what: finding for finding in examine(settings_for(data_dir, **values))}


def _anxiu(command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    known = {name: value for name, value in os.environ.items() if not name.startswith("ANXIU_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", command],
        env=known | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_for_operators(name: str) -> None:
    assert f"ANXIU_{name.upper()}" in OPERATORS.read_text("utf-8")
    assert Settings.model_fields[name].description


def test_every_setting_is_listed_and_secrets_are_not(tmp_path: Path) -> None:
    url = f"postgresql://anxiu:{SECRET}@db.example/anxiu"
    lines = list(listed(settings_for(tmp_path, secret_key=SECRET, database_url=url)))
    assert [line.split(" = ")[0] for line in lines] == [f"ANXIU_{name.upper()}" for name in Settings.model_fields]
    assert not any(SECRET in line for line in lines)
    assert any("db.example" in line for line in lines)


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://anxiu:{SECRET}@db.example/anxiu",
        f"postgresql://anxiu:{SECRET}@[::1]:5432/anxiu",
        f"postgresql://:{SECRET}@/anxiu?host=/run/postgresql",
        f"postgresql:///anxiu?host=/run/postgresql&user=anxiu&password={SECRET}",
        f"postgresql://db.example/anxiu?password={SECRET}&sslmode=require",
    ],
)
def test_a_password_in_a_url_is_never_shown(url: str, tmp_path: Path) -> None:
    assert SECRET not in masked("database_url", url)
    found = examine(settings_for(tmp_path, database_url=url.replace("db.example", "127.0.0.1:1")))
    assert not any(SECRET in finding.detail + finding.mend for finding in found)


def test_what_is_empty_is_said_to_be(tmp_path: Path) -> None:
    shown = dict(line.split("   #")[0].split(" = ") for line in listed(settings_for(tmp_path)))
    assert shown["ANXIU_SECRET_KEY"] == shown["ANXIU_DATABASE_URL"] == "(empty)"
    assert shown["ANXIU_PORT"] == "8080"


def test_a_prepared_installation_is_well(tmp_path: Path, database_url: str) -> None:
    prepare(settings(tmp_path, database_url))
    found = list(examine(settings(tmp_path, database_url)))
    assert [finding.what for finding in found if not finding.well] == []
    assert {"data directory", "disk", "database", "migrations", "port"} <= {finding.what for finding in found}


def test_an_unprepared_database_is_found(tmp_path: Path) -> None:
    migrations = _findings(data_dir=tmp_path)["migrations"]
    assert not migrations.well
    assert "anxiu serve" in migrations.mend


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://anxiu@127.0.0.1:1/anxiu",
        "sqlite:////no/such/folder/anxiu.db",
        "mysql://127.0.0.1/anxiu",
        "no url at all",
    ],
)
def test_a_database_that_cannot_be_reached_is_found_with_its_remedy(tmp_path: Path, url: str) -> None:
    database = _findings(data_dir=tmp_path, database_url=url)["database"]
    assert not database.well
    assert "ANXIU_DATABASE_URL" in database.mend


@pytest.mark.parametrize("folder", ["new", "new/deeper/still"])
def test_a_data_directory_that_is_not_there_yet_is_no_trouble(tmp_path: Path, folder: str) -> None:
    """It is made at the first start, with all folders above it."""
    found = _findings(data_dir=tmp_path / folder)
    assert found["data directory"].well
    assert found["disk"].well


def test_a_data_directory_that_is_a_file_is_found(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    directory = _findings(data_dir=file)["data directory"]
    assert not directory.well
    assert "ANXIU_DATA_DIR" in directory.mend


def test_a_damaged_key_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("not a key")
    key = _findings(data_dir=tmp_path)["secret key"]
    assert not key.well
    assert "secret.key" in key.mend


def test_messages_that_were_given_up_are_found(tmp_path: Path, database_url: str, rooms: Rooms) -> None:
    inbound = Inbound("web", "x", "a", Role.RESIDENT, "resident:a", Content(say="x"))

    def put(work: Work) -> None:
        role = inbound.role
        chat = open_chat(work.session, work.ids, work.now, channel="web", address="a", role=role, party=inbound.party)
        inbox.store(work.session, work.ids, work.now, chat.id, inbound, InStatus.FAILED)

    rooms.do(put)
    found = {finding.what: finding for finding in examine(settings(tmp_path, database_url))}
    assert not found["inbox"].well
    assert found["outbox"].well


def test_the_command_exits_1_and_says_how_to_mend(tmp_path: Path) -> None:
    done = _anxiu(
        "doctor",
        ANXIU_DATA_DIR=str(tmp_path),
        ANXIU_SECRET_KEY=SECRET,
        ANXIU_DATABASE_URL=f"postgresql://anxiu:{SECRET}@127.0.0.1:1/anxiu",
    )
    assert done.returncode == 1, done.stderr
    assert "WRONG database" in done.stdout
    assert "what to do: " in done.stdout
    assert "ANXIU_SECRET_KEY = ********" in done.stdout
    assert SECRET not in done.stdout + done.stderr


def test_the_command_exits_0_when_all_is_well(tmp_path: Path) -> None:
    prepare(settings_for(tmp_path))
    done = _anxiu("doctor", ANXIU_DATA_DIR=str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WRONG" not in done.stdout
