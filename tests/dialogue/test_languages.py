"""In which language a talk goes on: by what is written, by what is asked for, and as it was before."""

import pytest

from booking.terms import Intent
from bot.dialogue import resident, staff, supervisor
from bot.dialogue.events import Pressed, Said
from bot.dialogue.talk import Talk
from bot.understanding.answers import read_answer
from bot.understanding.meaning import Meaning
from bot.understanding.normal import language_of
from bot.understanding.script import script_of
from bot.understanding.staff_words import read_command
from tests.dialogue.fake_world import FakeWorld


def _said(text: str, intent: Intent = Intent.REPORT) -> Said:
    meaning = Meaning(text, language_of(text), intent, answer=read_answer(text), script=script_of(text))
    return Said(meaning, read_command(text))


def _after(talk: Talk, *texts: str) -> Talk:
    for text in texts:
        talk = resident.step(talk, _said(text), FakeWorld()).talk
    return talk


@pytest.mark.parametrize(
    ("texts", "lang"),
    [
        (["水龍頭漏水"], "zh-TW"),
        (["水龙头漏水"], "zh-CN"),
        (["水管漏水"], "zh-CN"),
        (["水龍頭漏水", "水管漏水"], "zh-TW"),
        (["水龍頭漏水", "厨房的灯也坏了"], "zh-CN"),
        (["水龍頭漏水", "please幫我約"], "zh-TW"),
        (["水龍頭漏水", "the light is broken too"], "en"),
        (["水龍頭漏水", "the light is broken too", "水管漏水"], "zh-TW"),
        (["my tap is leaking", "水管漏水"], "zh-CN"),
        (["my tap is leaking", "中文"], "zh-CN"),
        (["my tap is leaking", "說中文"], "zh-TW"),
        (["繁體中文", "English please", "中文"], "zh-TW"),
        (["繁體中文", "厨房的灯坏了"], "zh-TW"),
        (["繁體中文", "简体"], "zh-CN"),
        (["traditional Chinese please"], "zh-TW"),
    ],
)
def test_the_language_of_a_talk(texts: list[str], lang: str) -> None:
    assert _after(Talk(), *texts).lang == lang


def test_a_page_in_traditional_characters_keeps_them_through_shared_ones() -> None:
    page = Talk(lang="zh-TW")
    assert _after(page, "水管漏水").lang == "zh-TW"
    assert _after(page, "my tap is leaking", "水管漏水").lang == "zh-TW"


@pytest.mark.parametrize("lang", ["zh-CN", "zh-TW", "en"])
def test_buttons_choose_a_language(lang: str) -> None:
    made = resident.step(Talk(), Pressed(f"lang:{lang}"), FakeWorld())
    assert (made.talk.lang, made.talk.spoken) == (lang, lang)


def test_staff_choose_traditional_characters_too() -> None:
    for stepper in (staff.step, supervisor.step):
        made = stepper(Talk(lang="en"), _said("繁體中文"), FakeWorld())
        assert made.talk.lang == "zh-TW"
        assert [say.key for say in made.says] == ["language-switched"]
