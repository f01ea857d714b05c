"""The life of a tracked case: every allowed change of stage stands in a table, made from the rules."""

from collections.abc import Mapping
from enum import StrEnum

from booking.lifecycle import IllegalChangeError
from booking.terms import Route
from oversight.case_rules import CaseRules, Stage, case_rules


class CaseEvent(StrEnum):
    """What a supervisor does with a case; each with a reason."""

    ADVANCED = "advanced"  # the stage is done
    SKIPPED = "skipped"  # the stage is not needed here
    DISMISSED = "dismissed"  # there is nothing to be done


class How(StrEnum):
    """What became of a report."""

    NEW = "new"  # a case of its own
    JOINED = "joined"  # others reported it before
    AGAIN = "again"  # the same person did


Changes = Mapping[tuple[Stage, CaseEvent], Stage]


def changes_of(rules: CaseRules, route: Route) -> Changes:
    """The table of a route's cases: done leads to the next stage, so does leaving out what may be left out."""
    listed = rules.stages[route]
    after = [*(rule.stage for rule in listed[1:]), Stage.CLOSED]
    table: dict[tuple[Stage, CaseEvent], Stage] = {}
    for rule, then in zip(listed, after, strict=True):
        table[rule.stage, CaseEvent.ADVANCED] = then
        if rule.skippable:
            table[rule.stage, CaseEvent.SKIPPED] = then
        if rule.dismissable:
            table[rule.stage, CaseEvent.DISMISSED] = Stage.DISMISSED
    return table


SHARED_PARTS_CHANGES = changes_of(case_rules(), Route.COMMON_PARTS)
GOVERNANCE_CHANGES = changes_of(case_rules(), Route.GOVERNANCE)
CASE_CHANGES: Mapping[Route, Changes] = {
    Route.COMMON_PARTS: SHARED_PARTS_CHANGES,
    Route.GOVERNANCE: GOVERNANCE_CHANGES,
}


def first_stage(route: Route) -> Stage:
    """Where a case of this route begins. Raises KeyError for a route that is not tracked."""
    return case_rules().stages[route][0].stage


def next_stage(route: Route, stage: Stage, event: CaseEvent) -> Stage:
    """The stage after an event. Raises IllegalChangeError for a pair that is not in the route's table."""
    try:
        return CASE_CHANGES[route][stage, event]
    except KeyError:
        raise IllegalChangeError(f"a case of {route} at {stage} cannot be {event}") from None


def events_at(route: Route, stage: Stage) -> list[CaseEvent]:
    """What can be done with a case at a stage, in the order of the events; nothing at an end."""
    return [event for event in CaseEvent if (stage, event) in CASE_CHANGES[route]]


def place_of(route: Route, stage: Stage) -> tuple[int, int]:
    """Which stage this is, counted from 1, and how many there are; an end counts as the last."""
    listed = [rule.stage for rule in case_rules().stages[route]] + [Stage.CLOSED]
    return (listed.index(stage) + 1 if stage in listed else len(listed)), len(listed)
