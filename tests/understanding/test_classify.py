"""What a message wants and what it is about, over files of messages."""

import pytest

from booking.terms import Category, Intent, Route
from bot.understanding.classify import LexiconClassifier
from bot.understanding.evidence import Rules, names_of
from bot.understanding.lexicon import folder_tables
from tests.understanding.told import NOW, analyser, issues_of, reader, rows

LABELS = {*Intent, *Category, *Route} - {Route.IN_HOME} | {"urgent"}


@pytest.mark.parametrize(("intent", "issues", "text"), rows("known.tsv"))
def test_known_message(intent: str, issues: str, text: str) -> None:
    meaning = reader().read(text, NOW)
    assert (meaning.intent, meaning.issues) == (Intent(intent), issues_of(issues))


@pytest.mark.parametrize(("intent", "issues", "text"), rows("fresh.tsv"))
def test_message_written_before_the_rules(intent: str, issues: str, text: str) -> None:
    meaning = reader().read(text, NOW)
    assert (meaning.intent, meaning.issues) == (Intent(intent), issues_of(issues))


def test_the_files_hold_every_label() -> None:
    cases = [*rows("known.tsv"), *rows("fresh.tsv")]
    issues = [issue for _, codes, _ in cases for issue in issues_of(codes)]
    assert len(cases) > 1_000
    assert {intent for intent, _, _ in cases} == set(Intent)
    assert {issue.category for issue in issues if issue.category} == set(Category)
    assert {issue.route for issue in issues} == set(Route)


@pytest.mark.parametrize("text", ["", "水龙头漏水", "asdf", "🙂", "my door is broken and the lift too"])
def test_three_different_guesses_best_first(text: str) -> None:
    guesses = reader().read(text, NOW).guesses
    assert len({(guess.route, guess.category) for guess in guesses}) == 3
    assert [guess.score for guess in guesses] == sorted((guess.score for guess in guesses), reverse=True)


def test_confidence_tells_the_clear_from_the_unclear() -> None:
    clear = reader().read("厨房水龙头漏水", NOW).confidence
    bare = reader().read("那个东西不太对", NOW).confidence
    mixed = reader().read("空调", NOW).confidence
    assert 0 <= bare < clear <= 1
    assert mixed < clear


def test_first_guess_follows_the_words_of_an_unclear_message() -> None:
    guess = reader().read("空调", NOW).guesses[0]
    assert (guess.route, guess.category) == (Route.UNSUPPORTED, None)


def test_at_most_three_issues() -> None:
    text = "水龙头漏水,还有灯不亮,还有马桶堵了,还有门锁坏了,还有墙皮掉了"
    assert len(reader().read(text, NOW).issues) == 3


def test_a_classifier_alone_gives_the_same_verdict_each_time() -> None:
    analyse = analyser()
    message = analyse("马桶堵了,客厅灯也不亮,多少钱")
    verdicts = {LexiconClassifier(analyse.joints).classify(message) for _ in range(3)}
    assert len(verdicts) == 1


def test_concepts_weigh_known_labels_and_say_why() -> None:
    for name, table in folder_tables("concepts"):
        assert table["why"].endswith("."), name
        assert set(table["scores"]) <= LABELS, name


def test_rules_ask_only_for_what_the_lexicon_can_tell() -> None:
    told = names_of(analyser().lexicon.concepts.values())
    for folder in ("rules", "danger_rules"):
        for _, tables in folder_tables(folder):
            for table in tables:
                assert {*table["all"], *table.get("none", ())} <= told, table
                assert table["why"].endswith("."), table


def test_a_rule_needs_its_first_part_told_for_its_own_sake() -> None:
    rules = Rules("rules")
    told = frozenset({"#appliance", "#fit"})
    assert rules.scores(told)["install_removal"] > 0
    assert "install_removal" not in rules.scores(told, main=frozenset({"#fit"}))
