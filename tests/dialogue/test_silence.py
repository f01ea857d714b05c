"""After a silence: what was said, what has expired, and the open question; no draft is lost by a new problem."""

from datetime import timedelta

import pytest

from booking.lifecycle import Status
from booking.terms import Danger
from bot.dialogue import acts
from bot.dialogue.events import Held, Pressed, Said
from bot.dialogue.talk import Ask, Talk
from bot.understanding.meaning import Answer
from tests.dialogue.fake_world import HOME, MONDAY, FakeWorld, request_view
from tests.dialogue.test_rules import DRAIN, TAP, TOMORROW, at_card, keys, play, said

THERE = said("还在吗", answer=Answer(presence=True))
PROBLEM = said("水龙头漏水", issues=(TAP,))


def later(world: FakeWorld, talk: Talk, hours: float, event: Said = THERE) -> tuple[list[str], Talk, list[acts.Act]]:
    """What is answered to an event after some hours of silence."""
    world.now += timedelta(hours=hours)
    made = play(world, event, talk=talk)
    return keys(made), made.talk, made.acts


@pytest.mark.parametrize("hours", [0.1, 1, 72])
def test_says_what_was_said_and_asks_the_open_question(hours: float) -> None:
    world = FakeWorld()
    told, talk, _ = later(world, play(world, PROBLEM, said(where=HOME)).talk, hours)
    assert told == ["so-far", "ask-contact"]
    assert talk.draft is not None
    assert talk.draft.where == HOME


def test_a_card_whose_time_is_still_kept_is_shown_again() -> None:
    world = FakeWorld()
    card = at_card(world)
    assert card.pick is not None
    card.pick.until = MONDAY + timedelta(minutes=15)
    told, talk, _ = later(world, card, 0.1)
    assert told == ["here", "confirm-again"]
    assert talk.ask is Ask.CONFIRM


def test_a_hold_that_was_given_back_is_said_and_taken_again() -> None:
    world = FakeWorld()
    card = at_card(world)
    told, _, done = later(world, card, 1)
    assert told == ["so-far", "hold-lapsed"]
    assert [type(act) for act in done] == [acts.ReleaseHold, acts.HoldWindow]
    assert isinstance(done[1], acts.HoldWindow)
    assert done[1].window == TOMORROW


def test_a_time_that_has_passed_is_said_and_others_are_offered() -> None:
    world = FakeWorld()
    told, talk, done = later(world, at_card(world), 72)
    assert told == ["so-far", "time-passed", "ask-window"]
    assert talk.ask is Ask.WINDOW
    assert [type(act) for act in done] == [acts.ReleaseHold]


def test_someone_who_waits_for_a_visit_hears_how_it_stands() -> None:
    world = FakeWorld(requests=[request_view(1, Status.SCHEDULED)])
    talk = Talk(heard_at=MONDAY)
    assert later(world, talk, 0.5)[0] == ["here"]
    assert later(world, talk, 5)[0] == ["here", "progress-scheduled"]


def test_a_stranger_is_greeted() -> None:
    assert keys(play(FakeWorld(), THERE)) == ["greeting"]


def test_danger_is_asked_about_and_not_what_was_said() -> None:
    world = FakeWorld()
    talk = play(world, said("有味道", danger_doubt=Danger.GAS)).talk
    told, after, _ = later(world, talk, 0.1)
    assert after.draft is not None
    assert "so-far" not in told


def test_another_problem_after_days_comes_first_and_the_old_one_waits() -> None:
    world = FakeWorld()
    old = play(world, PROBLEM, said(where=HOME)).talk
    told, talk, _ = later(world, old, 72, said("下水道堵了", issues=(DRAIN,)))
    assert told == ["put-aside", "understood", "ask-contact"]
    assert talk.draft is not None
    assert talk.draft.issue == DRAIN
    assert talk.draft.where == HOME
    assert [(waiting.issue, waiting.words) for waiting in talk.later] == [(TAP, ["滴水"])]


def test_a_kept_time_of_the_old_one_is_given_back() -> None:
    world = FakeWorld()
    _, talk, done = later(world, at_card(world), 72, said("下水道堵了", issues=(DRAIN,)))
    assert acts.ReleaseHold(7) in done
    assert [waiting.issue for waiting in talk.later] == [TAP]


def test_within_the_hour_the_first_problem_stays_first() -> None:
    world = FakeWorld()
    _, talk, _ = later(world, play(world, PROBLEM).talk, 0.5, said("下水道堵了", issues=(DRAIN,)))
    assert talk.draft is not None
    assert talk.draft.issue == TAP
    assert [waiting.issue for waiting in talk.later] == [DRAIN]


def test_the_same_kind_of_problem_after_days_adds_to_the_old_one() -> None:
    world = FakeWorld()
    _, talk, _ = later(world, play(world, PROBLEM).talk, 72, said("水龙头又漏", issues=(TAP,)))
    assert talk.draft is not None
    assert talk.draft.issue == TAP
    assert not talk.later


def test_the_old_photos_wait_with_it() -> None:
    world = FakeWorld()
    old = play(world, PROBLEM).talk
    assert old.draft is not None
    old.draft.photos = ["ab" * 32]
    _, talk, _ = later(world, old, 72, said("下水道堵了", issues=(DRAIN,)))
    assert talk.draft is not None
    assert talk.draft.photos == []
    talk.draft = None
    again = play(world, Pressed("next:yes"), talk=talk).talk
    assert again.draft is not None
    assert again.draft.photos == ["ab" * 32]


def test_the_end_of_a_hold_is_remembered() -> None:
    world = FakeWorld()
    until = MONDAY + timedelta(minutes=15)
    made = play(world, said(issues=(TAP,), where=HOME), Held(7, TOMORROW, until))
    assert made.talk.pick is not None
    assert made.talk.pick.until == until
