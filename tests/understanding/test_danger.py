"""Danger: certain, possible, or none, and what it makes of intent and issues."""

import pytest

from booking.terms import Category, Danger, Intent, Route, Urgency
from bot.understanding.danger import settle
from bot.understanding.meaning import Issue
from tests.understanding.told import NONE, NOW, reader, rows

OUTSIDE = {Danger.GAS, Danger.FIRE, Danger.LIFT}
TAP = Issue(Route.IN_HOME, Category.TAPS_PIPES, Urgency.NORMAL)
LAMP = Issue(Route.IN_HOME, Category.LIGHTING_CIRCUITS, Urgency.NORMAL)


@pytest.mark.parametrize(
    ("certain", "possible", "text"), [row for row in rows("danger.tsv") if row[:2] != (NONE, NONE)]
)
def test_danger(certain: str, possible: str, text: str) -> None:
    meaning = reader().read(text, NOW)
    assert (meaning.danger or NONE, meaning.danger_doubt or NONE) == (certain, possible)


def test_where_there_is_no_danger_none_is_certain_and_few_are_asked_about() -> None:
    texts = [text for certain, possible, text in rows("danger.tsv") if (certain, possible) == (NONE, NONE)]
    meanings = [reader().read(text, NOW) for text in texts]
    assert [meaning.text for meaning in meanings if meaning.danger] == []
    asked = [meaning.text for meaning in meanings if meaning.danger_doubt]
    assert len(asked) <= len(texts) * 0.08, asked


@pytest.mark.parametrize("text", [text for certain, _, text in rows("danger.tsv") if certain != NONE])
def test_certain_danger_is_a_report_that_cannot_wait(text: str) -> None:
    meaning = reader().read(text, NOW)
    assert meaning.intent is Intent.REPORT
    if meaning.danger in OUTSIDE:
        assert Issue(Route.UTILITY) in meaning.issues
    else:
        at_home = [issue for issue in meaning.issues if issue.route is Route.IN_HOME]
        assert not at_home or any(issue.urgency is Urgency.EMERGENCY for issue in at_home)


def test_no_emergency_without_certain_danger() -> None:
    for _, _, text in rows("fresh.tsv"):
        meaning = reader().read(text, NOW)
        emergency = any(issue.urgency is Urgency.EMERGENCY for issue in meaning.issues)
        assert not emergency or meaning.danger, text


def test_every_kind_of_danger_has_cases_of_both_sorts() -> None:
    cases = list(rows("danger.tsv"))
    assert {certain for certain, _, _ in cases} - {NONE} == set(Danger)
    assert {possible for _, possible, _ in cases} - {NONE} == set(Danger)


def test_only_the_issue_in_danger_becomes_an_emergency() -> None:
    intent, issues = settle(Intent.REPORT, (TAP, LAMP), Danger.ELECTRICITY, None)
    assert intent is Intent.REPORT
    assert [issue.urgency for issue in issues] == [Urgency.NORMAL, Urgency.EMERGENCY]


def test_danger_without_an_issue_makes_one() -> None:
    assert settle(Intent.OTHER, (), Danger.LOCKED_IN, None) == (
        Intent.REPORT,
        (Issue(Route.IN_HOME, Category.DOORS_WINDOWS, Urgency.EMERGENCY),),
    )


def test_danger_outside_comes_first_and_keeps_the_rest() -> None:
    assert settle(Intent.REPORT, (TAP,), Danger.GAS, None)[1] == (Issue(Route.UTILITY), TAP)


def test_a_shared_part_in_danger_stays_shared() -> None:
    meaning = reader().read("外墙瓷砖往下掉,差点砸到人", NOW)
    assert meaning.danger is Danger.FALLING
    assert meaning.issues == (Issue(Route.COMMON_PARTS),)


def test_possible_danger_is_at_least_urgent() -> None:
    issues = settle(Intent.REPORT, (TAP,), None, Danger.WATER)[1]
    assert [issue.urgency for issue in issues] == [Urgency.URGENT]


def test_a_question_about_a_booking_stays_one_in_danger() -> None:
    assert settle(Intent.PROGRESS, (), Danger.WATER, None) == (Intent.PROGRESS, ())
