"""Photos: kept once, as the picture alone, whole or not at all; anything else is refused with its reason."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.media.kinds import FileKind, kind_of
from bot.media.photos import LARGEST, PhotoStore, is_kept
from bot.media.pictures import LONGEST_SIDE, THUMB_SIDE, Fault, FaultyPhotoError, clean
from tests.media import files


def opened(data: bytes | None) -> Image.Image:
    """The picture in the bytes."""
    assert data is not None
    return Image.open(io.BytesIO(data))


def kept_files(folder: Path) -> list[Path]:
    """What lies on disk."""
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (files.jpeg(), FileKind.PHOTO),
        (files.saved("PNG"), FileKind.PHOTO),
        (files.saved("WEBP"), FileKind.PHOTO),
        (files.saved("GIF"), FileKind.PHOTO),
        (files.HEIC, FileKind.FORMAT),
        (files.saved("TIFF"), FileKind.FORMAT),
        (files.saved("BMP"), FileKind.FORMAT),
        (files.PDF, FileKind.DOCUMENT),
        (files.DOC, FileKind.DOCUMENT),
        (b"PK\x03\x04word/document.xml", FileKind.DOCUMENT),
        (files.MP4, FileKind.VIDEO),
        (b"\x1a\x45\xdf\xa3....webm V_VP8 A_OPUS", FileKind.VIDEO),
        (b"\x1a\x45\xdf\xa3....webm A_OPUS", FileKind.VOICE),
        (b"\x00\x00\x00\x18ftypM4A x", FileKind.VOICE),
        (b"\x00\x00\x00\x18ftypiso5....hdlr....soun", FileKind.VOICE),
        (b"OggS\x00\x02..OpusHead", FileKind.VOICE),
        (files.recording(), FileKind.VOICE),
        (b"#!AMR\n", FileKind.VOICE),
        (b"ID3\x04", FileKind.VOICE),
        (b"\xff\xfb\x90\x00", FileKind.VOICE),
        (b"<svg onload=alert(1)>", FileKind.OTHER),
        (b"<html>", FileKind.OTHER),
        (files.TEXT, FileKind.OTHER),
        (b"", FileKind.OTHER),
        (b"\xff\xd8", FileKind.OTHER),
        (b"RIFF", FileKind.OTHER),
    ],
)
def test_files_are_known_by_their_bytes(data: bytes, kind: FileKind) -> None:
    assert kind_of(data) is kind


@given(st.binary(max_size=60))
def test_any_bytes_are_answered(data: bytes) -> None:
    assert kind_of(data) in FileKind


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_what_is_kept_is_a_jpeg_under_its_own_hash(form: str, tmp_path: Path) -> None:
    store = PhotoStore(tmp_path)
    name = store.keep(files.jpeg() if form == "JPEG" else files.saved(form))
    photo = store.read(name)
    assert opened(photo).format == "JPEG"
    assert photo is not None
    assert hashlib.sha256(photo).hexdigest() == name
    assert store.keep(files.jpeg() if form == "JPEG" else files.saved(form)) == name
    assert len(kept_files(tmp_path)) == 2


def test_nothing_is_left_of_place_camera_and_comment(tmp_path: Path) -> None:
    raw = files.jpeg()
    assert b"SecretPhone" in raw
    assert Image.open(io.BytesIO(raw)).getexif().get_ifd(0x8825)
    store = PhotoStore(tmp_path)
    name = store.keep(raw)
    for data in (store.read(name), store.read(name, small=True)):
        assert data is not None
        assert not [secret for secret in files.SECRETS if secret in data]
        left = opened(data)
        assert dict(left.getexif()) == {}
        assert set(left.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [(1, (60, 40), (2, 2)), (3, (60, 40), (57, 37)), (6, (40, 60), (37, 2)), (8, (40, 60), (2, 57))],
)
def test_photos_are_turned_upright(
    orientation: int, size: tuple[int, int], corner: tuple[int, int], tmp_path: Path
) -> None:
    store = PhotoStore(tmp_path)
    shown = opened(store.read(store.keep(files.jpeg(orientation=orientation)))).convert("L")
    assert shown.size == size
    assert int(shown.crop((*corner, corner[0] + 1, corner[1] + 1)).tobytes()[0]) > 200


def test_large_photos_are_made_smaller_and_thumbnails_small(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path)
    name = store.keep(files.jpeg(5000, 2500))
    assert opened(store.read(name)).size == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert opened(store.read(name, small=True)).size == (THUMB_SIDE, THUMB_SIDE // 2)


def test_what_is_transparent_becomes_white(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path)
    name = store.keep(files.saved("PNG", Image.new("RGBA", (10, 10), (0, 0, 0, 0))))
    assert opened(store.read(name)).convert("L").getpixel((5, 5)) == 255


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", FileKind.OTHER),
        (files.TEXT, FileKind.OTHER),
        (files.PDF, FileKind.DOCUMENT),
        (files.HEIC, FileKind.FORMAT),
        (files.MP4, FileKind.VIDEO),
        (files.jpeg()[:400], Fault.BROKEN),
        (files.saved("PNG")[:60], Fault.BROKEN),
        (b"\xff\xd8\xff\xe0" + b"x" * 100, Fault.BROKEN),
        (b"RIFF\x00\x00\x00\x00WEBP" + b"x" * 100, Fault.BROKEN),
        (files.png_bomb(), Fault.LARGE),
        (files.png_bomb(6000), Fault.LARGE),
        (files.text_bomb(), Fault.BROKEN),
        (files.jpeg() + bytes(LARGEST), Fault.LARGE),
    ],
)
def test_what_is_no_good_photo_is_not_kept(tmp_path: Path, data: bytes, why: str) -> None:
    name = PhotoStore(tmp_path).keep(data)
    assert name == why
    assert not is_kept(name)
    assert kept_files(tmp_path) == []


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8), st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]))
def test_damaged_photos_are_kept_clean_or_refused(place: int, damage: bytes, form: str) -> None:
    whole = files.jpeg() if form == "JPEG" else files.saved(form)
    place %= len(whole)
    try:
        cleaned = clean(whole[:place] + damage + whole[place + len(damage) :])
    except FaultyPhotoError:
        return
    assert opened(cleaned.photo).format == "JPEG"
    assert not [secret for secret in files.SECRETS if secret in cleaned.photo]


@pytest.mark.parametrize("name", ["", "x", "../../etc/passwd", "0" * 64, "g" * 64, "A" * 64, "0" * 63 + "/", "/" * 64])
def test_names_that_are_no_hash_of_a_kept_photo_find_nothing(tmp_path: Path, name: str) -> None:
    store = PhotoStore(tmp_path)
    store.keep(files.jpeg())
    assert store.read(name) is None
    assert store.read(name, small=True) is None


def test_one_photo_brought_by_many_at_once(tmp_path: Path) -> None:
    """Someone presses twice: nobody fails, and nobody ever reads half a photo."""
    store, barrier = PhotoStore(tmp_path), Barrier(6)
    large = files.jpeg(1500, 1000)

    def keep(_number: int) -> tuple[int, int]:
        barrier.wait()
        return opened(store.read(store.keep(large))).size

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(keep, range(6))) == {(1500, 1000)}
    assert len(kept_files(tmp_path)) == 2
