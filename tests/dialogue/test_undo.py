"""What a message changed can be taken back: the draft is as it was, and nothing booked is touched."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.terms import Category, Danger, Intent
from booking.windows import Window
from bot.dialogue import acts, resident
from bot.dialogue.events import Event, Held, PhotosSent, Pressed, Said, Submitted
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft, Talk
from bot.understanding.meaning import Answer, When, Who
from tests.dialogue.fake_world import HOME, MONDAY, FakeWorld, request_view
from tests.dialogue.strategies import SAID
from tests.dialogue.test_rules import DRAIN, TAP, TOMORROW, at_card, keys, play, said

UNDO = said("撤销", answer=Answer(undo=True))
PROBLEM = said("水龙头漏水", issues=(TAP,))
PHONE = said("13800000001", who=Who(phone="13800000001"))


def facts(draft: Draft | None) -> object:
    return None if draft is None else (draft.issue, draft.words, draft.where, draft.who, draft.when, draft.photos)


@pytest.mark.parametrize(
    "changed",
    [
        said("浦东雨靴苑7号502", where=HOME),
        PHONE,
        said("明天上午", when=When(TOMORROW.day, "morning")),
        said("下水道也堵了", issues=(DRAIN,)),
        PhotosSent(("ab" * 32,)),
        Pressed("drop"),
        Pressed("cat:drain_clearing"),
    ],
)
def test_the_last_message_is_taken_back(changed: Event) -> None:
    world = FakeWorld()
    before = play(world, PROBLEM).talk
    after = play(world, changed, UNDO, talk=before)
    assert facts(after.talk.draft) == facts(before.draft)
    assert after.talk.later == before.later
    assert after.talk.ask is Ask.ADDRESS
    assert keys(after) == ["undone", "ask-address"]


def test_one_after_the_other_to_the_beginning_and_no_further() -> None:
    world = FakeWorld()
    talk = play(world, PROBLEM, said(where=HOME), PHONE).talk
    asked = []
    for _ in range(3):
        talk = play(world, UNDO, talk=talk).talk
        asked.append(talk.ask)
    assert asked == [Ask.CONTACT, Ask.ADDRESS, Ask.PROBLEM]
    assert keys(play(world, UNDO, talk=talk))[0] == "undo-nothing"


def test_a_chosen_time_is_given_back() -> None:
    world = FakeWorld()
    shown = play(world, PROBLEM, said(where=HOME), PHONE).talk
    assert shown.pick is not None
    first = shown.pick.offered[0]
    kept = play(world, Pressed(f"w:{int(first.timestamp())}"), Held(7, Window(first), MONDAY), talk=shown).talk
    after = play(world, UNDO, talk=kept)
    assert after.acts == [acts.ReleaseHold(7)]
    assert after.talk.ask is Ask.WINDOW
    assert after.talk.pick is not None
    assert after.talk.pick.offered == shown.pick.offered


def test_a_fact_changed_at_the_card_is_taken_back_and_the_time_stays() -> None:
    world = FakeWorld()
    changed = play(world, said("13900000009", who=Who(phone="13900000009")), talk=at_card(world)).talk
    after = play(world, UNDO, talk=changed)
    assert after.talk.draft is not None
    assert after.talk.draft.who == Who(phone="13800000001")
    holds = [act for act in after.acts if isinstance(act, acts.HoldWindow)]
    assert [hold.window for hold in holds] == [TOMORROW]


def test_what_is_booked_is_not_taken_back() -> None:
    world = FakeWorld()
    booked = request_view(1)
    talk = play(world, Pressed("ok:7"), Submitted(booked), talk=at_card(world)).talk
    world.requests = [booked]
    after = play(world, UNDO, talk=talk)
    assert keys(after) == ["undo-booked"]
    assert not after.acts


def test_danger_is_not_taken_back() -> None:
    world = FakeWorld()
    talk = play(world, said("水管爆了", danger=Danger.WATER)).talk
    after = play(world, UNDO, talk=talk)
    assert after.talk.draft is not None
    assert after.talk.draft.danger is Danger.WATER
    assert "undone" not in keys(after)


def test_going_back_from_the_question_whether_to_cancel_keeps_the_booking() -> None:
    world = FakeWorld(requests=[request_view(1)])
    after = play(world, said("取消", intent=Intent.CANCEL), UNDO)
    assert keys(after) == ["kept"]
    assert not after.acts


def test_a_move_that_was_begun_is_taken_back() -> None:
    world = FakeWorld(requests=[request_view(1)])
    after = play(world, Pressed("move:1"), UNDO)
    assert after.talk.pick is None
    assert not after.acts


def test_starting_over_is_taken_back_too() -> None:
    world = FakeWorld()
    before = play(world, PROBLEM).talk
    after = play(world, said("重新来", answer=Answer(restart=True)), UNDO, talk=before)
    assert facts(after.talk.draft) == facts(before.draft)


def test_a_new_draft_begins_a_new_history() -> None:
    world = FakeWorld()
    talk = play(world, PROBLEM, Pressed("drop"), said("下水道堵了", issues=(DRAIN,)), UNDO).talk
    assert talk.draft is None
    assert keys(play(world, UNDO, talk=talk))[0] == "undo-nothing"


@settings(max_examples=60, deadline=None)
@given(st.lists(SAID, max_size=6), SAID)
def test_any_words_can_be_taken_back(told: list[Said], last: Said) -> None:
    world = FakeWorld(now=MONDAY + timedelta(hours=1))
    made = Step(Talk(), world)
    for event in told:
        made = resident.step(made.talk, event, world)
    before = made.talk
    changed = resident.step(before, last, world).talk
    if changed.ask in (Ask.DANGER, Ask.CANCEL_SURE, Ask.WHICH, Ask.RATING, Ask.COMMENT, Ask.PRICE):
        return
    if changed.draft is not None and (changed.draft.danger or changed.draft.doubt):
        return
    if last.meaning.answer.undo:
        return  # it takes something back itself
    if len(changed.undo) <= len(before.undo) and changed.undo[-1:] == before.undo[-1:]:
        return  # it changed nothing that can be taken back
    after = resident.step(changed, UNDO, world).talk
    old, new = before.draft, after.draft
    if old is not None and not old.is_idle():
        assert new is not None
        assert (new.issue, new.words, new.where, new.who) == (old.issue, old.words, old.where, old.who)
    assert len(after.later) == len(before.later)


def test_the_category_is_named_when_a_problem_is_taken_back() -> None:
    after = play(FakeWorld(), PROBLEM, UNDO)
    assert keys(after) == ["undone", "ask-problem"]
    assert str(Category.TAPS_PIPES) in str(after.says[0].args["what"])
