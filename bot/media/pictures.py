"""Makes a photo harmless: decoded, turned upright, and written anew, so that nothing but the picture is left."""

import io
import threading
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image, ImageOps

#: The longest side of what is kept, and of its thumbnail, in pixels.
LONGEST_SIDE, THUMB_SIDE = 2048, 360
#: Pixels that are decoded at most. JPEG can be decoded at a fraction of its size; the others cannot.
MOST_PIXELS, MOST_PIXELS_JPEG = 25_000_000, 80_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
#: Decoding takes memory, so only so many photos are decoded at a time.
_TURNS = threading.Semaphore(2)


class Fault(StrEnum):
    """Why a photo cannot be kept."""

    LARGE = "large"
    BROKEN = "broken"


class FaultyPhotoError(Exception):
    """The bytes begin like a photo but cannot be kept as one."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A photo and its thumbnail as JPEG, without metadata."""

    photo: bytes
    thumb: bytes


def clean(data: bytes) -> Cleaned:
    """Decode, turn upright and write anew. Raises FaultyPhotoError for a bomb and for what cannot be decoded."""
    with _TURNS:
        try:
            upright = _decoded(data)
        except FaultyPhotoError:
            raise
        except Image.DecompressionBombError as error:
            raise FaultyPhotoError(Fault.LARGE) from error
        except Exception as error:  # decoders raise whatever broken bytes lead them to
            raise FaultyPhotoError(Fault.BROKEN) from error
        return Cleaned(_jpeg(upright, LONGEST_SIDE, 85), _jpeg(upright, THUMB_SIDE, 75))


def _decoded(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
        is_jpeg = opened.format in ("JPEG", "MPO")
        pixels = opened.width * opened.height
        if pixels > (MOST_PIXELS_JPEG if is_jpeg else MOST_PIXELS):
            raise FaultyPhotoError(Fault.LARGE)
        if is_jpeg:
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(opened)
    # a new image has no comment, profile, EXIF or XMP that could be written with it
    bare = Image.new("RGB", upright.size, "white")
    if upright.has_transparency_data:
        seen = upright.convert("RGBA")
        bare.paste(seen, mask=seen)
    else:
        bare.paste(upright.convert("RGB"))
    return bare


def _jpeg(image: Image.Image, side: int, quality: int) -> bytes:
    small = image.copy()
    small.thumbnail((side, side))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
