"""What goes wrong on purpose: the next calls, or calls at random."""

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

#: hang: no answer until the server closes. drop: the connection breaks before anything is done.
#: lost: the call is done, and the connection breaks instead of the answer. garbage: a page instead of JSON.
FaultKind = Literal["429", "500", "502", "hang", "drop", "lost", "garbage"]


@dataclass
class Fault:
    """What happens to a call."""

    kind: FaultKind
    retry_after: int = 3


@dataclass
class _Planned:
    fault: Fault
    method: str | None
    left: int


@dataclass
class Faults:
    """The knobs. A download of a file counts as the method "download"; a method of None means every one."""

    happened: Counter[str] = field(default_factory=Counter)
    _planned: list[_Planned] = field(default_factory=list)
    _shares: dict[FaultKind, float] = field(default_factory=dict)
    _methods: frozenset[str] | None = None
    _retry_after: int = 1
    _random: random.Random = field(default_factory=lambda: random.Random(1))

    def next(self, method: str | None = None, count: int = 1, kind: FaultKind = "500", retry_after: int = 3) -> None:
        """Let the next `count` calls (of a method) fail; `retry_after` in seconds goes with a 429."""
        self._planned.append(_Planned(Fault(kind, retry_after), method, count))

    def at_random(
        self, shares: dict[FaultKind, float], seed: int, methods: set[str] | None = None, retry_after: int = 1
    ) -> None:
        """Let a share (0 to 1) of all calls (of some methods) fail, the same ones for the same seed and order."""
        self._shares = dict(shares)
        self._random = random.Random(seed)
        self._methods = frozenset(methods) if methods is not None else None
        self._retry_after = retry_after

    def clear(self) -> None:
        """Nothing fails on purpose any more."""
        self._planned.clear()
        self._shares = {}

    def draw(self, method: str) -> Fault | None:
        """What happens to this call; None when it goes well."""
        fault = self._from_plan(method) or self._from_chance(method)
        if fault is not None:
            self.happened[fault.kind] += 1
        return fault

    def _from_plan(self, method: str) -> Fault | None:
        for planned in self._planned:
            if planned.left and planned.method in (None, method):
                planned.left -= 1
                return planned.fault
        return None

    def _from_chance(self, method: str) -> Fault | None:
        if not self._shares or (self._methods is not None and method not in self._methods):
            return None
        drawn = self._random.random()
        for kind, share in self._shares.items():
            if drawn < share:
                return Fault(kind, self._retry_after)
            drawn -= share
        return None
