"""What a message wants and what it is about: strangers' messages, short plain ones, and mere answers."""

from functools import cache

import pytest

from booking.terms import Intent, Route
from bot.understanding.evidence import names_of
from bot.understanding.lexicon import folder_tables
from bot.understanding.training.corpus import DEVELOPMENT_VOICES, TEST_VOICES, examples
from bot.understanding.training.evaluate import Read, figures, read_all, right_intent, right_parties, share
from tests.understanding.told import NOW, analyser, issues_of, reader, rows

#: What the model reached when it was trained, less what the rounding of another machine may cost.
REACHED = {"intent": 0.94, "issues": 0.92, "category F1": 0.93, "urgency": 0.96, "when": 0.95, "danger found": 0.965}


@cache
def _strangers() -> list[Read]:
    return read_all((example for example in examples() if example.voice in TEST_VOICES), reader())


@pytest.mark.parametrize("figure", REACHED)
def test_strangers_are_understood_as_well_as_the_guide_says(figure: str) -> None:
    assert figures(_strangers())[figure] >= REACHED[figure]


def test_few_other_reports_are_raised() -> None:
    assert figures(_strangers())["others raised"] <= 0.05


def test_test_and_development_voices_exist_and_are_different_people() -> None:
    voices = {example.voice for example in examples()}
    assert voices >= TEST_VOICES | DEVELOPMENT_VOICES
    assert not TEST_VOICES & DEVELOPMENT_VOICES


def test_confidence_tells_what_is_right_from_what_is_wrong() -> None:
    reads = _strangers()
    sure = [read for read in reads if read.meaning.confidence >= 0.9]
    unsure = [read for read in reads if read.meaning.confidence < 0.5]
    assert share(sure, lambda read: right_intent(read) and right_parties(read)) > 0.9
    assert share(unsure, lambda read: right_intent(read) and right_parties(read)) < 0.7


def test_short_plain_messages_written_before_the_model() -> None:
    cases = rows("fresh.tsv")
    wrong = []
    for intent, issues, text in cases:
        meaning = reader().read(text, NOW)
        if (meaning.intent, meaning.issues) != (Intent(intent), issues_of(issues)):
            wrong.append(text)
    assert len(wrong) <= len(cases) * 0.05, wrong


@pytest.mark.parametrize("text", ["", "水龙头漏水", "asdf", "🙂", "my door is broken and the lift too"])
def test_three_different_guesses_best_first(text: str) -> None:
    guesses = reader().read(text, NOW).guesses
    assert len({(guess.route, guess.category) for guess in guesses}) == 3
    assert [guess.score for guess in guesses] == sorted((guess.score for guess in guesses), reverse=True)


def test_first_guess_follows_the_words_of_an_unclear_message() -> None:
    guess = reader().read("空调", NOW).guesses[0]
    assert guess.category in {"appliance_cleaning", "install_removal"} or guess.route is Route.UNSUPPORTED


def test_at_most_three_issues() -> None:
    text = "水龙头漏水,还有灯不亮,还有马桶堵了,还有门锁坏了,还有墙皮掉了"
    assert len(reader().read(text, NOW).issues) == 3


@pytest.mark.parametrize(
    "text",
    [
        *("浦东新区张杨路100弄3号201室", "Rm 501, No. 4, Lane 123 Huamu Rd, Pudong", "Yuxue Court building 5 room 301"),
        *("13800138000", "我姓王", "明天上午", "好的", "yes", "quick and tidy"),
    ],
)
def test_a_mere_answer_reports_nothing(text: str) -> None:
    meaning = reader().read(text, NOW)
    assert (meaning.issues, meaning.danger, meaning.danger_doubt) == ((), None, None)


def test_concepts_say_why() -> None:
    for name, table in folder_tables("concepts"):
        assert table["why"].endswith("."), name


def test_rules_ask_only_for_what_the_lexicon_can_tell() -> None:
    told = names_of(analyser().lexicon.concepts.values())
    for _, tables in folder_tables("danger_rules"):
        for table in tables:
            assert {*table["all"], *table.get("none", ())} <= told, table
            assert table["why"].endswith("."), table
