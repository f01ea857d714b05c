"""What is restored is what was there, whichever database and whichever version made the backup."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from booking.terms import Role
from bot.backup import making, restoring, rows
from bot.backup.archive import DamagedBackupError
from bot.mail.message import Content, Inbound
from bot.secrets import AesCipher
from bot.storage.engine import open_engine
from bot.storage.migrate import alembic_config, upgrade
from bot.storage.numbers import DatabaseNumbers
from bot.storage.unit import Database
from oversight.audit import audit
from tests.backup.conftest import House
from tests.conftest import BuildApp
from tests.databases import copied

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
REVISIONS = [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()]
Opened = Callable[[str, bytes], Engine]


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Opens databases that are closed after the test."""
    engines: list[Engine] = []

    def make(url: str, secret: bytes) -> Engine:
        engines.append(open_engine(url, AesCipher(secret)))
        return engines[-1]

    yield make
    for engine in engines:
        engine.dispose()


@pytest.fixture
def empty_postgres(postgres: str) -> Iterator[str]:
    with copied(postgres, "anxiu_restored") as url:
        yield url


def contents(engine: Engine) -> dict[str, list[list[Any]]]:
    """Every row of every table as a backup writes it, by the names of the columns."""
    with engine.connect() as connection:
        found = {}
        for table in rows.tables_of(connection):
            names = sorted(table.columns.keys())
            places = [table.columns.keys().index(name) for name in names]
            found[table.name] = [[row[place] for place in places] for row in rows.dump(connection, table)]
        return found


def faults(engine: Engine) -> list[str]:
    return Database(engine).read(lambda session: list(audit(session)))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_from_sqlite_to_postgresql_and_back(
    lived_in: House, empty_postgres: str, tmp_path: Path, opened: Opened
) -> None:
    first = opened(lived_in.url, lived_in.secret)
    made = making.make(first, lived_in.folder, lived_in.secret, NOW, tmp_path / "one.zip")
    city, back = tmp_path / "city", House(tmp_path / "back", lived_in.secret)
    back.folder.mkdir()
    second = opened(empty_postgres, lived_in.secret)
    restoring.restore(tmp_path / "one.zip", second, city, lived_in.secret)
    making.make(second, city, lived_in.secret, NOW, tmp_path / "two.zip")
    third = opened(back.url, back.secret)
    restoring.restore(tmp_path / "two.zip", third, back.folder, back.secret)
    assert made.rows > 1_000
    assert contents(first) == contents(second) == contents(third)
    assert faults(second) == faults(third) == []
    assert files(city / "photos") == files(back.folder / "photos") == files(lived_in.folder / "photos") != {}
    numbers = {Database(engine).write(DatabaseNumbers().next) for engine in (second, third)}
    assert numbers == {made.next_number}


@pytest.mark.parametrize("revision", REVISIONS)
def test_from_every_schema(revision: str, lived_in: House, tmp_path: Path, opened: Opened) -> None:
    """A backup of an older version gives what that version's database would be after its own upgrade."""
    old, new = lived_in.copied(tmp_path / "old"), tmp_path / "new"
    new.mkdir()
    engine = opened(old.url, old.secret)
    with engine.begin() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
    made = making.make(engine, old.folder, old.secret, NOW, tmp_path / "old.zip")
    assert made.revision == revision
    upgrade(engine)
    restored = opened(f"sqlite:///{new / 'anxiu.db'}", old.secret)
    restoring.restore(tmp_path / "old.zip", restored, new, old.secret)
    assert contents(restored) == contents(engine)
    assert faults(restored) == faults(engine)  # what going down removed from below its seal is missed in both


def test_a_backup_is_one_moment_while_others_write(
    database_url: str, build_app: BuildApp, tmp_path: Path, opened: Opened
) -> None:
    app = build_app(database_url)
    stop, said = threading.Event(), threading.Semaphore(0)

    def talk(name: str) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            party = f"{Role.RESIDENT}:{name}{number}"
            content = Content(say="浦东雨靴苑7号502水龙头滴水，明天上午，13800000001")
            app.turns.receive(Inbound("converse", f"{name}-{number}", party, Role.RESIDENT, party, content))
            app.turns.receive(Inbound("converse", f"{name}-{number}-y", party, Role.RESIDENT, party, Content(say="好")))
            said.release()

    threads = [threading.Thread(target=talk, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    try:
        made = []
        for number in range(3):
            assert said.acquire(timeout=120)
            made.append(making.make(app.database.engine, tmp_path, app.secret, NOW, tmp_path / f"{number}.zip"))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    restored = opened(f"sqlite:///{tmp_path / 'restored.db'}", app.secret)
    restoring.restore(tmp_path / "2.zip", restored, tmp_path / "restored", app.secret)
    assert faults(restored) == []
    assert made[0].rows < made[2].rows


@pytest.fixture
def saved(lived_in: House, tmp_path: Path, opened: Opened) -> Path:
    """A backup of the installation."""
    path = tmp_path / "saved.zip"
    making.make(opened(lived_in.url, lived_in.secret), lived_in.folder, lived_in.secret, NOW, path)
    return path


def test_a_backup_never_replaces_another_file(lived_in: House, saved: Path, opened: Opened) -> None:
    before = saved.read_bytes()
    with pytest.raises(FileExistsError):
        making.make(opened(lived_in.url, lived_in.secret), lived_in.folder, lived_in.secret, NOW, saved)
    assert saved.read_bytes() == before
    assert [path.name for path in saved.parent.iterdir() if path.suffix == ".new"] == []


def test_another_key_is_refused_before_anything_is_written(saved: Path, tmp_path: Path, opened: Opened) -> None:
    target = tmp_path / "target"
    for secret in (b"z" * 32, None):
        engine = opened(f"sqlite:///{tmp_path / 'target.db'}", secret or b"")
        with pytest.raises(restoring.NotRestoredError, match="another key"):
            restoring.restore(saved, engine, target, secret)
        assert contents(engine) == {}
    assert not target.exists()


def test_a_database_that_is_in_use_is_refused(lived_in: House, saved: Path, tmp_path: Path, opened: Opened) -> None:
    used = lived_in.copied(tmp_path / "used")
    engine = opened(used.url, used.secret)
    before = contents(engine)
    with pytest.raises(restoring.NotRestoredError, match="not empty"):
        restoring.restore(saved, engine, used.folder, used.secret)
    assert contents(engine) == before


@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_a_file_that_was_cut_off_is_refused(share: float, saved: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.zip"
    data = saved.read_bytes()
    cut.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(DamagedBackupError):
        restoring.check(cut)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_an_altered_byte_restores_nothing(
    share: float, saved: Path, lived_in: House, tmp_path: Path, opened: Opened
) -> None:
    bad, target = tmp_path / "bad.zip", House(tmp_path / "target", lived_in.secret)
    target.folder.mkdir()
    data = bytearray(saved.read_bytes())
    data[int(len(data) * share)] ^= 0x55
    bad.write_bytes(data)
    engine = opened(target.url, target.secret)
    with pytest.raises(DamagedBackupError):
        restoring.restore(bad, engine, target.folder, target.secret)
    assert contents(engine) == {}
    restoring.restore(saved, engine, target.folder, target.secret)
    assert faults(engine) == []
