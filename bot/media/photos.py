"""Photos on disk under their content hash: what is kept was written by us and holds nothing but the picture."""

import hashlib
from pathlib import Path

from bot.media.kinds import FileKind, kind_of
from bot.media.pictures import Fault, FaultyPhotoError, clean
from bot.whole_files import write_once

LARGEST = 10 * 1024 * 1024
MEDIA_TYPE = "image/jpeg"
_HASH_LENGTH = 64


class PhotoStore:
    """Keeps photos and their thumbnails; the same photo is kept once."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, data: bytes) -> str:
        """Store a photo; its hash, or the code why there is none: a Fault or a FileKind.

        What is kept is the picture alone, upright, without place or camera. Written whole or not at all.
        """
        if len(data) > LARGEST:
            return Fault.LARGE
        kind = kind_of(data)
        if kind is not FileKind.PHOTO:
            return kind
        try:
            cleaned = clean(data)
        except FaultyPhotoError as error:
            return error.fault
        name = hashlib.sha256(cleaned.photo).hexdigest()
        write_once(self._path(name, small=True), cleaned.thumb)
        write_once(self._path(name), cleaned.photo)
        return name

    def read(self, name: str, *, small: bool = False) -> bytes | None:
        """A photo or its thumbnail as JPEG, or None where there is none of this hash."""
        if not is_kept(name):
            return None
        path = self._path(name, small=small)
        return path.read_bytes() if path.exists() else None

    def _path(self, name: str, *, small: bool = False) -> Path:
        return self._root / name[:2] / (f"{name}.small" if small else name)


def is_kept(name: str) -> bool:
    """Whether it is the hash of a photo, not the code why there is none."""
    return len(name) == _HASH_LENGTH and all(letter in "0123456789abcdef" for letter in name)
