"""Runs synchronous work of the core in threads, so that no page waits for another one's database."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def in_thread(task: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The result of `task`, run in a thread; what it raises is passed on.

    Not NiceGUI's io_bound: that one gives None instead of the result when a page goes away meanwhile.
    """
    return await asyncio.to_thread(task, *args, **kwargs)
