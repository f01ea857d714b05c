"""Processes that are born warm.

Starting Python anew and importing the product takes longer than most of what the tests do with a process. Here they are
forked from one parent that has imported everything and has read its first message, and does nothing else. That the
commands start from nothing as well is shown by the site of the page tests and by the tests of settings.
"""

import multiprocessing
import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["tests.nursery.parent"])


def give_birth(
    module: str, words: Sequence[str], *, folder: Path, log: Path, environment: Mapping[str, str]
) -> BaseProcess:
    """A process that runs `python -m MODULE WORDS` in `folder`; what it prints goes to `log`."""
    child = _FORKING.Process(target=_run, args=(module, words, folder, log, environment), daemon=True)
    child.start()
    return child


def _run(module: str, words: Sequence[str], folder: Path, log: Path, environment: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    with log.open("ab") as out:
        for stream in (1, 2):
            os.dup2(out.fileno(), stream)
    sys.argv = [module, *words]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
