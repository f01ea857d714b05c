"""Finds numbers that one may want to call in a text, so that a tap on them dials."""

import re
from collections.abc import Iterator

#: Mobiles, landlines with area code, the city's service lines, and emergency numbers after a word for calling.
_NUMBER = re.compile(
    r"(?<![\d-])(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8}|9621[12]\d|962777|962740|95598|12345)(?![\d-])"
    r"|(?<=[打拨])1(?:10|19|20)(?!\d)|(?<=[打拨] )1(?:10|19|20)(?!\d)"
    r"|(?<=\bcall )1(?:10|19|20)(?!\d)|(?<=\bdial )1(?:10|19|20)(?!\d)|(?<=\bto )1(?:10|19|20)(?!\d)",
    re.IGNORECASE,
)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is a number to call; joined they are the text again."""
    end = 0
    for found in _NUMBER.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], False
        yield found.group(), True
        end = found.end()
    if end < len(text):
        yield text[end:], False
