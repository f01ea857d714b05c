"""The corpus is well formed: every line has the fields, known labels, and labels that fit together."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from importlib.resources import files

import pytest

from booking.terms import Category, Danger, Intent, Route, Urgency

_FIELDS = ["id", "text", "lang", "intent", "issues", "when", "danger", "now", "voice"]
_WITH_ISSUES = {Intent.REPORT, Intent.COMPLAINT, Intent.PRICE}


def _voices() -> list[str]:
    folder = files("bot.understanding").joinpath("corpus")
    return sorted(file.name for file in folder.iterdir() if file.name.endswith(".jsonl"))


def _lines(voice: str) -> Iterator[dict[str, object]]:
    text = files("bot.understanding").joinpath("corpus").joinpath(voice).read_text("utf-8")
    for line in text.splitlines():
        yield json.loads(line)


@pytest.mark.parametrize("voice", _voices())
def test_a_voice_is_well_formed(voice: str) -> None:
    seen = set()
    for line in _lines(voice):
        assert list(line) == _FIELDS
        assert line["id"] not in seen
        seen.add(line["id"])
        assert line["voice"] == voice.removesuffix(".jsonl")
        assert line["lang"] in ("zh", "en")
        assert line["text"]
        assert line["danger"] is None or line["danger"] in set(Danger)
        assert datetime.fromisoformat(str(line["now"])).tzinfo is not None
        _check_issues(line)
        _check_when(line["when"])


def _check_issues(line: dict[str, object]) -> None:
    issues = line["issues"]
    assert isinstance(issues, list)
    assert len(issues) <= 3
    assert not issues or Intent(str(line["intent"])) in _WITH_ISSUES
    for issue in issues:
        route = Route(issue["route"])
        if route is Route.IN_HOME:
            assert issue["category"] in set(Category)
            assert issue["urgency"] in set(Urgency)
        else:
            assert issue["category"] is None
            assert issue["urgency"] is None


def _check_when(when: object) -> None:
    if when is None:
        return
    assert isinstance(when, dict)
    if when["date"] is not None:
        date.fromisoformat(when["date"])
    assert when["part"] in ("morning", "afternoon", "evening", "any") or len(when["part"]) == 5
