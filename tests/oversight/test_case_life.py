"""The rules and lives of cases: stages in order, nothing left out that must not be, every path has an end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.lifecycle import IllegalChangeError
from booking.terms import Route
from oversight.case_life import CASE_CHANGES, CaseEvent, events_at, first_stage, next_stage, place_of
from oversight.case_rules import ENDS, TRACKED, Stage, case_rules, rules_from
from oversight.matters import fifteen_items, matters

FIVE = [Stage.DISCOVER, Stage.DISSUADE, Stage.REPORT, Stage.HANDLE, Stage.EVALUATE]


def test_estate_order_has_the_five_stages_of_the_source() -> None:
    assert [rule.stage for rule in case_rules().stages[Route.GOVERNANCE]] == FIVE


def test_shared_parts_go_through_the_stages_of_the_source() -> None:
    listed = [rule.stage for rule in case_rules().stages[Route.COMMON_PARTS]]
    assert listed[:2] == [Stage.REPORTED, Stage.SITE_CHECK]
    assert listed[2:5] == [Stage.OWNERS_CONSULT, Stage.PRICE_REVIEW, Stage.FUND_APPROVAL]
    assert listed[5:] == [Stage.WORKS, Stage.ACCEPTANCE]


def test_fifteen_items_and_which_four_the_source_names() -> None:
    items = fifteen_items()
    assert len(items) == 15
    named = {item.code for item in items if item.from_source}
    assert named == {"load_bearing_structure", "illegal_building", "abandoned_vehicles", "pets"}
    assert {matter.number for matter in matters().values()} <= {"962121", "962777", "962740", "95598", "12345", "110"}


@given(st.sampled_from(TRACKED), st.lists(st.sampled_from(list(CaseEvent)), max_size=30))
def test_any_events_keep_to_the_table(route: Route, events: list[CaseEvent]) -> None:
    """A case never goes back, and ends or stands at a stage of its route; what is refused changes nothing."""
    stage, step = first_stage(route), 1
    for event in events:
        if event in events_at(route, stage):
            stage = next_stage(route, stage, event)
            now, steps = place_of(route, stage)
            assert step < now <= steps
            step = now
        else:
            with pytest.raises(IllegalChangeError):
                next_stage(route, stage, event)
    assert stage in ENDS or case_rules().rule(route, stage) is not None


@pytest.mark.parametrize("route", TRACKED)
def test_every_stage_leads_to_the_end_and_ends_lead_nowhere(route: Route) -> None:
    stage = first_stage(route)
    while stage not in ENDS:
        stage = next_stage(route, stage, CaseEvent.ADVANCED)
    assert stage is Stage.CLOSED
    assert all(not events_at(route, end) for end in ENDS)
    skipped = {stage for (stage, event) in CASE_CHANGES[route] if event is CaseEvent.SKIPPED}
    assert skipped == {rule.stage for rule in case_rules().stages[route] if rule.skippable}


GOOD = {
    "window_days": 60,
    "alert_at": 3,
    "common_parts": [{"stage": "reported", "days": 1}],
    "governance": [{"stage": "discover", "days": 1}],
}


@pytest.mark.parametrize(
    "change",
    [
        {"window_days": 0},
        {"alert_at": 1},
        {"common_parts": []},
        {"common_parts": [{"stage": "reported", "days": 0}]},
        {"common_parts": [{"stage": "reported", "days": 1, "skippable": True}]},
        {"common_parts": [{"stage": "reported", "days": 1, "colour": "red"}]},
        {"common_parts": [{"stage": "nonsense", "days": 1}]},
        {"governance": [{"stage": "reported", "days": 1}]},
        {"governance": [{"stage": "closed", "days": 1}]},
    ],
)
def test_rules_that_make_no_sense_are_refused(change: dict[str, object]) -> None:
    assert rules_from(GOOD).alert_at == 3
    with pytest.raises(ValueError, match=r".+"):
        rules_from({**GOOD, **change})
