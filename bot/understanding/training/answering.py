"""Messages that only answer a question of the bot: places, phones, names, times, yes and no, marks, nonsense.

The corpus holds first messages; in a conversation most messages are answers, which must not be read as problems.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files

import numpy as np

from booking.terms import Intent
from bot.understanding.normal import language_of
from bot.understanding.training.corpus import Example

COUNT = 900
_WORDS: dict[str, list[str]] = tomllib.loads(files(__package__).joinpath("answers.toml").read_text(encoding="utf-8"))
_NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


def answers(seed: int) -> Iterator[Example]:
    """So many answers, in both languages; they ask for nothing and report nothing."""
    chance = np.random.default_rng(seed)
    blank = Example("", "", "zh", Intent.OTHER, (), None, None, _NOW, "answers")
    for number in range(COUNT):
        text = _MAKERS[number % len(_MAKERS)](_Dice(chance))
        yield replace(blank, id=f"answers-{number}", text=text, lang=language_of(text))


class _Dice:
    """Chance in the forms that are needed here."""

    def __init__(self, chance: np.random.Generator) -> None:
        self._chance = chance

    def one(self, choices: Sequence[str]) -> str:
        """One of several."""
        return choices[self.number(0, len(choices))]

    def of(self, name: str) -> str:
        """One of the words of a list in answers.toml."""
        return self.one(_WORDS[name])

    def number(self, low: int, high: int) -> int:
        """A whole number from `low` to below `high`."""
        return int(self._chance.integers(low, high))

    def maybe(self, text: str) -> str:
        """`text` every other time."""
        return text if self.number(0, 2) else ""


def _address(dice: _Dice) -> str:
    name = dice.of("syllables") + dice.of("syllables")
    district = dice.maybe(dice.of("districts") + dice.maybe("区"))
    room = f"{dice.number(1, 30)}0{dice.number(1, 9)}{dice.maybe('室')}"
    if dice.number(0, 2):
        place = f"{name}路{dice.number(1, 2000)}{dice.one(('弄', '号', '弄'))}"
        return f"{district}{place}{dice.maybe(f'{dice.number(1, 90)}号')}{dice.maybe(room)}"
    house = f"{dice.number(1, 60)}{dice.one(('号', '号楼', '栋', '幢'))}"
    return f"{district}{name}{dice.one(_WORDS['estate'])}{dice.maybe(house)}{dice.maybe(room)}"


def _english_address(dice: _Dice) -> str:
    name = (dice.of("pinyin") + dice.of("pinyin")).capitalize()
    district = dice.maybe(", " + dice.of("english"))
    room = f"{dice.one(('room', 'Rm', 'flat', 'apt'))} {dice.number(1, 30)}0{dice.number(1, 9)}"
    if dice.number(0, 2):
        return f"{dice.maybe(room + ', ')}No. {dice.number(1, 90)}, Lane {dice.number(1, 900)} {name} Rd{district}"
    house = dice.maybe(f" {dice.one(('building', 'block', 'bldg', 'tower'))} {dice.number(1, 60)}")
    return f"{dice.maybe('I live at ')}{name} {dice.one(_WORDS['court'])}{district}{house} {room}"


def _phone(dice: _Dice) -> str:
    digits = f"1{dice.number(30, 99)}{dice.number(0, 10**8):08d}"
    spaced = f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    return dice.one(
        (digits, spaced, f"电话{digits}", f"我的手机是{digits}", f"my number is {spaced}", f"call {digits}")
    )


def _name(dice: _Dice) -> str:
    who = dice.of("surnames") + dice.of("titles")
    return dice.one((f"我姓{who[0]}", f"{who}", f"叫我{who}就行", f"联系人{who}", f"{who},{_phone(dice)}"))


def _english_name(dice: _Dice) -> str:
    who = dice.of("names")
    return dice.one((who, f"my name is {who}", f"I'm {who}, {_phone(dice)}", f"ask for {who}"))


def _time(dice: _Dice) -> str:
    if dice.number(0, 2):
        return dice.of("days") + dice.maybe(dice.of("parts")) + dice.maybe("吧") + dice.maybe("可以吗")
    return (
        f"{dice.maybe('let us say ')}{dice.one(_WORDS['en_days'])} {dice.maybe(dice.one(_WORDS['en_parts']))}".strip()
    )


def _saying(dice: _Dice) -> str:
    return dice.of("sayings") + dice.one(("", "", "。", "!", "吧", " "))


def _noise(dice: _Dice) -> str:
    letters = "asdfghjklqwertyuiopzxcvbnm"
    words = ["".join(dice.one(letters) for _ in range(dice.number(2, 7))) for _ in range(dice.number(1, 4))]
    return dice.one(
        (" ".join(words), str(dice.number(0, 10**6)), dice.one("🙂👍🙏❤️😀🤔"), "啊" * dice.number(1, 6), "???")
    )


_MAKERS = (
    *(_address, _address, _english_address, _english_address),
    *(_phone, _name, _english_name, _time, _saying, _noise),
)
