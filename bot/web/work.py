"""Runs synchronous work of the core in threads, so that no page waits for another one's database."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from nicegui import run

P = ParamSpec("P")
T = TypeVar("T")


async def in_thread(task: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The result of `task`, run in a thread; what it raises is passed on."""
    return cast(T, await run.io_bound(task, *args, **kwargs))
