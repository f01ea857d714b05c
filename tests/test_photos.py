"""Photos: kept once under their content, whole or not at all; anything else is refused."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.photos import LARGEST, PhotoStore, photo_type

JPEG = b"\xff\xd8\xff\xe0" + b"x" * 100
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 100
WEBP = b"RIFF\x00\x00\x00\x00WEBP" + b"x" * 100
HEIC = b"\x00\x00\x00\x18ftypheic" + b"x" * 100


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (JPEG, "image/jpeg"),
        (PNG, "image/png"),
        (WEBP, "image/webp"),
        (HEIC, "image/heic"),
        (b"GIF89a" + b"x" * 20, "image/gif"),
        (b"%PDF-1.7", None),
        (b"<svg onload=alert(1)>", None),
        (b"<html>", None),
        (b"", None),
        (b"\xff\xd8", None),
        (b"RIFF\x00\x00\x00\x00WAVE", None),
    ],
)
def test_photos_are_known_by_their_first_bytes(data: bytes, name: str | None) -> None:
    assert photo_type(data) == name


@given(st.binary(max_size=40))
def test_any_bytes_are_answered(data: bytes) -> None:
    assert photo_type(data) is None or photo_type(data).startswith("image/")  # type: ignore[union-attr]


def test_a_photo_comes_back_with_its_type(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path)
    name = store.keep(JPEG)
    assert store.read(name) == (JPEG, "image/jpeg")
    assert store.keep(JPEG) == name
    assert store.keep(PNG) != name
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2


@pytest.mark.parametrize("data", [b"", b"no photo", b"%PDF-1.7", JPEG + b"x" * LARGEST])
def test_what_is_no_photo_or_too_large_is_not_kept(tmp_path: Path, data: bytes) -> None:
    assert PhotoStore(tmp_path).keep(data) == ""
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize("name", ["", "x", "../../etc/passwd", "0" * 64, "g" * 64, "A" * 64, "0" * 63 + "/", "/" * 64])
def test_names_that_are_no_hash_of_a_kept_photo_find_nothing(tmp_path: Path, name: str) -> None:
    store = PhotoStore(tmp_path)
    store.keep(JPEG)
    assert store.read(name) is None


def test_one_photo_brought_by_many_at_once(tmp_path: Path) -> None:
    """Someone presses twice: nobody fails, and nobody ever reads half a photo."""
    store, barrier = PhotoStore(tmp_path), Barrier(6)
    large = JPEG + b"x" * 3_000_000

    def keep(_number: int) -> bool:
        barrier.wait()
        return store.read(store.keep(large)) == (large, "image/jpeg")

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(keep, range(6)))
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
