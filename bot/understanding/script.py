"""Tells simplified Chinese from traditional by the characters that only one of the two has."""

from functools import cache

_HAN = "".join(map(chr, range(0x4E00, 0xA000)))
#: The lead bytes of the characters in daily use, in the national standards GB 2312 and Big5.
_DAILY_GB, _DAILY_BIG5 = range(0xB0, 0xD8), range(0xA4, 0xC7)


def script_of(text: str) -> str | None:
    """ "zh-TW" or "zh-CN": the script that more characters of `text` belong to alone; None where that is even."""
    simplified, traditional = _alone()
    lead = sum(char in traditional for char in text) - sum(char in simplified for char in text)
    return None if lead == 0 else "zh-TW" if lead > 0 else "zh-CN"


@cache
def _alone() -> tuple[frozenset[str], frozenset[str]]:
    """The characters in daily use of each script that the other does not know, or not in daily use."""
    mainland, taiwan = _daily("gb2312", _DAILY_GB), _daily("big5", _DAILY_BIG5)
    rare = frozenset(_HAN.encode("gb2312", "ignore").decode("gb2312"))
    return mainland - taiwan, taiwan - rare


def _daily(standard: str, leads: range) -> frozenset[str]:
    encoded = _HAN.encode(standard, "ignore")
    return frozenset(char for char in encoded.decode(standard) if char.encode(standard)[0] in leads)
