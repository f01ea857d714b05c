"""Processes of `anxiu serve` with their logs, as an operator runs them."""

import os
import time
from collections.abc import Callable, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx

from tests.conftest import SECRET
from tests.nursery import give_birth
from tests.web.conftest import free_port

SERVE = ("bot", "serve", "--role", "{role}", "--port", "{port}")
START_SECONDS, STOP_SECONDS = 300.0, 60.0


def wait_until(condition: Callable[[], bool], what: str, seconds: float = 60.0) -> None:
    """Wait until something is so; fails in words."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.05)


class Member:
    """One process."""

    def __init__(self, role: str, port: int, ready_file: Path, log: Path, process: BaseProcess) -> None:
        self.role = role
        self.base = f"http://127.0.0.1:{port}"
        self.ready_file = ready_file
        self._log = log
        self.process = process

    @property
    def log(self) -> str:
        """What it has told so far."""
        return self._log.read_text("utf-8")

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self.process.is_alive()

    def ask(self, path: str) -> httpx.Response:
        """A page."""
        return httpx.get(self.base + path, timeout=20)

    def is_ready(self) -> bool:
        """Whether it says that it can serve; by the file where there is no port."""
        assert self.is_alive, self.log[-3000:]
        if self.role != "web":
            return self.ready_file.exists()
        try:
            return self.ask("/readyz").status_code == 200
        except httpx.TransportError:
            return False

    def wait_ready(self) -> "Member":
        """Until it can serve."""
        wait_until(self.is_ready, f"{self.role} to be ready: {self.log[-2000:]}", START_SECONDS)
        return self

    def kill(self) -> None:
        """Die on the spot."""
        self.process.kill()
        self.process.join()

    def tell_to_stop(self) -> None:
        """Ask it to end in good order."""
        self.process.terminate()

    def wait_stopped(self) -> int | None:
        """How it ended; None where it goes on."""
        self.process.join(STOP_SECONDS)
        return self.process.exitcode


class Fleet:
    """Starts processes over one database."""

    def __init__(self, folder: Path, module: Sequence[str] = SERVE) -> None:
        """`module` is what Python runs, with places for the role and the port."""
        self._folder = folder
        self._module = module
        self.members: list[Member] = []

    def start(self, role: str, url: str, **told: object) -> Member:
        """A process of this role; `told` are further settings. It is not waited for."""
        number, port = len(self.members), free_port()
        ready, log = self._folder / f"ready-{number}", self._folder / f"log-{number}"
        values = {"data_dir": self._folder, "database_url": url, "secret_key": SECRET, "ready_file": ready} | told
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "ANXIU"))}
        environment = kept | {f"ANXIU_{name.upper()}": str(value) for name, value in values.items()}
        module, *words = [word.format(role=role, port=port) for word in self._module]
        log.touch()  # it can be read before the process has begun to write
        process = give_birth(module, words, folder=self._folder, log=log, environment=environment)
        self.members.append(Member(role, port, ready, log, process))
        return self.members[-1]

    def close(self) -> None:
        """Kill what is left."""
        for member in self.members:
            if member.is_alive:
                member.kill()
