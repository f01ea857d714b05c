"""Reads a number alone as the house or the room, where one of them was asked for."""

import unicodedata
from itertools import takewhile

from bot.understanding.meaning import Where
from bot.understanding.numerals import read_number
from bot.understanding.where import missing

#: A house or room number has at most so many digits, and so many signs behind it.
_DIGITS, _SIGNS = 4, 2


def number_alone(text: str, known: Where | None) -> Where | None:
    """The house or room that a message of a number alone tells; None when it says more or the place is not known.

    Numbers of three or four digits without a sign behind them are rooms.
    """
    if known is None:
        return None
    words = unicodedata.normalize("NFKC", text.strip())
    digits = "".join(takewhile(str.isnumeric, words))
    rest = words[len(digits) :].strip()
    if not digits or len(digits) > _DIGITS or len(rest) > _SIGNS or any(sign.isnumeric() for sign in rest):
        return None
    number = digits if digits.isdecimal() else str(read_number(digits) or "")
    lacks = missing(known)
    if not number.isascii() or "district" in lacks or "place" in lacks:
        return None
    if rest or ("building" in lacks and len(number) < 3):
        return Where(building=number, text=words)
    return Where(room=number, text=words)
