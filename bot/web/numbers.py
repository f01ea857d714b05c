"""Finds numbers that one may want to call in a text, so that a tap on them dials."""

import re
from collections.abc import Iterable, Iterator

#: Mobiles, landlines with area code, and the city's service lines.
_ALWAYS = r"(?<![\d-])(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8}|9621[12]\d|962777|962740|95598|12345)(?![\d-])"
#: Police, fire and ambulance; as bare numbers they may as well be doors or prices.
_AFTER_CALLING = r"1(?:10|19|20)(?!\d)"


class Dialling:
    """Knows numbers to call; the emergency numbers only right after a word for calling."""

    def __init__(self, calling: Iterable[str]) -> None:
        before = "|".join(f"(?<={re.escape(word)}{gap})" for word in calling for gap in ("", " "))
        self._number = re.compile(f"{_ALWAYS}|(?:{before}){_AFTER_CALLING}", re.IGNORECASE)

    def pieces(self, text: str) -> Iterator[tuple[str, bool]]:
        """The text in pieces, each with whether it is a number to call; joined they are the text again."""
        end = 0
        for found in self._number.finditer(text):
            if found.start() > end:
                yield text[end : found.start()], False
            yield found.group(), True
            end = found.end()
        if end < len(text):
            yield text[end:], False
