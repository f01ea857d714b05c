"""Single rules of the dialogue that whole conversations show only together."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.lifecycle import Status
from booking.terms import Category, Danger, District, Intent, Route, Urgency
from booking.windows import Window
from bot.dialogue import acts, resident, staff
from bot.dialogue.doors import number_alone
from bot.dialogue.events import Event, Held, NotHeld, PhotosSent, Pressed, Said
from bot.dialogue.person_events import PersonCalled
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask, Talk
from bot.dialogue.views import RequestView
from bot.understanding.meaning import Answer, Issue, Meaning, When, Where, Who
from bot.understanding.staff_words import Command
from tests.dialogue.fake_world import HOME, MONDAY, FakeWorld, offer_view, request_view

TAP = Issue(Route.IN_HOME, Category.TAPS_PIPES, Urgency.NORMAL)
DRAIN = Issue(Route.IN_HOME, Category.DRAIN_CLEARING, Urgency.NORMAL)
TOMORROW = Window(MONDAY.replace(hour=10) + timedelta(days=1))
CALLED = PersonCalled(open=True, due=MONDAY + timedelta(minutes=15))
NO_DOOR = Where(District.PUDONG, estate="雨靴苑", text="浦东雨靴苑")


def said(text: str = "嗯", **facts: object) -> Said:
    """Words with these facts and no others."""
    intent = Intent.REPORT if facts.get("issues") else Intent.OTHER
    return Said(replace(Meaning(text, "zh", intent, problem="滴水" if facts.get("issues") else ""), **facts))  # type: ignore[arg-type]


def play(world: FakeWorld, *events: Event, talk: Talk | None = None) -> Step:
    """The last step of these events, one after the other."""
    made = Step(talk or Talk(), world)
    for event in events:
        made = resident.step(made.talk, event, world)
    return made


def keys(made: Step) -> list[str]:
    return [say.key for say in made.says]


def at_card(world: FakeWorld) -> Talk:
    """A talk in which the card of a tap is shown for tomorrow at ten."""
    told = said(issues=(TAP,), where=HOME, who=Who(phone="13800000001"), when=When(TOMORROW.day, "10:00"))
    made = play(world, told, Held(7, TOMORROW, world.now))
    assert made.talk.ask is Ask.CONFIRM
    return made.talk


@pytest.mark.parametrize(
    ("text", "known", "building", "room"),
    [
        ("7", NO_DOOR, "7", None),
        ("７号", NO_DOOR, "7", None),
        ("七号楼", NO_DOOR, "7", None),
        ("12#", NO_DOOR, "12", None),
        ("502", NO_DOOR, None, "502"),
        ("502", replace(NO_DOOR, building="7"), None, "502"),
        ("3", replace(NO_DOOR, building="7"), None, "3"),
        ("8号", HOME, "8", None),
        ("603", HOME, None, "603"),
    ],
)
def test_a_number_alone_is_the_house_or_the_room(
    text: str, known: Where, building: str | None, room: str | None
) -> None:
    found = number_alone(text, known)
    assert found is not None
    assert (found.building, found.room) == (building, room)


@pytest.mark.parametrize("text", ["", "号", "七号楼五零二", "13800000001", "7号2楼", "明天"])
def test_other_words_are_no_number_alone(text: str) -> None:
    assert number_alone(text, NO_DOOR) is None


def test_a_number_alone_needs_a_place_it_can_belong_to() -> None:
    assert number_alone("7", None) is None
    assert number_alone("7", Where(District.PUDONG)) is None


def test_another_kind_of_work_keeps_the_time_that_was_wished_for() -> None:
    world = FakeWorld()
    made = play(world, said(issues=(DRAIN,), answer=Answer(correction=True)), talk=at_card(world))
    held = [act for act in made.acts if isinstance(act, acts.HoldWindow)]
    assert [(act.category, act.window) for act in held] == [(Category.DRAIN_CLEARING, TOMORROW)]
    assert acts.ReleaseHold(7) in made.acts


def test_a_corrected_phone_is_heard_while_windows_are_shown_and_they_stay() -> None:
    world = FakeWorld()
    start = play(world, said(issues=(TAP,), where=HOME, who=Who(phone="13800000001")))
    made = play(world, said(who=Who(phone="13900000002"), answer=Answer(yes=False, correction=True)), talk=start.talk)
    assert keys(made) == ["noted-phone", "ask-window"]
    assert made.says[-1].choices == start.says[-1].choices
    assert made.talk.draft is not None
    assert made.talk.draft.who == Who(phone="13900000002")


def test_a_window_that_is_over_is_not_shown_again() -> None:
    world = FakeWorld()
    talk = at_card(world)
    world.now += timedelta(days=3)
    made = play(world, PhotosSent(("ab" * 32,)), talk=talk)
    assert keys(made) == ["photo-kept", "date-past"]


def test_moving_one_request_does_not_take_the_window_of_the_one_being_booked() -> None:
    world = FakeWorld(requests=[request_view(1, Status.SCHEDULED)])
    talk = play(world, Pressed("move:1"), talk=at_card(world)).talk
    assert talk.pick is not None
    assert talk.pick.request == 1
    made = play(world, said(who=Who(name="王")), talk=replace_ask(talk, Ask.CONTACT))
    assert [act.provider for act in made.acts if isinstance(act, acts.HoldWindow)] == [None]
    assert not any(isinstance(act, acts.Move) for act in made.acts)


def replace_ask(talk: Talk, ask: Ask) -> Talk:
    return talk.model_copy(update={"ask": ask})


def test_a_lost_window_without_anything_being_booked_breaks_nothing() -> None:
    assert keys(play(FakeWorld(), NotHeld(TOMORROW))) == ["no-window"]


def test_a_rating_for_finished_work_is_one_act() -> None:
    world = FakeWorld(requests=[request_view(1, Status.DONE)])
    assert play(world, said(answer=Answer(stars=4))).acts == [acts.Rate(1, 4)]


def test_words_that_leave_open_whether_it_works_are_asked_about() -> None:
    world = FakeWorld(requests=[request_view(1, Status.DONE)])
    told = said("那个怎么说呢")
    unclear = Said(replace(told.meaning, intent=Intent.REPORT))
    assert keys(play(world, unclear)) == ["nudge-verdict"]


def test_the_same_danger_twice_sends_nobody_twice_but_adds_the_phone() -> None:
    world = FakeWorld(requests=[request_view(1, Status.OFFERING, danger=Danger.WATER, phone=None)])
    made = play(world, said(danger=Danger.WATER, who=Who(phone="13800000001")))
    assert keys(made) == ["advice-water", "emergency-known"]
    assert made.acts == [acts.AddContact(1, None, "13800000001")]


def test_a_doubt_is_not_passed_over_by_anything_else() -> None:
    world = FakeWorld()
    doubt = play(world, said(danger_doubt=Danger.GAS)).talk
    for event in (
        PhotosSent((), ("other",)),
        PhotosSent(("ab" * 32,)),
        CALLED,
        Pressed("price:taps_pipes"),
        Pressed("x:1"),
    ):
        assert "doubt-gas" in keys(play(world, event, talk=doubt))


def with_offers(party: str, *views: RequestView) -> FakeWorld:
    """A provider before whom these requests are open, as offers 11, 12 and so on."""
    return FakeWorld(party=party, requests=[*views], waiting=[offer_view(n, view) for n, view in enumerate(views, 11)])


def test_a_firm_with_several_offers_is_asked_which() -> None:
    world = with_offers("vendor:firm", request_view(1), request_view(2))
    made = staff.step(Talk(), Said(said("接单").meaning, Command.ACCEPT), world)
    assert made.acts == []
    assert [choice.action for choice in made.says[0].choices] == ["acc:11", "acc:12"]
    named = staff.step(Talk(), Said(said("接单 1002").meaning, Command.ACCEPT), world)
    assert named.acts == [acts.Accept(12)]


def test_a_centre_takes_the_alarm_first() -> None:
    views = [request_view(1, danger=Danger.GAS), request_view(2)]
    world = FakeWorld(
        party="centre:pudong", requests=views, waiting=[offer_view(n, v) for n, v in enumerate(views, 11)]
    )
    assert staff.step(Talk(), Said(said("收到").meaning, Command.ACCEPT), world).acts == [acts.Accept(11)]


def test_a_problem_of_no_known_kind_is_booked() -> None:
    unknown = Issue(Route.IN_HOME, None, Urgency.NORMAL)
    world = FakeWorld()
    told = said(issues=(unknown,), where=HOME, who=Who(phone="13800000001"), when=When(TOMORROW.day, "10:00"))
    made = play(world, told, Held(7, TOMORROW, world.now), Pressed("ok:7"))
    (booked,) = [act for act in made.acts if isinstance(act, acts.Submit)]
    assert (booked.order.category, booked.order.window, booked.also) == (None, TOMORROW, ())
