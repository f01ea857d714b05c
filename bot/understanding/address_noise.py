"""Blanks the numbers of a text that belong to no address: phones, times, dates, prices, sizes, orders, lines."""

import re
from functools import cache

from bot.understanding.address_text import numeral_signs, spoken_digits
from bot.understanding.address_words import pattern_of, words

#: Stands for one blanked sign; no other rule takes it for a digit, a letter or a space.
BLANK = "\x00"

_LATIN_COUNTED = (
    "o'?clock|hours?|hrs?|minutes?|mins?|days?|weeks?|months?|years?|lights|lamps|taps|times|people|persons|"
    "pieces|pcs|bedrooms|rooms|sockets|switches|doors|windows|toilets|stars?|units|floors|storeys|am|pm|a\\.m|p\\.m"
)
_LATIN_MEASURED = r"yuan|rmb|cny|usd|met(?:er|re)s?|cm|mm|kg|km|sqm|m2|watts?|volts?|kw|hz|w|v|p"
_MONTHS = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"


def _noise(key: str) -> str:
    return pattern_of("noise", key)


def _phones() -> list[str]:
    """Numbers of phones, also in Chinese digits or straight after a door number, and all other long numbers."""
    digits = spoken_digits()
    digit = f"[0-9{digits}]"
    ten = words("address", "numerals", "tens")[0]
    mobile = r"1[3-9](?:[ .\-]?\d){9}(?!\d)"
    spoken = rf"{digit}{{11}}(?!{digit})"
    room = pattern_of("suffix", "room")
    return [
        rf"(?<={_one_sign('door_before')})(?P<keep>{digit}{{2,4}}){spoken}",
        rf"(?<!\d)(?:\+?86[ \-]?)?{mobile}",
        r"(?<!\d)0\d{2,3}[ \-]?\d{3,4}[ \-]?\d{4}(?!\d)",
        rf"(?<!\d)\d{{5,}}(?!\d|\s?{room})",
        rf"(?<![{digits}])[{digits}]{{7,}}(?![{ten}])",
    ]


def _one_sign(key: str) -> str:
    return "[" + "".join(words("address", "noise", key)) + "]"


def _days_and_hours(short: str) -> list[str]:
    """Clock times, calendar days and ranges of them."""
    return [
        rf"{short}\s?{_noise('months')}(?:\s?{short}\s?{_noise('month_days')}?)?",
        r"(?<!\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)",
        r"(?<!\d)\d{1,2}:\d{2}(?:-\d{1,2}:\d{2})?",
        rf"(?<!\d)\d{{1,2}}\s?{_noise('to')}\s?\d{{1,2}}\s?(?:{_noise('few')}|am\b|pm\b)",
        r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])",
        rf"\b{_MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?\b",
        r"\b\d{1,2}(?:st|nd|rd|th)\b(?!\s?fl)(?!\s?f\b)",
    ]


def _amounts(short: str) -> list[str]:
    """Quantities, prices, sizes, layouts of flats, bus and metro lines, numbers of papers."""
    number = rf"(?:\d+(?:\.\d+)?|[{numeral_signs()}]{{1,8}})"
    edge = rf"(?<![\d.{numeral_signs()}])"
    rooms, halls = _noise("flat_rooms"), _noise("flat_halls")
    return [
        rf"{edge}{short}\s?{rooms}\s?{short}?\s?{halls}(?:\s?{short}?\s?{halls})*",
        rf"{edge}{number}\s?{_noise('any')}",
        rf"{edge}{short}(?:\.\d)?\s?{_noise('few')}",
        rf"{edge}\d{{1,4}}{_noise('bus')}",
        rf"{_noise('labels')}(?:[\s:#]|{_noise('is')}){{0,3}}[a-z0-9][a-z0-9\-]*",
        r"[¥$]\s?\d+|\b(?:rmb|order|ticket|line|budget|under|over|about)\s?#?\d+(?!\s?(?:[a-z]+\s){0,2}r(?:oa)?d\b)",
        r"(?<!\d)\d+\.\d+|(?<!\d)\d+%",
        rf"(?<![\da-z])\d{{1,2}}\s?(?:{_LATIN_COUNTED})\b",
        rf"(?<![\da-z])\d+\s?(?:{_LATIN_MEASURED})\b",
    ]


@cache
def _pattern() -> re.Pattern[str]:
    digits = spoken_digits()
    ten = words("address", "numerals", "tens")[0]
    short = rf"(?:(?<!\d)\d{{1,2}}|[{digits}]?{ten}[{digits}]?|(?<![{numeral_signs()}])[{digits}]{{1,2}})"
    return re.compile("|".join([_noise("sayings"), *_phones(), *_days_and_hours(short), *_amounts(short)]))


def _blank(match: re.Match[str]) -> str:
    keep = match["keep"] or ""
    return keep + BLANK * (len(match[0]) - len(keep))


def quiet(folded: str) -> str:
    """Return the folded text with such numbers blanked; its length and positions stay the same."""
    return _pattern().sub(_blank, folded)
