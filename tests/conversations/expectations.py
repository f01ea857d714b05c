"""Compares what was told, and how the requests stand, with what a conversation expects."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.conversations.player import LAST_OF, Heard
from tests.conversations.script import Line


def faults_of_line(line: Line, speaker: str, heard: Sequence[Heard]) -> list[str]:
    """What the answers to a line lack."""
    mine = [message for message in heard if message.to == speaker]
    text = "\n".join(message.text for message in mine)
    expected = line.expected
    faults = [f"lacks {part!r}" for part in expected.get("text", ()) if part not in text]
    faults += [f"must not say {part!r}" for part in expected.get("never", ()) if part in text]
    labels = [label for message in mine for label in message.labels]
    faults += [
        f"no button {part!r} in {labels}" for part in expected.get("buttons", ()) if part not in "|".join(labels)
    ]
    if "expects" in expected and (not mine or mine[-1].expects != expected["expects"]):
        faults.append(f"expects {mine[-1].expects if mine else 'nothing'}, not {expected['expects']}")
    if expected.get("alone") and len(mine) != len(heard):
        faults.append(f"others were told: {sorted({message.to for message in heard} - {speaker})}")
    faults += _faults_of_others(expected.get("told", {}), heard)
    if expected.get("silent"):
        faults += [f"not silent: {text!r}"] if mine else []
    elif line.deed != "advance" and not mine:
        faults.append("no answer at all")
    return [f"{fault}; said was: {text!r}" for fault in faults]


def _faults_of_others(told: Mapping[str, Sequence[str]], heard: Sequence[Heard]) -> list[str]:
    faults = []
    for part, words in told.items():
        prefixes = tuple(f"{role}:" for role in LAST_OF[part]) if part in LAST_OF else (part,)
        text = "\n".join(message.text for message in heard if message.to.startswith(prefixes))
        faults += [f"{part} is not told {word!r} but {text!r}" for word in words if word not in text]
    return faults


def faults_of_end(ends: Sequence[Mapping[str, Any]], shown: Sequence[Mapping[str, Any]]) -> list[str]:
    """Where the requests differ from what is expected of them."""
    if len(ends) != len(shown):
        return [f"{len(shown)} requests, not {len(ends)}"]
    faults = []
    for end, request in zip(ends, shown, strict=True):
        for key, wanted in end.items():
            found = _fact(request, key)
            if not _agrees(key, wanted, found):
                faults.append(f"request {request['request']}: {key} is {found!r}, not {wanted!r}")
    return faults


def faults_of_cases(ends: Sequence[Mapping[str, Any]], shown: Sequence[Mapping[str, Any]]) -> list[str]:
    """Where the cases and referrals differ from what is expected of them."""
    if len(ends) != len(shown):
        return [f"{len(shown)} cases and referrals, not {len(ends)}: {shown}"]
    faults = []
    for end, case in zip(ends, shown, strict=True):
        found = dict(case) | {"events": [fact["event"] for fact in case.get("timeline", ())]}
        for key, wanted in end.items():
            has = "none" if found.get(key) is None else found[key]
            if not _agrees(key, wanted, has):
                faults.append(f"{case}: {key} is {has!r}, not {wanted!r}")
    return faults


def _fact(request: Mapping[str, Any], key: str) -> Any:
    """A fact of a request as the conversations speak of it."""
    rating = request["rating"] or {}
    events = [fact["event"] for fact in request["timeline"]]
    window = request["window"] or {}
    special: dict[str, Callable[[], Any]] = {
        "start": lambda: (window.get("start") or "")[:16] or "none",
        "provider": lambda: _kind(request["provider"]),
        "stars": lambda: rating.get("stars", "none"),
        "comment": lambda: rating.get("comment", "none"),
        "reasons": lambda: rating.get("reasons", "none"),
        "round": lambda: rating.get("round", "none"),
        "events": lambda: events,
        "at": lambda: {fact["event"]: fact["at"][:16] for fact in request["timeline"]},
    }
    found = special[key]() if key in special else request[key]
    return "none" if found is None else found


def _kind(provider: str | None) -> str:
    if provider is None:
        return "none"
    return "centre" if provider.startswith("centre-") else "firm"


def _agrees(key: str, wanted: Any, found: Any) -> bool:
    if key in ("address", "problem", "comment", "note"):
        return str(wanted) in str(found) if wanted else found in ("", "none")
    if key == "events":
        steps = iter(found)
        return all(event in steps for event in wanted)
    if key == "at":
        return all(found.get(event) == at for event, at in wanted.items())
    return bool(wanted == found)
