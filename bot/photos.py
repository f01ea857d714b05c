"""Photos on disk under their content hash; a file that is no photo is refused by its first bytes."""

import hashlib
import os
import threading
from pathlib import Path

LARGEST = 10 * 1024 * 1024
_TYPES = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"GIF8", "image/gif"))


def photo_type(data: bytes) -> str | None:
    """The media type of a photo by its first bytes (JPEG, PNG, GIF, WebP, HEIC), or None."""
    for start, name in _TYPES:
        if data.startswith(start):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return "image/heic"
    return None


class PhotoStore:
    """Keeps photos; the same photo is kept once."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, data: bytes) -> str:
        """Store a photo and return its hash; "" for what is no photo or too large. Written whole or not at all."""
        if not data or len(data) > LARGEST or photo_type(data) is None:
            return ""
        name = hashlib.sha256(data).hexdigest()
        path = self._path(name)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.new")
            draft.write_bytes(data)
            draft.replace(path)
        return name

    def read(self, name: str) -> tuple[bytes, str] | None:
        """A photo and its media type, or None where there is none of this hash."""
        if len(name) != 64 or not all(letter in "0123456789abcdef" for letter in name):
            return None
        path = self._path(name)
        if not path.exists():
            return None
        data = path.read_bytes()
        return data, photo_type(data) or "application/octet-stream"

    def _path(self, name: str) -> Path:
        return self._root / name[:2] / name
