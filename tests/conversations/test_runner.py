"""The judges of conversations see what they are there to see."""

from pathlib import Path

import pytest

from booking.terms import Category, District, Intent, Route, Urgency
from bot.understanding.meaning import Issue, Meaning, When, Where, Who
from locales.texts import Texts
from tests.conversations.expectations import faults_of_end, faults_of_line
from tests.conversations.health import Told, faults_of_text
from tests.conversations.player import Heard
from tests.conversations.script import Line, read

TEXTS = Texts()
HOME = Where(District.PUDONG, estate="雨靴苑", building="7", room="502")
TOLD = Meaning(
    "",
    "zh",
    Intent.REPORT,
    issues=(Issue(Route.IN_HOME, Category.TAPS_PIPES, Urgency.NORMAL),),
    when=When(None, "morning"),
    where=HOME,
    who=Who(phone="13800000001"),
)


def heard(text: str = "好的", expects: str = "none") -> Heard:
    return Heard("resident:li", text, (), expects)


def line(deed: str = "say", value: str = "x", **expected: object) -> Line:
    return Line(1, deed, value, "resident:li", expected)


@pytest.mark.parametrize(
    "text", ["单号 { $number }", "类别 taps_pipes", "Traceback", "价格 None", "Term(key='x')", "KeyError: 1", " "]
)
def test_traces_of_the_machine_are_seen(text: str) -> None:
    assert list(faults_of_text(heard(text), []))


def test_what_people_said_themselves_may_be_shown() -> None:
    assert not list(faults_of_text(heard("修什么：{ $number } taps_pipes"), ["{ $number } taps_pipes"]))


@pytest.mark.parametrize("expects", ["contact", "address", "problem", "category"])
def test_a_question_for_what_was_told_is_seen(expects: str) -> None:
    told = Told(lambda _text: TOLD, TEXTS)
    told.listen(line())
    assert list(told.faults([heard(expects=expects)], 0))


def test_the_plain_question_for_a_time_is_seen_where_one_was_wished_for() -> None:
    told = Told(lambda _text: TOLD, TEXTS)
    told.listen(line())
    assert list(told.faults([heard(TEXTS.say("zh-CN", "ask-window"), "window")], 0))
    assert not list(told.faults([heard("离得最近的有：", "window")], 0))


def test_questions_are_right_after_something_was_taken_back_or_booked() -> None:
    told = Told(lambda _text: TOLD, TEXTS)
    told.listen(line())
    told.listen(line("press", "改电话", again=["contact"]))
    assert not list(told.faults([heard(expects="contact")], 0))
    assert not list(told.faults([heard()], 1))
    assert not list(told.faults([heard(expects="problem")], 1))


def test_silence_and_strangers_are_seen() -> None:
    assert faults_of_line(line(), "resident:li", [])
    other = Heard("vendor:x", "新派单", (), "none")
    assert faults_of_line(line(alone=True), "resident:li", [heard(), other])
    assert not faults_of_line(line(), "resident:li", [heard(), other])


def test_the_number_of_requests_counts() -> None:
    assert faults_of_end([], [{"request": 1001}])
    assert faults_of_end([{}], [])


@pytest.mark.parametrize(
    "entry",
    [
        'lines = [{ say = "x", press = "y" }]',
        'lines = [{ sya = "x" }]',
        'lines = [{ say = "x", txt = ["y"] }]',
        'lines = []\n[[conversation.request]]\nstaus = "closed"',
    ],
)
def test_slips_in_the_data_are_errors(entry: str, tmp_path: Path) -> None:
    path = tmp_path / "slip.toml"
    path.write_text(f'[[conversation]]\nname = "x"\n{entry}\n', "utf-8")
    with pytest.raises(ValueError, match=r"unknown|one of"):
        list(read(path, "slip"))
