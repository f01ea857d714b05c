"""Finds phone numbers in a text, in digits of any script, and tells good ones from those that cannot be one."""

import re
from dataclasses import dataclass
from functools import cache

from bot.understanding.address_text import spell_out
from bot.understanding.address_words import any_of, words

#: Area code of Shanghai, put before a local number.
_SHANGHAI = "021"
#: A word that tells what a number is stands at most this many signs before it.
_BEFORE = 24

_MOBILE = re.compile(
    r"(?<!\d)(?:\(?(?:\+|00)?86\)?[ \-.]{0,2})?"
    r"(?P<digits>1(?: (?=[3-9](?: \d){9}))?[3-9](?:[ \-.,]{0,2}\d){9})(?!\d|-\d)"
)
_LANDLINE = re.compile(
    r"(?<!\d)(?:(?:\+|00)86[ \-]{0,2}(?P<abroad>10|2\d|[3-9]\d\d)|\(?(?P<area>010|02\d|0[3-9]\d\d))\)?"
    r"[ \-]{0,2}(?P<local>\d{3,4}[ \-]?\d{3,4})(?!\d)"
)
_LOCAL = re.compile(r"(?<![\d+])[2-9]\d{3}[ \-]?\d{4}(?!\d)")
#: As long as a mobile number with one digit too few or too many.
_NEAR_MOBILE = re.compile(r"(?<![\da-z])1[3-9]\d[ \-]?\d{3,4}[ \-]?\d{3,5}(?!\d|-\d)")
_RUN = re.compile(r"(?<![\d+])\d(?:[ \-.]?\d){6,12}(?!\d)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number offered as a phone: `digits` only; [start, end) is its place in the text."""

    digits: str
    good: bool
    start: int
    end: int


@cache
def _labels() -> re.Pattern[str]:
    known = any_of(words("contact", "phone", "labels"))
    return re.compile(rf"(?:{known}|\b(?:order|ticket|id|card|invoice|case)\b(?:\s(?:no|number)\b)?)[\s:.#]*{_is()}$")


@cache
def _is() -> str:
    return rf"(?:{any_of(words('contact', 'phone', 'is'))}|[\s:,.#]|is\b|at\b|no\b|number\b|on\b)*"


@cache
def _cue() -> re.Pattern[str]:
    latin = r"\b(?:tel|telephone|phone|mobile|cell|call(?:\sme)?|contact|landline|number|reach\sme)\b"
    return re.compile(rf"(?:{any_of(words('contact', 'phone', 'cues'))}|{latin}){_is()}$")


@cache
def _glued() -> re.Pattern[str]:
    """A phone typed straight after the number of the door: 4号50113800000000."""
    doors = any_of(words("contact", "phone", "doors"))
    return re.compile(rf"(?<={doors})\d{{2,4}}(?P<digits>1[3-9]\d{{9}})(?!\d)")


@cache
def _units() -> re.Pattern[str]:
    return re.compile(rf"\s?{any_of(words('contact', 'phone', 'units'))}")


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def phone_numbers(folded: str) -> list[Number]:
    """Return the phone numbers in the folded text, left to right; `good` is false where a digit lacks or is over."""
    text = spell_out(folded)
    found: list[Number] = []
    covered = bytearray(len(text))
    for candidate in (*_mobiles(text), *_landlines(text), *_locals(text), *_bad(text)):
        if any(covered[candidate.start : candidate.end]) or _is_something_else(text, candidate):
            continue
        covered[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
        found.append(candidate)
    return sorted(found, key=lambda number: number.start)


def _mobiles(text: str) -> list[Number]:
    matches = (*_MOBILE.finditer(text), *_glued().finditer(text))
    return [Number(_digits(match["digits"]), True, match.start("digits"), match.end()) for match in matches]


def _landlines(text: str) -> list[Number]:
    """Return numbers with an area code: eight digits after three (021), seven or eight after four."""
    numbers = []
    for match in _LANDLINE.finditer(text):
        area = match["area"] or f"0{match['abroad']}"
        local = _digits(match["local"])
        good = len(local) == 8 or (len(local) == 7 and len(area) == 4)
        numbers.append(Number(area + local, good, match.start(), match.end()))
    return numbers


def _locals(text: str) -> list[Number]:
    """Return eight-digit numbers without an area code, with Shanghai's code put before them.

    They must be called a phone, or be the whole message and begin as most of Shanghai's numbers do, with 3, 5 or 6.
    """
    numbers = []
    for match in _LOCAL.finditer(text):
        alone = match[0] == text.strip() and match[0][0] in "356"
        if alone or _is_offered(text, match.start()):
            numbers.append(Number(_SHANGHAI + _digits(match[0]), True, match.start(), match.end()))
    return numbers


def _bad(text: str) -> list[Number]:
    """Return numbers with a digit too few or too many: such as begin like a mobile, or are called a phone."""
    near = [match for match in _NEAR_MOBILE.finditer(text) if len(_digits(match[0])) in (10, 12)]
    runs = [match for match in _RUN.finditer(text) if _is_alone(text, match) or _is_offered(text, match.start())]
    return [Number(_digits(match[0]), False, match.start(), match.end()) for match in near + runs]


def _is_alone(text: str, match: re.Match[str]) -> bool:
    return match[0] == text.strip() and len(_digits(match[0])) in (10, 11, 12)


def _is_offered(text: str, start: int) -> bool:
    return _cue().search(text[max(0, start - _BEFORE) : start]) is not None


def _is_something_else(text: str, number: Number) -> bool:
    """Say whether the number is of an order, a card or a price, or a firm's hotline."""
    if _labels().search(text[max(0, number.start - _BEFORE) : number.start]):
        return True
    hotline = not number.good and number.digits.startswith(("400", "800", "95", "96"))
    return hotline or _units().match(text, number.end) is not None
