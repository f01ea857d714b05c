"""Simplified and traditional Chinese are told apart by the characters that only one of them has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.lexicon import text_of
from bot.understanding.script import script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("水龍頭漏水", "zh-TW"),
        ("馬桶不通", "zh-TW"),
        ("冷氣不冷，please幫我約", "zh-TW"),
        ("門鎖壞了，我家在张江路5弄", "zh-TW"),
        ("水龙头漏水", "zh-CN"),
        ("灯坏了", "zh-CN"),
        ("这个機器坏了", "zh-CN"),
        ("水管漏水", None),
        ("家里水管漏水", None),
        ("門门", None),
        ("my tap is leaking", None),
        ("", None),
    ],
)
def test_the_script_of_a_text(text: str, script: str | None) -> None:
    assert script_of(text) == script


def test_the_pairs_of_the_lexicon_are_told_apart() -> None:
    """No traditional form passes for simplified, and no simplified one for traditional."""
    lines = [line for line in text_of("characters.txt").splitlines() if not line.startswith("#")]
    pairs = [pair for line in lines for pair in line.split()]
    assert not [pair for pair in pairs if script_of(pair[0]) == "zh-CN" or script_of(pair[1]) == "zh-TW"]
    assert sum(script_of(pair[0]) == "zh-TW" for pair in pairs) > 0.95 * len(pairs)


@given(st.text(max_size=40))
def test_any_text_has_a_script_or_none(text: str) -> None:
    assert script_of(text) == script_of(text[::-1])
