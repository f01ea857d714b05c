"""JSON lines in, JSON lines out: the fixed interface of `anxiu understand`."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from bot.understanding.danger import at_its_worst
from bot.understanding.meaning import Meaning
from bot.understanding.reader import Reader


def answer_lines(lines: Iterable[str], now: datetime, reader: Reader | None = None) -> Iterator[dict[str, Any]]:
    """One answer for each line that is not blank; a line that is no JSON object is read as text itself."""
    reader = reader or Reader()
    for line in lines:
        if not line.strip():
            continue
        known, text = _parse(line)
        yield as_line(known, at_its_worst(reader.read(text, now)))


def _parse(line: str) -> tuple[object, str]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError:
        return None, line
    if not isinstance(value, dict):
        return None, line
    text = value.get("text")
    return value.get("id"), text if isinstance(text, str) else "" if text is None else str(text)


def as_line(known: object, meaning: Meaning) -> dict[str, Any]:
    """A meaning as the fixed interface shows it."""
    when = meaning.when
    return {
        "id": known,
        "lang": meaning.lang,
        "intent": meaning.intent,
        "issues": [
            {"route": issue.route, "category": issue.category, "urgency": issue.urgency} for issue in meaning.issues
        ],
        "when": {"date": when.date.isoformat() if when.date else None, "part": when.part} if when else None,
        "danger": meaning.danger,
        "confidence": round(meaning.confidence, 3),
    }
