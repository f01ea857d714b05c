"""Every kind of fact and every status has words in every language."""

import pytest

from booking.entities import Fact
from booking.lifecycle import Event, Status
from booking.terms import Category, Danger, Urgency
from bot.web.requests_panel import TONES
from bot.web.timeline import KINDS, Names, for_resident, sentence
from bot.web.words import Words
from locales.args import Named
from locales.languages import LANGUAGES
from locales.texts import Texts
from oversight.entities import AlertKind
from tests.web.test_history import NOW

DATA = {
    "provider": "f1",
    "technician": "t1",
    "window": NOW.isoformat(),
    "price_cents": 6000,
    "stars": 4,
    "reason": "busy",
    "outcome": "unconfirmed",
}
NAMES = Names({"f1": Named("大螺母", "Big Nut")}, {"t1": Named("金师傅", "Jin")})


@pytest.fixture(scope="module")
def texts() -> Texts:
    """All texts."""
    return Texts()


def fact(kind: str, data: dict[str, object]) -> Fact:
    """A fact that is stored nowhere."""
    return Fact(request_id=1, seq=1, district="pudong", kind=kind, at=NOW, actor="x", data=data, prev="", hash="")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_fact_reads_as_a_sentence(texts: Texts, lang: str, kind: str) -> None:
    """With all its data and with none."""
    words = Words(texts, lang)
    for data in (DATA, {}):
        read = sentence(words, fact(kind, data), NAMES, NOW)
        assert read
        assert read != words("web-fact-other", kind=kind)


def test_every_change_of_status_is_known_to_the_timeline() -> None:
    """An event of the life cycle is a fact that has words."""
    assert set(Event) <= KINDS


def test_a_kind_without_words_is_still_told(texts: Texts) -> None:
    """A fact added later does not break the page."""
    assert "brand_new" in sentence(Words(texts, "en"), fact("brand_new", {}), NAMES, NOW)


def test_residents_are_spared_our_own_reminders() -> None:
    """What we did to remind people is for supervisors."""
    shown = for_resident([fact("submitted", {}), fact("nudge", {}), fact("offered", {})])
    assert [one.kind for one in shown] == ["submitted", "offered"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_a_name(texts: Texts, lang: str) -> None:
    """Statuses, urgencies, categories, dangers and alerts, as the desks name them."""
    words = Words(texts, lang)
    for prefix, codes in (
        ("web-desk-status", Status),
        ("status", Status),
        ("web-urgency", Urgency),
        ("category", Category),
        ("danger", Danger),
        ("alert", AlertKind),
    ):
        assert all(words.term(prefix, code) for code in codes)
    assert set(TONES) == set(Status)
