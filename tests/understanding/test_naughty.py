"""No message, however naughty, raises or gives anything but known labels; each is read the same every time."""

import pytest
from hypothesis import HealthCheck, given, settings

from booking.terms import Route
from tests.understanding.naughty import NAUGHTY, STRANGE
from tests.understanding.told import NOW, reader


def _check(text: str) -> None:
    meaning = reader().read(text, NOW)
    assert meaning.text == text
    assert len(meaning.guesses) == 3
    assert 0 <= meaning.confidence <= 1
    assert not (meaning.danger and meaning.danger_doubt)
    for issue in meaning.issues:
        assert (issue.category is None) == (issue.route is not Route.IN_HOME) == (issue.urgency is None)
    assert reader().read(text, NOW) == meaning


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_messages_are_answered(text: str) -> None:
    _check(text)


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(NAUGHTY)
def test_naughty_messages_are_answered(text: str) -> None:
    _check(text)


@pytest.mark.soak
@pytest.mark.timeout(3_600)
@settings(deadline=None, max_examples=10_000, suppress_health_check=list(HealthCheck))
@given(NAUGHTY)
def test_ten_thousand_naughty_messages_are_answered(text: str) -> None:
    _check(text)
