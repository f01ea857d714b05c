"""The messages with their meaning, and which voices the model never sees before it is measured."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any

from booking.terms import Category, Danger, Intent, Route, Urgency
from bot.understanding.meaning import Issue

_KEPT_ASIDE = tomllib.loads(files(__package__).joinpath("voices.toml").read_text(encoding="utf-8"))
#: Voices kept for the test: whole people, so that it measures strangers.
TEST_VOICES = frozenset(_KEPT_ASIDE["test"].split())
#: Voices on which confidence and thresholds are set.
DEVELOPMENT_VOICES = frozenset(_KEPT_ASIDE["development"].split())


@dataclass(frozen=True, slots=True)
class Example:
    """One message with what it means; `when` as `anxiu understand` writes it."""

    id: str
    text: str
    lang: str
    intent: Intent
    issues: tuple[Issue, ...]
    when: Mapping[str, Any] | None
    danger: Danger | None
    now: datetime
    voice: str


def examples() -> Iterator[Example]:
    """Every message of the corpus, voice by voice."""
    folder = files("bot.understanding").joinpath("corpus")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".jsonl"):
            for line in file.read_text(encoding="utf-8").splitlines():
                yield example_of(json.loads(line))


def example_of(told: Mapping[str, Any]) -> Example:
    """The example in one line of the corpus, or in a line with the fields of `anxiu understand` and a text."""
    danger, now = told.get("danger"), told.get("now")
    return Example(
        id=str(told.get("id", "")),
        text=str(told["text"]),
        lang=str(told["lang"]),
        intent=Intent(told["intent"]),
        issues=tuple(_issue(issue) for issue in told["issues"]),
        when=told.get("when"),
        danger=Danger(danger) if danger else None,
        now=datetime.fromisoformat(now) if now else datetime.fromisoformat("2026-01-05T09:00:00+08:00"),
        voice=str(told.get("voice", "")),
    )


def _issue(told: Mapping[str, Any]) -> Issue:
    category, urgency = told.get("category"), told.get("urgency")
    return Issue(Route(told["route"]), Category(category) if category else None, Urgency(urgency) if urgency else None)
