"""Splits an analysed message into its separate problems: what to fix, with the facts told of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.understanding.concepts import Concept, Spot
from bot.understanding.message import NEARBY, Clause, Joints, Message

#: Weight of a thing that only tells where another one is, or whose part another one is.
BESIDE = 0.35
#: Faults after which wet floors, walls and ceilings are consequences.
_FLOW = frozenset({"flow", "leak", "backup", "block"})
_VICTIMS = frozenset({"floorboard", "furniture", "wall", "ceiling", "cabinet", "paint", "door"})
#: Circles whose things are often told of as one problem.
_NEAR_CIRCLES = ({"toilet", "drain"}, {"water", "shower"}, {"lock", "door"}, {"glass", "door"}, {"glass", "window"})
_CURRENT = frozenset({"trip", "no_power"})
_PIPES = frozenset({"pipe", "waste_pipe"})
_BLAME = frozenset({"neglect", "bad_service", "complain"})
#: What other faults show on, without being one of its own.
_UNDERFOOT = frozenset({"floorboard"})


@dataclass(slots=True)
class Problem:
    """One thing to fix or party to act on: concepts with their weights (1 is full), and where it is told."""

    start: int
    end: int
    head: Concept | None = None
    weights: dict[Concept, float] = field(default_factory=dict)

    def add(self, concepts: Iterable[Concept], weight: float = 1.0) -> None:
        """Count `concepts` with at least `weight`."""
        for concept in concepts:
            self.weights[concept] = max(weight, self.weights.get(concept, 0.0))

    def set_aside(self) -> None:
        """Let the things named so far only tell where the next one is."""
        for concept in self.weights:
            if concept.kind == "thing":
                self.weights[concept] = BESIDE
        self.head = None

    @property
    def faults(self) -> tuple[Concept, ...]:
        """What is wrong or wanted."""
        return tuple(concept for concept in self.weights if concept.kind in {"fault", "act"})


class Splitter:
    """Groups the clauses of messages into problems; constant after construction."""

    def __init__(self, joints: Joints) -> None:
        """Use the compiled patterns of `joints`."""
        self._joints = joints

    def __call__(self, message: Message) -> tuple[Problem, ...]:
        """The problems of `message` in the order told; a problem may lack a thing or a fault."""
        problems: list[Problem] = []
        waiting: list[Concept] = []
        blame = "bad_service" in {concept.name for concept in message.concepts()}
        for clause in message.clauses:
            head, beside = self._head(message.text, clause, blame)
            rest = [spot.concept for spot in clause.spots if spot.concept.kind != "thing"]
            if head is None and not clause.of_kind("fault", "act"):
                if problems:
                    problems[-1].add(rest)
                else:
                    waiting += rest
                continue
            problem = Problem(clause.start, clause.end, head)
            problem.add([head, *rest] if head else rest)
            problem.add(beside, BESIDE)
            self._place(problems, problem, clause, message.text)
            problems[-1].add(waiting)
            waiting = []
        _share_faults(problems)
        return tuple(problems)

    def _head(self, text: str, clause: Clause, blame: bool) -> tuple[Concept | None, list[Concept]]:
        """The thing that the clause is about, if any, and the things that only tell where or of what."""
        things = clause.of_kind("thing")
        job = _job(things, clause) if blame else None
        if job is not None:
            return job.concept, []
        standing = [spot for spot in things if not self._tells_where(text, spot, clause)] or list(things[:1])
        conduct = [spot for spot in things if "order" in spot.concept.tags]
        whole = conduct or [spot for spot in standing if not spot.concept.part] or standing
        head = _main(whole, clause)
        if head is None:
            return None, []
        return head.concept, [spot.concept for spot in things if spot.concept is not head.concept]

    def _tells_where(self, text: str, spot: Spot, clause: Clause) -> bool:
        after = text[spot.end : min(clause.end, spot.end + NEARBY)]
        if any(other.start == spot.end for other in clause.spots):
            after = ""
        before = text[max(clause.start, spot.start - NEARBY) : spot.start]
        joints = self._joints
        return bool(joints["place_after"].search(after) or joints["place_before"].search(before))

    def _place(self, problems: list[Problem], new: Problem, clause: Clause, text: str) -> None:
        """Make `new` a problem of its own or part of the last one."""
        last = problems[-1] if problems else None
        told = text[clause.start : clause.end]
        adds = clause.opener == "add" or self._joints["too"].search(told) is not None
        if last is None or self._separate(last, new, clause.opener, adds, told):
            problems.append(new)
            return
        consequence = self._consequence(last, new, adds, told)
        if last.head and new.head and not last.faults:
            last.set_aside()
        for concept, weight in new.weights.items():
            if not (consequence and concept.kind in {"thing", "fault"}):
                last.add([concept], weight)
        last.head = last.head or (None if consequence else new.head)
        last.end = new.end

    def _separate(self, last: Problem, new: Problem, opener: str, adds: bool, told: str) -> bool:
        """Whether `new`, which `opener` or another word may mark as added, is another problem than `last`."""
        if new.head is None or self._consequence(last, new, adds, told):
            return False
        if last.head is None:
            return opener == "add" and bool(last.faults)
        if last.head is new.head or _mere_party(new):
            return False
        near = _near(last.head, new.head)
        if opener == "list":
            return not near
        if adds:
            return True
        return bool(last.faults) and bool(new.faults) and not near and not self._cause(last, new, told)

    def _consequence(self, last: Problem, new: Problem, adds: bool, told: str) -> bool:
        """Whether `new` is only what `last` has done to another thing."""
        if new.head is None:
            return False
        if _has(last, _CURRENT) and ("appliance" in new.head.tags or new.head.circle == "power"):
            return not adds or "appliance" in new.head.tags
        if new.head.name in _UNDERFOOT and last.faults and not adds:
            return True
        flows = any(concept.tags & _FLOW for concept in last.weights)
        if not flows or new.head.name not in _VICTIMS:
            return False
        wet = any(concept.tags & {"consequence", "seep"} for concept in new.weights)
        return wet or self._joints["effects"].search(told) is not None

    def _cause(self, last: Problem, new: Problem, told: str) -> bool:
        """Whether `new` names what lies behind `last`."""
        seeps = any(concept.tags & {"leak", "consequence"} for concept in last.weights)
        on_victim = last.head is not None and last.head.name in _VICTIMS
        if seeps and on_victim and new.head is not None and new.head.name in _PIPES:
            return True
        return self._joints["causes"].search(told) is not None


def _job(things: Sequence[Spot], clause: Clause) -> Spot | None:
    """The thing that a blamed worker came for, as in 装灯的师傅."""
    worker = next((spot for spot in clause.spots if "worker" in spot.concept.tags), None)
    before = [spot for spot in things if worker is not None and spot.end <= worker.end]
    return before[-1] if before else None


def _main(things: list[Spot], clause: Clause) -> Spot | None:
    """The thing that the clause is about: the last before the fault, or the last of all."""
    if not things:
        return None
    faults = clause.of_kind("fault")
    if faults and not clause.english:
        before = [spot for spot in things if spot.start <= faults[0].start]
        return before[-1] if before else things[0]
    return things[0] if clause.english else things[-1]


def _has(problem: Problem, names: frozenset[str]) -> bool:
    return any(concept.name in names for concept in problem.weights)


def _mere_party(new: Problem) -> bool:
    """Whether the property company is only mentioned, not blamed."""
    return new.head is not None and new.head.name == "property_company" and not _has(new, _BLAME)


def _near(one: Concept, other: Concept) -> bool:
    """Whether the two things usually fail together."""
    return one.circle == other.circle or {one.circle, other.circle} in _NEAR_CIRCLES


def _share_faults(problems: list[Problem]) -> None:
    """Give each member of a list what was said of the whole list."""
    for here, there in zip(reversed(problems[:-1]), reversed(problems[1:]), strict=True):
        if not here.faults:
            here.add(concept for concept in there.faults)
    for here, there in pairwise(problems):
        if not there.faults:
            there.add(concept for concept in here.faults)
