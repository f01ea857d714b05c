"""Training: the same seed gives the same model, what is learnt is kept on disk, and figures count rightly."""

from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from booking.terms import Category, Danger, Intent, Route, Urgency
from bot.understanding import model as models
from bot.understanding.labels import HEADS, INTENTS, OUTPUTS, PLACES, TARGETS
from bot.understanding.meaning import Issue, Meaning
from bot.understanding.network import see
from bot.understanding.pieces import WIDTH, Pieces
from bot.understanding.sight import Sight
from bot.understanding.training.answering import answers
from bot.understanding.training.corpus import Example, examples
from bot.understanding.training.evaluate import Read, category_f1, figures, report, worst
from bot.understanding.training.joining import joined
from bot.understanding.training.learning import learn
from bot.understanding.training.train import Prepared, lessons_of, prepare, wanted_of
from tests.understanding.told import analyser

TAP = Issue(Route.IN_HOME, Category.TAPS_PIPES, Urgency.NORMAL)
GAS = Issue(Route.UTILITY)


@cache
def _pieces() -> Pieces:
    return Pieces()


@cache
def _some() -> tuple[Example, ...]:
    """Some short lines of the corpus."""
    return tuple(islice((example for example in examples() if len(example.text) < 40), 60))


@cache
def _prepared() -> Prepared:
    return prepare(_some(), analyser(), _pieces())


def test_pieces_have_a_blank_row_at_either_end_and_one_size() -> None:
    for text in ("", "水龙头漏水", "a" * 3_000, "漏" * 4_000):
        rows = _pieces()(text)
        assert rows.shape[1] == WIDTH
        assert 3 <= len(rows) <= 302
        assert not rows[0].any()
        assert not rows[-1].any()
        np.testing.assert_allclose(np.linalg.norm(rows[1:-1], axis=1), 16, rtol=1e-3)


def test_wanted_shares_add_up_to_one_for_each_head_that_is_told() -> None:
    for example in _some():
        wanted, told = wanted_of(example)
        assert wanted.shape == told.shape == (OUTPUTS,)
        for head in HEADS:
            if told[PLACES[head]].all():
                assert wanted[PLACES[head]].sum() == pytest.approx(1)


def test_learning_is_the_same_each_time_and_learns() -> None:
    lessons, vocabulary = lessons_of(_prepared())
    heard: list[float] = []
    one = learn(lessons, 3, heard.append)
    two = learn(lessons, 3, lambda part: None)
    for name, weights in one.items():
        np.testing.assert_array_equal(weights, two[name])
    assert heard == sorted(heard)
    assert heard[-1] == pytest.approx(1)
    model = models.join([one], vocabulary, len(vocabulary))
    shares = [
        model.answers(message, see(model.convolution(), pieces))["target"][TARGETS.index((issue.route, issue.category))]
        for message, pieces, example in zip(_prepared().messages, _prepared().pieces, _some(), strict=True)
        for issue in example.issues[:1]
    ]
    assert np.mean(shares) > 2 / len(TARGETS)


def test_a_model_on_disk_answers_as_it_did(tmp_path: Path) -> None:
    lessons, vocabulary = lessons_of(_prepared())
    made = models.join([learn(lessons, 1, lambda part: None)], vocabulary, 500)
    made.save(tmp_path / "model.npz")
    read = models.read(tmp_path / "model.npz")
    message, pieces = _prepared().messages[0], _prepared().pieces[0]
    again = read.answers(message, see(read.convolution(), pieces))
    for head, answer in made.answers(message, see(made.convolution(), pieces)).items():
        np.testing.assert_allclose(answer, again[head], atol=0.02)
        assert answer.sum() == pytest.approx(1, abs=1e-4)


def test_sight_agrees_with_the_windows_of_the_whole_text_and_never_changes() -> None:
    """Parts worked out piece by piece add up to what the windows give, in whatever order texts come."""
    convolution = np.random.default_rng(1).standard_normal((3 * WIDTH, 8)).astype(np.float32)
    sight = Sight(convolution, _pieces())
    texts = ("水龙头漏水", "", "tap leaks, tap drips", "水龙头漏水")
    first = [sight(text) for text in texts]
    for text, seen in zip(texts, first, strict=True):
        np.testing.assert_allclose(seen, see(convolution, _pieces()(text)), atol=1e-2)
    other = Sight(convolution, _pieces())
    for text, seen in reversed(list(zip(texts, first, strict=True))):
        np.testing.assert_array_equal(other(text), seen)


def test_joined_messages_hold_the_problems_of_their_parts() -> None:
    told = [example for example in examples() if example.voice == "zh_tenant_25f"]
    made = list(joined(told, 1))
    assert made == list(joined(told, 1))
    assert made
    for example in made:
        assert 2 <= len(example.issues) <= 3
        assert example.intent is Intent.REPORT
        assert example.danger is None


def test_answers_ask_for_nothing_in_either_language() -> None:
    made = list(answers(1))
    assert made == list(answers(1))
    assert {example.lang for example in made} == {"zh", "en"}
    assert all((example.intent, example.issues, example.danger) == (Intent.OTHER, (), None) for example in made)


def _read(told: Example, issues: tuple[Issue, ...] | None = None, *, asked: bool = False) -> Read:
    meant = told.issues if issues is None else issues
    return Read(told, Meaning(told.text, told.lang, told.intent, meant, confidence=0.9), 0.001, asked)


def test_figures_count_what_is_right_missed_and_raised() -> None:
    tap = replace(_some()[0], intent=Intent.REPORT, issues=(TAP,), when=None, danger=None)
    gas = replace(tap, issues=(GAS,), danger=Danger.GAS)
    reads = [_read(tap), _read(tap, (GAS,), asked=True), _read(gas), _read(gas, (GAS,), asked=True), _read(gas, (TAP,))]
    found = figures(reads)
    assert found["intent"] == 1
    assert found["issues"] == 0.6
    assert found["danger found"] == round(2 / 3, 4)
    assert found["danger certain"] == round(1 / 3, 4)
    assert found["others raised"] == 0.5
    assert found["others certain"] == 0
    assert found["when"] == 1
    assert 0 < category_f1(reads) < 1
    assert any("taken for" in line for line in report(reads))
    assert sum("read as" in line for line in worst(reads, 9)) == 2
    assert sum("read as" in line for line in worst(reads, 1)) == 1


def test_every_intent_and_target_has_an_output() -> None:
    assert set(INTENTS) == set(Intent)
    assert {category for _, category in TARGETS if category} == set(Category)
    assert {route for route, _ in TARGETS} == set(Route)
