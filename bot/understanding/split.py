"""Splits an analysed message into its separate problems: what to fix, with the facts told of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.understanding.concepts import Concept, Spot
from bot.understanding.message import Clause, Joints, Message

#: Weight of a thing that only tells where another one is, or whose part another one is.
BESIDE = 0.35
#: Faults after which wet floors, walls and ceilings are consequences.
_FLOW = frozenset({"flow", "leak", "backup", "block"})
_VICTIMS = frozenset({"floorboard", "furniture", "wall", "ceiling", "cabinet", "paint", "door"})
_CURRENT = frozenset({"trip", "no_power"})


@dataclass(slots=True)
class Problem:
    """One thing to fix or party to act on: concepts with their weights (1 is full), and where it is told."""

    start: int
    end: int
    heads: list[Concept] = field(default_factory=list)
    weights: dict[Concept, float] = field(default_factory=dict)

    def add(self, concepts: Iterable[Concept], weight: float = 1.0) -> None:
        """Count `concepts` with at least `weight`."""
        for concept in concepts:
            self.weights[concept] = max(weight, self.weights.get(concept, 0.0))

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
        for clause in message.clauses:
            heads, beside = self._heads(message.text, clause)
            rest = [spot.concept for spot in clause.spots if spot.concept.kind != "thing"]
            if not heads and not clause.of_kind("fault", "act"):
                if problems:
                    problems[-1].add(rest)
                else:
                    waiting += rest
                continue
            problem = Problem(clause.start, clause.end, heads)
            problem.add([*heads, *rest])
            problem.add(beside, BESIDE)
            self._place(problems, problem, clause, message.text)
            problems[-1].add(waiting)
            waiting = []
        _share_faults(problems)
        return tuple(problems)

    def _heads(self, text: str, clause: Clause) -> tuple[list[Concept], list[Concept]]:
        """The thing that the clause is about, if any, and the things that only tell where or of what."""
        things = clause.of_kind("thing")
        job = _job(things, clause)
        if job is not None:
            return [job.concept], []
        standing = [spot for spot in things if not self._tells_where(text, spot, clause)] or list(things)
        whole = [spot for spot in standing if not spot.concept.part] or standing
        head = _head(whole, clause)
        if head is None:
            return [], []
        return [head.concept], [spot.concept for spot in things if spot.concept is not head.concept]

    def _tells_where(self, text: str, spot: Spot, clause: Clause) -> bool:
        after = text[spot.end : clause.end]
        if any(other.start == spot.end for other in clause.spots):
            after = ""
        before = text[clause.start : spot.start]
        joints = self._joints
        return bool(joints["place_after"].search(after) or joints["place_before"].search(before))

    def _place(self, problems: list[Problem], new: Problem, clause: Clause, text: str) -> None:
        """Make `new` a problem of its own or part of the last one."""
        last = problems[-1] if problems else None
        told = text[clause.start : clause.end]
        if last is None or self._separate(last, new, clause, told):
            problems.append(new)
            return
        if last.heads and new.heads and not last.faults:
            last.weights = {
                concept: BESIDE if concept.kind == "thing" else weight for concept, weight in last.weights.items()
            }
            last.heads = []
        victim = bool(last.heads) and self._consequence(last, new, told)
        for concept, weight in new.weights.items():
            if victim and concept.kind in {"thing", "fault"}:
                continue
            last.add([concept], weight)
        last.heads = last.heads or new.heads
        last.end = new.end

    def _separate(self, last: Problem, new: Problem, clause: Clause, told: str) -> bool:
        """Whether `new` is another problem than `last`."""
        if not new.heads:
            return False
        adds = clause.opener in {"add", "list"} or self._joints["too"].search(told) is not None
        if not last.heads:
            return adds and bool(last.faults) and clause.opener == "add"
        if _same_thing(last, new):
            return False
        if clause.opener == "list":
            return True
        if not last.faults or self._consequence(last, new, told) or self._cause(last, new, told):
            return False
        if adds:
            return True
        return bool(new.faults) and not _near(last, new)

    def _consequence(self, last: Problem, new: Problem, told: str) -> bool:
        tags = frozenset().union(*(concept.tags for concept in last.weights))
        names = {concept.name for concept in last.weights}
        things = {concept.name for concept in new.heads}
        if names & _CURRENT and any("appliance" in head.tags or head.circle == "power" for head in new.heads):
            return True
        if not tags & _FLOW or not things <= _VICTIMS:
            return False
        wet = any(concept.tags & {"consequence", "seep"} for concept in new.weights)
        return wet or self._joints["effects"].search(told) is not None

    def _cause(self, last: Problem, new: Problem, told: str) -> bool:
        """Whether `new` names what lies behind `last`."""
        seeps = any(concept.tags & {"leak", "consequence"} for concept in last.weights)
        if seeps and {head.name for head in last.heads} <= _VICTIMS and new.heads[0].name in {"pipe", "waste_pipe"}:
            return True
        return self._joints["causes"].search(told) is not None


def _job(things: Sequence[Spot], clause: Clause) -> Spot | None:
    """The thing that a blamed worker came for, as in 装灯的师傅."""
    if not any(concept.name == "bad_service" for concept in clause.concepts()):
        return None
    worker = next((spot for spot in clause.spots if "worker" in spot.concept.tags), None)
    before = [spot for spot in things if worker is not None and spot.end <= worker.start]
    return before[-1] if before else None


def _head(things: list[Spot], clause: Clause) -> Spot | None:
    """The thing that the clause is about: the last before the fault, or the last of all."""
    if not things:
        return None
    faults = clause.of_kind("fault")
    if faults and not clause.english:
        before = [spot for spot in things if spot.start <= faults[0].start]
        return before[-1] if before else things[0]
    return things[0] if clause.english else things[-1]


def _same_thing(last: Problem, new: Problem) -> bool:
    return last.heads[0].name == new.heads[0].name


def _near(last: Problem, new: Problem) -> bool:
    """Whether the two things usually fail together."""
    circles = {last.heads[0].circle, new.heads[0].circle}
    return len(circles) == 1 or circles == {"toilet", "drain"}


def _share_faults(problems: list[Problem]) -> None:
    """Give each member of a list what was said of the whole list."""
    for here, there in zip(reversed(problems[:-1]), reversed(problems[1:]), strict=True):
        if not here.faults:
            here.add(concept for concept in there.faults)
    for here, there in zip(problems, problems[1:], strict=False):
        if not there.faults:
            there.add(concept for concept in here.faults)
