"""Fixtures: the demo as its own process, Chromium, and the people who use the pages."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, StorageState, sync_playwright

from tests.web.people import Resident, Site, Staff

ROOT = Path(__file__).parents[2]
START_SECONDS = 150
#: The one without windows starts and draws in a fraction of the time.
CHROMIUM = (os.environ["CHROMIUM"],) if "CHROMIUM" in os.environ else ("chromium-headless-shell", "chromium")
ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def free_port() -> int:
    """A port that nobody listens on now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo, served by its own process; sample firms act every second when nobody is at their desk."""
    folder = tmp_path_factory.mktemp("site")
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "ANXIU"))}
    environment |= {
        "ANXIU_DATA_DIR": str(folder / "data"),
        "ANXIU_SAMPLE_FIRMS_ANSWER": "1",
        "PYTHONPATH": str(ROOT),
    }
    log = folder / "log"
    with log.open("wb") as out:
        command = [sys.executable, "-m", "bot", "serve", "--demo", "--port", str(port)]
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            base = f"http://127.0.0.1:{port}"
            _wait_ready(process, base, log)
            yield Site(base)
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_ready(process: "subprocess.Popen[bytes]", base: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(f"{base}/readyz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{log.read_text('utf-8')[-3000:]}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of a module: its event loop must not run while other modules' tests do."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert program, "there is no Chromium: install it, or name it in CHROMIUM"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(ARGS))
        yield chromium
        chromium.close()


NewContext = Callable[..., BrowserContext]


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """Opens browser profiles that know nothing of each other; a script's error fails the test."""
    opened: list[BrowserContext] = []
    errors: list[str] = []

    def make(
        width: int = 390, locale: str = "zh-CN", state: StorageState | None = None, *, scripts: bool = True
    ) -> BrowserContext:
        height = 844 if width < 700 else 900
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=locale,
            storage_state=state,
            java_script_enabled=scripts,
        )
        context.set_default_timeout(12_000)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()
    assert errors == []


@pytest.fixture
def resident(site: Site, new_context: NewContext) -> Callable[..., Resident]:
    """Makes residents with a browser of their own, at the greeting."""

    def make(width: int = 390, locale: str = "zh-CN") -> Resident:
        return Resident(new_context(width, locale).new_page(), site).open()

    return make


@pytest.fixture(scope="session")
def signed_in() -> dict[str, StorageState]:
    """The cookies of accounts that signed in before."""
    return {}


@pytest.fixture
def staff(site: Site, new_context: NewContext, signed_in: dict[str, StorageState]) -> Callable[..., Staff]:
    """Makes staff who are signed in, at their desk; the form is filled in once an account."""

    def make(login: str, width: int = 1280, locale: str = "zh-CN") -> Staff:
        context = new_context(width, locale, signed_in.get(login))
        person = Staff(context.new_page(), site)
        if login in signed_in:
            person.go("/supervisor" if login.startswith("supervisor") else "/desk")
        else:
            person.sign_in(login)
            signed_in[login] = context.storage_state()
        return person

    return make
