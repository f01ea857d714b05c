"""Who is told what when a fact of a case is recorded: pure, from the fact and the case as it stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.dialogue.case_wording import case_values, stage_term
from bot.dialogue.says import Choice, Say
from bot.dialogue.views import CaseView
from locales.keys import Key
from oversight.case_life import CaseEvent
from oversight.case_rules import Stage


def say_of(kind: str, data: Mapping[str, Any], case: CaseView, now: datetime) -> Say | None:
    """What everyone who reported a case hears of a fact; None for those that are told in the chat itself."""
    key = _key(kind, case.stage)
    if key is None:
        return None
    values = case_values(case, now)
    if "was" in data:
        values["was"] = stage_term(Stage(data["was"]))
    return Say(key, values, (Choice("button-progress", "progress"),))


def _key(kind: str, stage: Stage) -> Key | None:
    if kind == CaseEvent.DISMISSED:
        return "case-dismissed"
    if kind in (CaseEvent.ADVANCED, CaseEvent.SKIPPED) and stage is Stage.CLOSED:
        return "case-closed"
    return _KEYS.get(kind)


_KEYS: dict[str, Key] = {
    CaseEvent.ADVANCED: "case-moved",
    CaseEvent.SKIPPED: "case-skipped",
    "late": "case-late",
}
