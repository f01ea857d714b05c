"""What a file is by its bytes; its name and what a sender says about it count for nothing."""

import re
from enum import StrEnum


class FileKind(StrEnum):
    """What residents send, as far as we answer it differently."""

    PHOTO = "photo"
    VOICE = "voice"
    FORMAT = "format"  # a picture of a format that we cannot open safely, such as HEIC
    DOCUMENT = "document"
    VIDEO = "video"
    OTHER = "other"


_STARTS: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xff\xd8\xff", FileKind.PHOTO),
    (b"\x89PNG\r\n\x1a\n", FileKind.PHOTO),
    (b"GIF87a", FileKind.PHOTO),
    (b"GIF89a", FileKind.PHOTO),
    (b"II*\x00", FileKind.FORMAT),
    (b"MM\x00*", FileKind.FORMAT),
    (b"BM", FileKind.FORMAT),
    (b"%PDF", FileKind.DOCUMENT),
    (b"PK\x03\x04", FileKind.DOCUMENT),
    (b"\xd0\xcf\x11\xe0", FileKind.DOCUMENT),
    (b"{\\rtf", FileKind.DOCUMENT),
    (b"ID3", FileKind.VOICE),
    (b"fLaC", FileKind.VOICE),
    (b"caff", FileKind.VOICE),
    (b"#!AMR", FileKind.VOICE),
    (b"#!SILK", FileKind.VOICE),
    (b"\x02#!SILK", FileKind.VOICE),
)
_RIFF = {b"WEBP": FileKind.PHOTO, b"WAVE": FileKind.VOICE, b"AVI ": FileKind.VIDEO}
_PICTURE_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
#: MP3 and AAC frames begin with eleven or twelve set bits; the layer tells them from other bytes.
_FRAME = re.compile(rb"\xff[\xfb\xfa\xf3\xf2\xf1\xf9]")
_HEAD = 4096


def kind_of(data: bytes) -> FileKind:
    """What the file is; OTHER for what is none of the known kinds."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF":
        return _RIFF.get(data[8:12], FileKind.OTHER)
    if data[4:8] == b"ftyp":
        return _of_mp4(data)
    if data[:4] == b"OggS":
        return FileKind.VIDEO if b"theora" in data[:_HEAD] else FileKind.VOICE
    if data[:4] == b"\x1a\x45\xdf\xa3":
        return FileKind.VIDEO if b"V_" in data[:_HEAD] else FileKind.VOICE
    return FileKind.VOICE if _FRAME.match(data) else FileKind.OTHER


def _of_mp4(data: bytes) -> FileKind:
    """The same container holds pictures, films and recordings; a recording has a sound track and no picture."""
    if data[8:12] in _PICTURE_BRANDS:
        return FileKind.FORMAT
    if b"vide" in data:
        return FileKind.VIDEO
    return FileKind.VOICE if b"soun" in data or data[8:11] == b"M4A" else FileKind.VIDEO


def sound_name(data: bytes) -> str:
    """A file name whose ending tells a recogniser of speech what the bytes are."""
    if data[:4] == b"RIFF":
        return "voice.wav"
    if data[:4] == b"OggS":
        return "voice.ogg"
    if data[:4] == b"\x1a\x45\xdf\xa3":
        return "voice.webm"
    if data[4:8] == b"ftyp":
        return "voice.m4a"
    return "voice.flac" if data[:4] == b"fLaC" else "voice.mp3"
