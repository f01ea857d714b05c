"""What the guides tell people to say is understood as the guides say."""

import re
from datetime import datetime

import pytest

from booking.terms import SHANGHAI, Intent
from bot.understanding.reader import Reader
from bot.understanding.staff_words import Command, read_command
from tests.docs.pages import rows, text_of

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
WISHES = {
    "a repair": [Intent.REPORT],
    "several repairs": [Intent.REPORT],
    "one more in a booked visit": [Intent.REPORT],
    "to know how it stands": [Intent.PROGRESS],
    "another time": [Intent.RESCHEDULE],
    "to cancel": [Intent.CANCEL],
    "prices": [Intent.PRICE],
    "to complain, or a person": [Intent.COMPLAINT, Intent.HUMAN],
}
STEPS = {
    "set out": Command.SET_OUT,
    "arrived": Command.ARRIVED,
    "nobody home": Command.ABSENT,
    "finished": Command.FINISHED,
}


def _quoted(text: str) -> list[str]:
    return re.findall(r'"([^"]+)"', text)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_residents_are_understood(reader: Reader) -> None:
    said = {row[0]: _quoted(row[1]) for row in rows("docs/residents.md")}
    for wish, intents in WISHES.items():
        assert [reader.read(words, NOW).intent for words in said[wish]] == intents, wish
    assert reader.read(said["to correct something"][0], NOW).answer.correction
    assert reader.read(said["to begin again"][0], NOW).answer.restart


def test_language_is_switched_by_the_words_of_the_guide(reader: Reader) -> None:
    intro = text_of("docs/residents.md").partition("## ")[0]
    assert [reader.read(words, NOW).answer.language for words in _quoted(intro)] == ["en", "zh-TW", "zh-CN", "zh"]


def test_words_of_staff_are_their_steps() -> None:
    said = {row[0]: _quoted(row[2]) for row in rows("docs/firms.md") if len(row) == 4}
    for step, command in STEPS.items():
        assert [read_command(words) for words in said[step]] == [command] * 2, step
    offers = text_of("docs/firms.md").partition("## Offers")[2].partition("### ")[0]
    expected = [Command.ACCEPT, Command.ACCEPT, Command.DECLINE, Command.DECLINE]
    expected += [Command.PROPOSE] * 4
    assert [read_command(words) for words in _quoted(offers)] == expected
    assert [read_command(words) for words in ("ack", "收到")] == [Command.ACCEPT] * 2
    assert all(f'"{words}"' in text_of("docs/centres.md") for words in ("ack", "收到"))
