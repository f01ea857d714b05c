"""What is asked for after a visit: warranty and its end, receipts, stars; by value, without a database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.lifecycle import Status
from booking.rating_reasons import reasons
from booking.terms import Danger, Intent
from bot.dialogue import resident, staff
from bot.dialogue.acts import Progress, Rate, Rework, TellTravel
from bot.dialogue.events import Pressed, Said
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Talk
from bot.dialogue.views import RequestView
from bot.understanding.answers import read_answer
from bot.understanding.meaning import Meaning
from bot.understanding.staff_words import read_command
from tests.dialogue.fake_world import MONDAY, FakeWorld, request_view

FINISHED = (Status.DONE, Status.CONFIRMED, Status.CLOSED)


def _said(text: str, lang: str = "zh") -> Said:
    return Said(Meaning(text, lang, Intent.OTHER, answer=read_answer(text)), read_command(text))


def _view(status: Status = Status.CLOSED, *, warranty: date | None = None, danger: Danger | None = None) -> RequestView:
    made = request_view(1, status, danger=danger)
    return replace(made, warranty_until=warranty)


def _step(*requests: RequestView, event: Said | Pressed, talk: Talk | None = None) -> Step:
    return resident.step(talk or Talk(), event, FakeWorld(requests=list(requests)))


@pytest.mark.parametrize("status", FINISHED)
@pytest.mark.parametrize("words", ["要返修", "能免费再修一次吗", "rework please", "please fix it again"])
def test_rework_is_one_tap_or_one_word_while_the_warranty_runs(status: Status, words: str) -> None:
    view = _view(status, warranty=MONDAY.date())
    assert _step(view, event=Pressed("rework:1")).acts == [Rework(1)]
    assert _step(view, event=_said(words)).acts == [Rework(1)]


@pytest.mark.parametrize("warranty", [None, MONDAY.date() - timedelta(days=1)])
def test_without_warranty_it_is_said_and_can_be_booked(warranty: date | None) -> None:
    made = _step(_view(warranty=warranty), event=_said("要返修"))
    assert not made.acts
    assert made.says[0].key == ("warranty-none" if warranty is None else "warranty-over")
    assert [choice.action for choice in made.says[0].choices] == ["cat:taps_pipes"]


@pytest.mark.parametrize("status", [status for status in Status if status not in FINISHED])
def test_what_is_not_finished_needs_no_rework(status: Status) -> None:
    made = _step(_view(status, warranty=date(2099, 1, 1)), event=Pressed("rework:1"))
    assert not made.acts
    assert made.says[0].key in ("rework-not-now", "stale-button")


def test_help_in_an_emergency_has_no_warranty() -> None:
    assert not _step(_view(warranty=date(2099, 1, 1), danger=Danger.WATER), event=Pressed("rework:1")).acts


@pytest.mark.parametrize("words", ["发票", "收据", "receipt please", "can you send me the invoice?"])
def test_without_any_request_words_about_receipts_are_no_wish(words: str) -> None:
    assert all("receipt" not in say.key for say in _step(event=_said(words)).says)


def test_a_receipt_in_the_middle_of_a_question_comes_back_to_it() -> None:
    talk = Talk(ask=Ask.RATING, about=1)
    made = _step(_view(Status.CONFIRMED), event=_said("收据"), talk=talk)
    assert [say.key for say in made.says] == ["receipt-no-warranty", "ask-rating"]
    assert made.talk.ask is Ask.RATING


def test_with_several_receipts_it_is_asked_which() -> None:
    other = replace(request_view(2, Status.CLOSED))
    made = _step(_view(), other, event=_said("收据"))
    assert {choice.action for choice in made.says[0].choices} == {"receipt:1", "receipt:2"}


def test_words_beside_the_stars_may_speak_of_receipts() -> None:
    talk = Talk(ask=Ask.COMMENT, about=1)
    made = _step(_view(Status.CONFIRMED), event=_said("师傅说发票过两天送来，不知道真的假的"), talk=talk)
    assert [type(act).__name__ for act in made.acts] == ["Comment"]


@pytest.mark.parametrize(("hours", "key"), [(1, "ask-other-stars"), (-1, "rating-stands")])
def test_stars_are_changed_within_their_days(hours: int, key: str) -> None:
    rated = replace(_view(), stars=4, rating_until=MONDAY + timedelta(hours=hours))
    assert _step(rated, event=_said("改评分")).says[0].key == key
    assert _step(rated, event=Pressed("rerate:1")).says[0].key == key
    acts = _step(rated, event=_said("改成3星")).acts
    assert acts == ([Rate(1, 3)] if hours > 0 else [])


def test_a_stray_number_long_after_a_callback_gives_no_stars() -> None:
    old = replace(_view(), stars=1, rate_again_until=MONDAY - timedelta(minutes=1))
    assert not _step(old, event=_said("4颗星")).acts
    fresh = replace(old, rate_again_until=MONDAY + timedelta(minutes=1))
    assert _step(fresh, event=_said("4颗星")).acts == [Rate(1, 4)]


@given(st.sampled_from([*reasons(), "?", ""]), st.sampled_from([None, 1, 3, 5]), st.sampled_from(list(Status)))
def test_reasons_are_taken_only_with_stars(code: str, stars: int | None, status: Status) -> None:
    made = _step(replace(_view(status), stars=stars), event=Pressed(f"reason:1:{code}"))
    assert len(made.acts) == (stars is not None and code in reasons())
    assert made.says or made.acts


def _staff(status: Status, event: Said | Pressed) -> Step:
    world = FakeWorld(party="technician:firm-1", requests=[request_view(1, status)])
    return staff.step(Talk(), event, world)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("出发", None),
        ("出发，半小时到", 30),
        ("出发 1001 二十分钟", 20),
        ("on my way, 25 min", 25),
        ("出发，9小时到", None),
    ],
)
def test_setting_out_takes_only_a_time_that_was_named(words: str, minutes: int | None) -> None:
    assert _staff(Status.SCHEDULED, _said(words)).acts == [Progress(1, "set_out", minutes)]


@pytest.mark.parametrize("words", ["还要20分钟", "20 more minutes", "路上堵，20分钟"])
def test_on_the_way_a_time_alone_is_told(words: str) -> None:
    assert _staff(Status.ON_THE_WAY, _said(words)).acts == [TellTravel(1, 20)]


@pytest.mark.parametrize("action", ["eta:1:20", "eta:1:21", "eta:2:20", "eta:1:", "eta:", "eta:1:-20", "eta:²:20"])
def test_taps_of_travel_times_are_checked(action: str) -> None:
    made = _staff(Status.ON_THE_WAY, Pressed(action))
    assert made.acts == ([TellTravel(1, 20)] if action == "eta:1:20" else [])
    assert not _staff(Status.SCHEDULED, Pressed(action)).acts
