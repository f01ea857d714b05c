"""An event loop in a thread of its own, for libraries that are asynchronous beneath a core that is not."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

from uvicorn.loops.auto import auto_loop_factory

T = TypeVar("T")


class LoopThread:
    """Runs coroutines from any thread."""

    def __init__(self, name: str) -> None:
        self._loop = auto_loop_factory()()
        self._thread = threading.Thread(target=self._loop.run_forever, name=name, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        """The result of a coroutine. Raises TimeoutError after `seconds`, and whatever it raises."""
        return asyncio.run_coroutine_threadsafe(asyncio.wait_for(work, seconds), self._loop).result()

    def close(self) -> None:
        """End the loop and its thread."""
        if self._loop.is_closed():
            return
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
