"""The bot while a person has the talk: silent, but not about danger; and how it comes back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.lifecycle import Status
from booking.terms import Category, Danger, Intent, Route, Urgency
from booking.windows import Window
from bot.dialogue import acts, resident, supervisor
from bot.dialogue.events import Event, Held, LocationSent, PhotosSent, Pressed, Said
from bot.dialogue.person_acts import AnswerTalk, CallPerson, HandTalkBack, LeavePerson, TakeTalk, TellPerson
from bot.dialogue.person_events import HandedBack, PersonCalled, PersonCame, PersonLate, TalkRefused, TalkTaken
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Draft, Pick, Speaker, Talk
from bot.dialogue.views import TalkView
from bot.understanding.meaning import Answer, Issue, Meaning, When, Who
from bot.understanding.staff_words import Command
from tests.dialogue.fake_world import HOME, MONDAY, FakeWorld, request_view

TAP = Issue(Route.IN_HOME, Category.TAPS_PIPES, Urgency.NORMAL)
WINDOW = Window(MONDAY + timedelta(days=1))
#: A booking that waits for its word, in a person's hands.
CARD = Talk(
    ask=Ask.CONFIRM,
    draft=Draft(words=["滴水"], issue=TAP, where=HOME, room_asked=True, who=Who(phone="13800000001")),
    pick=Pick(hold=7, window=WINDOW.start, until=MONDAY + timedelta(minutes=15)),
    speaker=Speaker.PERSON,
)
SILENT = Talk(speaker=Speaker.PERSON)
VIEW = TalkView(5, "taken", False, None, None, "", MONDAY, None, "supervisor:city")


def said(text: str = "嗯", **facts: object) -> Said:
    """Words with these facts and no others."""
    return Said(replace(Meaning(text, "zh", Intent.OTHER), **facts))  # type: ignore[arg-type]


def play(talk: Talk, *events: Event, world: FakeWorld | None = None) -> Step:
    """The last step of these events."""
    made = Step(talk, world or FakeWorld())
    for event in events:
        made = resident.step(made.talk, event, made.world)
    return made


def keys(made: Step) -> list[str]:
    """What is said."""
    return [say.key for say in made.says]


@pytest.mark.parametrize(
    "event",
    [
        said("好", answer=Answer(yes=True)),
        said("不要了", intent=Intent.CANCEL),
        said("多少钱", intent=Intent.PRICE),
        said("灯也坏了", intent=Intent.REPORT, issues=(TAP,)),
        said("2", answer=Answer(ordinal=2)),
        said("重来", answer=Answer(restart=True)),
        PhotosSent(("ab" * 32,)),
        PhotosSent((), ("other",)),
        LocationSent(31.2, 121.5),
    ],
)
def test_what_is_sent_goes_to_the_person_and_nothing_is_said_or_lost(event: Event) -> None:
    made = play(CARD, event)
    assert not made.says
    assert any(isinstance(act, TellPerson) for act in made.acts)
    assert made.talk.ask is Ask.CONFIRM
    assert made.talk.pick == CARD.pick
    assert made.talk.draft is not None
    assert made.talk.draft.issue == TAP
    assert made.talk.draft.words == ["滴水"]


def test_a_known_fact_is_not_changed_by_what_the_person_is_told() -> None:
    made = play(CARD, said("我朋友的电话13900000002", who=Who(phone="13900000002"), when=When(None, "evening")))
    assert made.talk.draft == CARD.draft


def test_certain_danger_takes_its_way_at_once() -> None:
    made = play(CARD, said("煤气味", danger=Danger.GAS))
    assert "advice-gas" in keys(made)
    assert any(isinstance(act, acts.Submit) for act in made.acts)
    assert TellPerson("煤气味", danger=True, district=HOME.district) in made.acts


def test_possible_danger_is_asked_about_once_and_opens_nothing() -> None:
    made = play(CARD, said("好像有味道", danger_doubt=Danger.GAS))
    assert keys(made) == ["doubt-gas"]
    assert (made.talk.ask, made.talk.draft) == (CARD.ask, CARD.draft)
    assert not play(made.talk, said("还有味道", danger_doubt=Danger.GAS)).says


def test_an_unclear_answer_to_it_is_for_the_person_and_a_yes_is_the_danger() -> None:
    asked = play(CARD, said("好像有味道", danger_doubt=Danger.GAS)).talk
    assert not play(asked, said("您等一下")).says
    assert "advice-gas" in keys(play(asked, said("是", answer=Answer(yes=True))))
    assert "advice-gas" in keys(play(asked, Pressed("alarm:gas")))
    later = play(asked, said("您等一下"), said("好", answer=Answer(yes=True)))
    assert not later.says


def test_an_emergency_that_lacks_its_place_is_asked_about_on() -> None:
    made = play(SILENT, said("煤气味", danger=Danger.GAS))
    assert made.talk.ask is Ask.ADDRESS
    sent = play(made.talk, said("浦东雨靴苑7号502", where=HOME))
    assert any(isinstance(act, acts.Submit) for act in sent.acts)


@pytest.mark.parametrize("action", ["ok:7", "w:more", "cat:wall_repair", "cancel:1", "drop", "nonsense", "", "alarm:x"])
def test_buttons_of_the_bot_do_nothing_meanwhile(action: str) -> None:
    made = play(CARD, Pressed(action))
    assert keys(made) in (["with-person"], ["stale-button"])
    assert not made.acts
    assert made.talk.draft == CARD.draft


def test_a_verdict_counts_whoever_has_the_talk() -> None:
    world = FakeWorld(requests=[request_view(1, Status.DONE)])
    made = play(SILENT, Pressed("works:1"), world=world)
    assert made.acts == [acts.Verdict(1, works=True)]


def test_back_in_words_or_by_button() -> None:
    for event in (said("回到机器人", answer=Answer(bot=True)), Pressed("back")):
        made = play(CARD, event)
        assert made.acts == [LeavePerson()]
        back = play(made.talk, HandedBack(by_person=False))
        assert keys(back) == ["bot-back-draft", "confirm-again"]
        assert back.talk.speaker is Speaker.BOT


def test_a_hold_that_lapsed_is_said_and_taken_again() -> None:
    world = FakeWorld(now=MONDAY + timedelta(hours=1))
    back = play(CARD, HandedBack(by_person=True), world=world)
    assert keys(back) == ["bot-back-draft", "hold-lapsed"]
    assert [act.window for act in back.acts if isinstance(act, acts.HoldWindow)] == [WINDOW]
    held = play(back.talk, Held(8, WINDOW, world.now + timedelta(minutes=15)), world=world)
    assert keys(held) == ["confirm-card"]


def test_out_of_hours_the_bot_goes_on() -> None:
    made = play(replace_speaker(CARD, Speaker.BOT), PersonCalled(open=False, due=MONDAY + timedelta(days=1)))
    assert keys(made) == ["person-called-closed", "confirm-again"]
    assert any(isinstance(act, acts.Submit) for act in play(made.talk, said("好", answer=Answer(yes=True))).acts)
    assert play(made.talk, PersonCame("supervisor")).talk.speaker is Speaker.PERSON


def replace_speaker(talk: Talk, speaker: Speaker) -> Talk:
    """The same talk with someone else."""
    return talk.model_copy(update={"speaker": speaker})


def test_late_until_closing_gives_the_talk_back_to_the_bot_for_the_time() -> None:
    made = play(CARD, PersonLate(MONDAY + timedelta(days=1)))
    assert keys(made) == ["person-late-closed", "confirm-again"]
    assert made.talk.speaker is Speaker.BOT_MEANWHILE
    assert keys(play(made.talk, PersonLate())) == ["person-late-meanwhile"]


@pytest.mark.parametrize("ask", list(Ask))
def test_a_person_can_be_asked_for_at_any_question(ask: Ask) -> None:
    talk = replace_speaker(CARD, Speaker.BOT).model_copy(update={"ask": ask, "about": 1})
    made = play(talk, said("人工", answer=Answer(person=True)))
    assert [type(act) for act in made.acts] == [CallPerson]


def test_a_guess_at_the_wish_for_a_person_does_not_silence_the_bot() -> None:
    made = play(Talk(), said("呃", intent=Intent.HUMAN, confidence=0.3))
    assert not made.acts
    assert "not-sure-person" in keys(made)


def test_about_an_emergency_the_wish_says_so() -> None:
    world = FakeWorld(requests=[request_view(1, Status.SCHEDULED, danger=Danger.WATER)])
    (act,) = play(Talk(), Pressed("human"), world=world).acts
    assert act == CallPerson("", request=1, district=HOME.district, emergency=True)


def test_a_supervisor_answers_what_was_taken_and_looks_up_numbers_again_once_it_is_over() -> None:
    world = FakeWorld(party="supervisor:city")
    talk = supervisor.step(Talk(), TalkTaken(VIEW), world).talk
    assert supervisor.step(talk, said("1001"), world).acts == [AnswerTalk(5, "1001")]
    assert supervisor.step(talk, Said(said("交还").meaning, Command.HAND_BACK), world).acts == [HandTalkBack(5)]
    over = supervisor.step(talk, TalkRefused(5, "gone"), world).talk
    assert keys(supervisor.step(over, said("1001"), world)) == ["number-unknown"]
    assert supervisor.step(over, Pressed("take:5"), world).acts == [TakeTalk(5)]
