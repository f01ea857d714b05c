"""Help before a visit: what the data must keep to, which problem gets which, and what came of it."""

import re
from datetime import datetime

import pytest

from booking.terms import SHANGHAI, Category, Danger, Urgency
from bot.dialogue import acts
from bot.dialogue.events import Pressed
from bot.dialogue.step import Step
from bot.dialogue.talk import Ask
from bot.dialogue.tips import all_tips, find_tip, never_concepts, tip_of
from bot.understanding.concepts import Lexicon
from bot.understanding.meaning import Answer, Issue
from bot.understanding.reader import Reader
from tests.dialogue.fake_world import HOME, MONDAY, FakeWorld, request_view
from tests.dialogue.test_rules import DRAIN, TAP, keys, play, said

CODES = [tip.code for tip in all_tips()]
#: A problem in each language for every tip; a word that would rule the tip out comes after the bar.
PROBLEMS: dict[str, tuple[str, str, str]] = {
    "reset_breaker": ("跳闸了", "the breaker tripped", "插座冒火花，跳闸了"),
    "meter_balance": ("家里突然没电了", "no power in my flat", "没电了，有烧焦味"),
    "other_socket": ("客厅插座没电", "the socket has no power", "插座没电，摸着麻手"),
    "remote_battery": ("客厅的灯遥控器没反应", "the remote of my lamp is broken", "遥控灯冒烟了"),
    "change_bulb": ("台灯灯泡不亮", "the bulb of my desk lamp is broken", "灯泡不亮，有焦味"),
    "toilet_runs_on": ("马桶一直流水", "the toilet keeps running", "马桶一直流水，粪水反上来了"),
    "toilet_no_refill": ("马桶水箱不上水", "the toilet won't refill", "马桶不上水，墙里水管爆了"),
    "seat_nuts": ("马桶盖松了", "the toilet seat is loose", "马桶盖松了，污水漫出来"),
    "clean_aerator": ("厨房龙头出水小", "weak pressure at the kitchen tap", "龙头出水小，有煤气味"),
    "shower_scale": ("花洒堵了", "the shower head is blocked", "花洒漏电"),
    "shower_hose": ("花洒漏水", "the shower hose leaks", "花洒漏水，水带电麻手"),
    "angle_valve": ("水龙头漏水", "the tap leaks", "水龙头漏水，插座冒火花"),
    "main_valve": ("水管漏水", "the pipe leaks", "水管爆了，漏水"),
    "water_off": ("家里没水", "there is no water in my flat", "没水，有人晕倒"),
    "low_pressure": ("家里水压低", "low water pressure in my flat", "水压低，闻到燃气味"),
    "smart_lock_battery": ("智能锁没电了", "the smart lock is dead, no power", "指纹锁坏了，孩子反锁在里面"),
    "lock_graphite": ("门锁很涩", "the lock is hard to turn", "门锁很涩，家里着火了"),
    "hinge_screws": ("房门合页松了", "the door hinge is loose", "合页松了，电线外露"),
    "squeaky_hinge": ("房门吱吱响", "the door squeaks", "房门吱吱响，有煤气味"),
    "handle_screw": ("门把手松了", "the door handle is loose", "门把手松了，一摸就麻"),
    "clear_track": ("移门推不动", "the sliding door won't slide", "移门推不动，玻璃碎了要掉"),
    "press_seal": ("窗户漏风", "the window is drafty", "窗户漏风，闻到燃气"),
    "plunger_toilet": ("马桶堵了", "the toilet is blocked", "马桶堵了，粪水溢出来"),
    "hair_trap": ("卫生间地漏堵了", "the floor drain is blocked", "地漏堵了，污水倒灌"),
    "sink_trap": ("厨房水槽堵了", "the kitchen sink is clogged", "水槽堵了，脏水返上来"),
    "dry_trap": ("地漏有臭味", "the floor drain smells", "地漏有臭鸡蛋味，像煤气"),
    "ac_filter": ("空调滤网很脏", "the air conditioner is dusty", "空调很脏，有焦糊味"),
    "hood_filter": ("油烟机很脏", "the range hood is greasy", "油烟机很脏，着火了"),
    "washer_filter": ("洗衣机很脏", "the washing machine is dirty", "洗衣机很脏，漏电"),
    "fridge_smell": ("冰箱有异味", "the fridge smells", "冰箱有异味，插头冒烟"),
    "wipe_mould": ("墙角发霉", "mould on the wall", "墙发霉，电线裸露"),
    "rack_remote": ("电动晾衣架遥控没反应", "the electric drying rack does not react to the remote", "电动晾衣架冒烟"),
}
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _found(reader: Reader, code: str, words: str) -> str | None:
    tip = tip_of(code)
    assert tip is not None
    meaning = reader.read(words, NOW)
    told = [sorted(frozenset().union(*meaning.told))]
    found = find_tip(tip.category, told, [words])
    return found.code if found else None


def test_there_are_enough_of_them_for_every_kind_of_work() -> None:
    assert len(CODES) >= 20
    assert {tip.category for tip in all_tips()} == set(Category)
    assert set(PROBLEMS) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_steps_are_few_and_short(code: str) -> None:
    tip = tip_of(code)
    assert tip is not None
    assert 1 <= len(tip.steps) <= 4
    for words in (*tip.steps, tip.never):
        assert 0 < len(words.zh) <= 24, words.zh
        assert 0 < len(words.en) <= 60, words.en
        assert not re.search("[\u4e00-\u9fff]", words.en)
    assert len(code) <= 40
    assert len(f"help:ok:{code}".encode()) <= 64


def test_concepts_are_those_of_the_lexicon() -> None:
    known = set(Lexicon().concepts)
    for tip in all_tips():
        assert tip.things | tip.faults <= known, tip.code
        assert tip.things or tip.faults, tip.code
        assert not (tip.things | tip.faults) & never_concepts(), tip.code
    assert never_concepts() <= known


def test_no_step_touches_gas_wires_or_heights() -> None:
    harmful = re.compile("点火|燃气|煤气|电线|接线|梯子|探出|relight|ignite|gas|wire|ladder", re.IGNORECASE)
    for tip in all_tips():
        assert not [step for step in tip.steps if harmful.search(step.zh) or harmful.search(step.en)], tip.code


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", [0, 1], ids=["zh", "en"])
def test_a_problem_gets_its_help(reader: Reader, code: str, language: int) -> None:
    assert _found(reader, code, PROBLEMS[code][language]) == code


@pytest.mark.parametrize("code", CODES)
def test_danger_gets_none(reader: Reader, code: str) -> None:
    assert _found(reader, code, PROBLEMS[code][2]) is None


@pytest.mark.parametrize(
    "words",
    [
        "空开推不上去，一推就跳",
        "跳闸了，一直跳",
        "the breaker keeps tripping",
        "跳闸了，插座进水了",
        "the breaker won't reset",
    ],
)
def test_a_breaker_that_will_not_stay_is_left_alone(reader: Reader, words: str) -> None:
    assert _found(reader, "reset_breaker", words) != "reset_breaker"


def test_two_problems_are_not_mixed() -> None:
    apart = [["leak", "toilet"], ["basin", "block"]]
    found = find_tip(Category.DRAIN_CLEARING, apart, ["马桶漏水，水槽堵了"])
    assert found is not None
    assert found.code == "sink_trap"


BLOCKED = {"issues": (DRAIN,), "told": (frozenset({"toilet", "block"}),)}


def _offered(world: FakeWorld, **more: object) -> Step:
    made = play(world, said("马桶堵了", **(BLOCKED | more)))
    assert "self-help" in keys(made)
    return made


def test_it_stands_beside_the_next_question_and_only_once() -> None:
    world = FakeWorld()
    made = _offered(world)
    assert keys(made)[-2:] == ["self-help", "ask-address"]
    again = play(world, said("还是马桶堵了", **BLOCKED), said(where=HOME), talk=made.talk)
    assert "self-help" not in keys(again)
    assert again.talk.ask is Ask.CONTACT


def test_another_problem_gets_its_own() -> None:
    world = FakeWorld()
    tap = said("不对，水龙头漏水", issues=(TAP,), told=(frozenset({"tap", "leak"}),), answer=Answer(correction=True))
    made = play(world, tap, talk=_offered(world).talk)
    assert "self-help" in keys(made)
    assert made.talk.draft is not None
    assert made.talk.draft.tip == "angle_valve"


@pytest.mark.parametrize(
    "facts",
    [
        {"issues": (Issue(DRAIN.route, DRAIN.category, Urgency.EMERGENCY),), "danger": Danger.SEWAGE},
        {"danger_doubt": Danger.SEWAGE},
        {"told": (frozenset({"toilet", "block"}), frozenset({"sewage"}))},
    ],
)
def test_danger_told_with_the_problem_gets_none(facts: dict[str, object]) -> None:
    made = play(FakeWorld(), said("马桶堵了", **(BLOCKED | facts)))
    assert "self-help" not in keys(made)


def test_a_doubt_that_was_settled_gets_none_later() -> None:
    world = FakeWorld()
    made = play(world, said("马桶堵了", **(BLOCKED | {"danger_doubt": Danger.SEWAGE})), Pressed("danger:no"))
    assert "self-help" not in keys(made)
    assert made.talk.ask is Ask.ADDRESS


def test_danger_told_after_it_takes_it_away() -> None:
    world = FakeWorld()
    made = play(world, said("漫出来了", danger=Danger.SEWAGE), talk=_offered(world).talk)
    stale = play(world, Pressed("help:ok:plunger_toilet"), talk=made.talk)
    assert not any(isinstance(act, acts.SolveAlone) for act in stale.acts)
    assert stale.talk.draft is not None


def test_solved_ends_the_draft_and_is_kept() -> None:
    world = FakeWorld()
    made = play(world, said("通了", answer=Answer(solved=True)), talk=_offered(world, where=HOME).talk)
    assert acts.SolveAlone("plunger_toilet", Category.DRAIN_CLEARING, HOME.district, "滴水 / 通了") in made.acts
    assert made.talk.draft is None
    assert made.talk.where == HOME
    assert keys(made) == ["self-help-solved"]


def test_solved_goes_on_with_what_waits() -> None:
    world = FakeWorld()
    both = said(
        "马桶堵了，龙头漏", issues=(DRAIN, TAP), told=(frozenset({"toilet", "block"}), frozenset({"tap", "leak"}))
    )
    made = play(world, both, Pressed("help:ok:plunger_toilet"))
    assert keys(made) == ["self-help-solved", "go-on-with", "self-help", "ask-address"]


def test_not_solved_is_noted_and_the_booking_goes_on() -> None:
    world = FakeWorld()
    made = play(world, said("没用", answer=Answer(failed=True)), talk=_offered(world).talk)
    assert keys(made) == ["self-help-noted", "ask-address"]
    assert made.talk.draft is not None
    assert made.talk.draft.tried == ["plunger_toilet"]


def test_not_solved_with_the_address_loses_nothing() -> None:
    world = FakeWorld()
    made = play(
        world, said("没用，浦东雨靴苑7号502", answer=Answer(failed=True), where=HOME), talk=_offered(world).talk
    )
    assert made.talk.draft is not None
    assert made.talk.draft.tried == ["plunger_toilet"]
    assert made.talk.ask is Ask.CONTACT


@pytest.mark.parametrize("action", ["help:ok:angle_valve", "help:ok:nonsense", "help:", "help:maybe:plunger_toilet"])
def test_a_forged_button_does_nothing(action: str) -> None:
    world = FakeWorld()
    made = play(world, Pressed(action), talk=_offered(world).talk)
    assert keys(made)[0] == "stale-button"
    assert not made.acts
    assert made.talk.draft is not None


def test_yes_to_the_card_is_no_word_about_the_help() -> None:
    world = FakeWorld()
    made = _offered(world)
    made.talk.ask = Ask.CONFIRM
    after = play(world, said("好了", answer=Answer(yes=True, solved=True)), talk=made.talk)
    assert not any(isinstance(act, acts.SolveAlone) for act in after.acts)


def test_words_about_help_that_was_never_offered_mean_nothing() -> None:
    world = FakeWorld(requests=[request_view(1)], now=MONDAY)
    made = play(world, said("没用", answer=Answer(failed=True)))
    assert made.talk.draft is None
