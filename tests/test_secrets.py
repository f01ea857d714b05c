"""The key of personal data: what it seals only it opens, and it is made once, for its owner alone."""

import base64
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from bot.secrets import AesCipher, derive, load_secret

KEY = b"k" * 32
_CIPHER = AesCipher(KEY)


@given(st.text())
def test_any_text_comes_back_and_is_not_to_be_seen(plain: str) -> None:
    sealed = _CIPHER.seal(plain)
    assert _CIPHER.open(sealed) == plain
    assert sealed.isascii()
    assert len(plain) < 6 or plain not in sealed


def test_the_same_text_never_looks_the_same() -> None:
    assert len({_CIPHER.seal("13800138000") for _ in range(100)}) == 100


@given(st.text(), st.integers(0), st.integers(1, 255))
def test_altered_text_is_refused(plain: str, at: int, change: int) -> None:
    mark, body = _CIPHER.seal(plain)[:3], _CIPHER.seal(plain)[3:]
    raw = bytearray(base64.b64decode(body))
    raw[at % len(raw)] ^= change
    with pytest.raises(InvalidTag):
        _CIPHER.open(mark + base64.b64encode(raw).decode())


def test_another_key_opens_nothing() -> None:
    with pytest.raises(InvalidTag):
        AesCipher(b"x" * 32).open(_CIPHER.seal("301"))


@pytest.mark.parametrize("text", ["", "301", "a2.AAAA"])
def test_text_that_was_never_sealed_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not encrypted"):
        _CIPHER.open(text)


def test_each_purpose_has_a_key_of_its_own() -> None:
    assert derive(KEY, "columns") == derive(KEY, "columns")
    assert len({derive(KEY, purpose) for purpose in ("columns", "sessions", "photos")}) == 3
    assert len(derive(KEY, "columns")) == 32


def test_a_given_secret_makes_no_file(tmp_path: Path) -> None:
    assert load_secret("long words", tmp_path) == load_secret("long words", tmp_path)
    assert load_secret("long words", tmp_path) != load_secret("other words", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_key_file_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    first = load_secret("", folder)
    assert load_secret("", folder) == first
    assert len(first) == 32
    mode = stat.S_IMODE((folder / "secret.key").stat().st_mode)
    assert mode == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret.key"]


def test_many_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda n: load_secret("", tmp_path, os.urandom), range(16)))
    assert len(keys) == 1
