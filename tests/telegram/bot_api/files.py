"""The files of one bot: kept by file_id, photos in the sizes Telegram makes of them."""

import base64
import hashlib
import io
import itertools
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from tests.telegram.bot_api.errors import bad
from tests.telegram.bot_api.params import Json

#: What a bot may download, and what it may send as a photo, in bytes.
MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
_EDGES = (90, 320, 800, 1280)
_FOLDERS = {"photo": "photos", "voice": "voice", "document": "documents", "video": "videos", "audio": "music"}


@dataclass
class File:
    """One stored file; `edge` is the longest side a photo is made smaller to when it is fetched."""

    file_id: str
    unique_id: str
    kind: str
    path: str
    whole: bytes
    edge: int | None = None

    @property
    def content(self) -> bytes:
        """The bytes a download gives."""
        return self.whole if self.edge is None else _smaller(self.whole, self.edge)


def _smaller(content: bytes, edge: int) -> bytes:
    target = io.BytesIO()
    with Image.open(io.BytesIO(content)) as image:
        small = image.convert("RGB")
        small.thumbnail((edge, edge))
        small.save(target, "JPEG")
    return target.getvalue()


def dimensions(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None when the bytes are no picture."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            return image.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return None


class Files:
    """Keeps files; ids of one bot mean nothing to another."""

    def __init__(self, bot_id: int) -> None:
        self._bot_id = bot_id
        self._count = itertools.count()
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}

    def add(self, kind: str, content: bytes, suffix: str, edge: int | None = None) -> File:
        """Store bytes as a file of a kind: photo, voice, document, video or audio."""
        number = next(self._count)
        digest = hashlib.sha256(content + repr(edge).encode()).digest()
        seed = hashlib.sha256(f"{self._bot_id} {number}".encode()).digest() + digest
        file = File(
            file_id="AgAC" + base64.urlsafe_b64encode(seed).decode().rstrip("="),
            unique_id="AQAD" + base64.urlsafe_b64encode(digest[:9]).decode().rstrip("="),
            kind=kind,
            path=f"{_FOLDERS[kind]}/file_{number}{suffix}",
            whole=content,
            edge=edge,
        )
        self._by_id[file.file_id] = file
        self._by_path[file.path] = file
        return file

    def add_photo(self, content: bytes) -> list[Json]:
        """Store a picture and give its sizes, the smallest first; bytes that are no picture have one size."""
        size = dimensions(content)
        if size is None:
            return [_photo_size(self.add("photo", content, ".jpg"), 1280, 960)]
        longest = max(size)
        smaller = [edge for edge in _EDGES if edge < longest]
        sizes = []
        for edge in [*smaller, None]:
            # Telegram never keeps more than 2560 pixels of a photo; the test's own picture stays as it is.
            scale = 1.0 if edge is None else edge / longest
            file = self.add("photo", content, ".jpg", edge)
            sizes.append(_photo_size(file, max(1, round(size[0] * scale)), max(1, round(size[1] * scale))))
        return sizes

    def get(self, file_id: str) -> File:
        """The file of an id; refused when this bot never had it."""
        if not file_id:
            raise bad("file_id not specified")
        file = self._by_id.get(file_id)
        if file is None:
            raise bad("wrong file_id or the file is temporarily unavailable")
        return file

    def at(self, path: str) -> File | None:
        """The file of a path that getFile gave."""
        return self._by_path.get(path)

    def sizes_of(self, file: File) -> list[Json]:
        """The sizes of the photo a file belongs to."""
        same = [one for one in self._by_id.values() if one.whole == file.whole and one.kind == "photo"]
        known: dict[int | None, File] = {}
        for one in same:
            known.setdefault(one.edge, one)
        width, height = dimensions(file.whole) or (1280, 960)
        sizes = []
        for edge in sorted(known, key=lambda edge: edge or 10**6):
            scale = 1.0 if edge is None else edge / max(width, height)
            sizes.append(_photo_size(known[edge], max(1, round(width * scale)), max(1, round(height * scale))))
        return sizes


def _photo_size(file: File, width: int, height: int) -> Json:
    # The size in bytes of a smaller one would cost making it; Telegram says itself that file_size is optional.
    size = {} if file.edge else {"file_size": len(file.whole)}
    return {"file_id": file.file_id, "file_unique_id": file.unique_id, "width": width, "height": height} | size


def check_photo(content: bytes) -> None:
    """Refuse what Telegram would not take as a photo from a bot."""
    if not content:
        raise bad("file must be non-empty")
    if len(content) > MAX_PHOTO:
        raise bad(f"file of size {len(content)} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes")
    size = dimensions(content)
    if size is None:
        raise bad("IMAGE_PROCESS_FAILED")
    if sum(size) > 10_000 or max(size) > 20 * min(size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
