"""Pictures for tests."""

import io

from PIL import Image


def picture(width: int = 1600, height: int = 1200) -> bytes:
    """A JPEG of one colour."""
    target = io.BytesIO()
    Image.new("RGB", (width, height), (40, 90, 160)).save(target, "JPEG")
    return target.getvalue()
