"""Every text is there in every language, with the same values, and none is left over."""

from enum import StrEnum

import pytest

from booking.lifecycle import Status
from booking.terms import Category, Danger, District, Route
from locales.generate_keys import TARGET, module
from locales.generate_keys import keys_of as generated_keys
from locales.languages import DEFAULT, LANGUAGES
from locales.texts import Texts
from oversight.entities import AlertKind
from tests.locales.ftl import keys_of, messages, used

FAMILIES: list[tuple[str, type[StrEnum]]] = [
    ("category", Category),
    ("district", District),
    ("route", Route),
    ("status", Status),
    ("web-desk-status", Status),
    ("danger", Danger),
    ("advice", Danger),
    ("doubt", Danger),
    ("calm", Danger),
    ("alert", AlertKind),
]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_languages_have_the_same_texts_with_the_same_values(lang: str) -> None:
    ours, theirs = messages(lang), messages(DEFAULT)
    assert set(ours) == set(theirs)
    differ = {key: (ours[key][1], theirs[key][1]) for key in ours if ours[key][1] != theirs[key][1]}
    assert not differ


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_knows_every_key(lang: str) -> None:
    assert Texts().keys(lang) == set(messages(lang))


def test_the_list_of_keys_for_the_type_checker_is_whole() -> None:
    assert TARGET.read_text("utf-8") == module(generated_keys(DEFAULT))


@pytest.mark.parametrize(("prefix", "codes"), FAMILIES)
def test_every_code_has_its_text(prefix: str, codes: type[StrEnum]) -> None:
    assert {f"{prefix}-{code}" for code in codes} <= set(messages(DEFAULT))


def test_no_text_is_left_over() -> None:
    literals, families = used()
    referred = {other for _, _, others in messages(DEFAULT).values() for other in others}
    unused = [
        key
        for key in keys_of(DEFAULT)
        if key not in literals and key not in referred and not key.startswith(tuple(families))
    ]
    assert not unused
