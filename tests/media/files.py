"""Files as people send them, made here: photos with a place in them, bombs, broken ones, and what is no photo."""

import io
import struct
import wave
import zlib

from PIL import Image, ImageDraw, TiffImagePlugin

#: Words that a camera or a messenger writes into a photo; none may be left in what is kept.
SECRETS = (b"Exif", b"SecretPhone", b"GPS", b"my-home-comment", b"http://ns.adobe.com/xap", b"ICC_PROFILE")


def picture(width: int = 60, height: int = 40, colour: str = "red") -> Image.Image:
    """A picture whose upper left corner is white, so that it can be seen which way up it is."""
    made = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(made).rectangle((0, 0, width // 4, height // 4), fill="white")
    return made


def jpeg(width: int = 60, height: int = 40, colour: str = "red", orientation: int = 1) -> bytes:
    """A photo as a phone takes it: place, camera, comment, XMP and a thumbnail's way up."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x0110] = "SecretPhone 12"
    exif.get_ifd(0x8825).update(
        {
            1: "N",
            2: tuple(TiffImagePlugin.IFDRational(part) for part in (31, 12, 30)),
            3: "E",
            4: tuple(TiffImagePlugin.IFDRational(part) for part in (121, 31, 12)),
        }
    )
    out = io.BytesIO()
    picture(width, height, colour).save(
        out,
        "JPEG",
        exif=exif,
        comment=b"my-home-comment",
        xmp=b"<x>31.2083N GPS</x>",
        icc_profile=b"ICC_PROFILE pretended",
    )
    return out.getvalue()


def saved(form: str, image: Image.Image | None = None) -> bytes:
    """The picture in another format."""
    out = io.BytesIO()
    (image or picture()).save(out, form)
    return out.getvalue()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_bomb(side: int = 30_000) -> bytes:
    """A few hundred kilobytes that unpack to nearly a gigabyte of white."""
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    packed = zlib.compress(bytes(side + 1) * 50, 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def text_bomb() -> bytes:
    """A small picture with a comment that unpacks to 200 megabytes."""
    comment = b"c\x00\x00" + zlib.compress(bytes(200_000_000), 9)
    plain = saved("PNG")
    return plain[:33] + _chunk(b"zTXt", comment) + plain[33:]


def recording(seconds: float = 0.2) -> bytes:
    """A voice message as WAV: silence."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(int(16_000 * seconds)))
    return out.getvalue()


PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n"
DOC = b"\xd0\xcf\x11\xe0 no photo at all"
HEIC = b"\x00\x00\x00\x18ftypheic" + b"x" * 100
MP4 = b"\x00\x00\x00\x18ftypisom" + b"x" * 40 + b"hdlr\x00\x00\x00\x00\x00\x00\x00\x00vide" + b"x" * 100
TEXT = "水龙头漏水，这是字不是照片".encode()

#: Files that conversations send, by name.
FILES: dict[str, bytes] = {
    "photo.png": saved("PNG"),
    "home.jpg": jpeg(),
    "broken.jpg": jpeg()[:400],
    "text.jpg": TEXT,
    "empty.jpg": b"",
    "bomb.png": png_bomb(),
    "large.jpg": jpeg() + bytes(11 * 1024 * 1024),
    "letter.doc": DOC,
    "contract.pdf": PDF,
    "iphone.heic": HEIC,
    "film.mp4": MP4,
    "voice.wav": recording(),
    **{f"photo{number}.jpg": jpeg(40 + number) for number in range(1, 13)},
}
