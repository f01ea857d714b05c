"""Brings address text into one form, sign for sign, and turns Chinese numerals into Arabic digits."""

from functools import cache

from bot.understanding.address_words import lexicon, words

#: Distance from a full-width sign (U+FF01..U+FF5E) to its ASCII twin.
_FULL_WIDTH = 0xFEE0


_UPPER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


@cache
def _narrow_table() -> dict[int, int]:
    full = {code: code - _FULL_WIDTH for code in range(0xFF01, 0xFF5F)}
    pairs = "".join(str(lexicon("address")["fold"]["pairs"]).split())
    simple = {ord(a): ord(b) for a, b in zip(pairs[::2], pairs[1::2], strict=True)}
    signs = {ord(sign[0]): ord(sign[1]) for sign in words("address", "fold", "signs")}
    return full | simple | signs


def narrow(text: str) -> str:
    """Return the text in half-width, simplified signs; its length and positions stay the same."""
    return text.translate(_narrow_table())


def fold(text: str) -> str:
    """Return the text narrowed and in lower-case letters; its length and positions stay the same."""
    return narrow(text).translate(_UPPER)


@cache
def _digit_values() -> dict[str, int]:
    values = {sign: number for number, sign in enumerate(words("address", "numerals", "digits"))}
    aliases = words("address", "numerals", "aliases")
    return values | {alias[0]: values[alias[1]] for alias in aliases}


@cache
def _unit_values() -> dict[str, int]:
    return {sign: 10 ** (power + 1) for power, sign in enumerate(words("address", "numerals", "tens"))}


@cache
def spoken_digits() -> str:
    """Return the signs that stand for one digit in Chinese, for use in a pattern's character class."""
    return "".join(_digit_values())


@cache
def numeral_signs() -> str:
    """Return all signs of Chinese numerals, tens included, for use in a pattern's character class."""
    return spoken_digits() + "".join(_unit_values())


@cache
def _digit_table() -> dict[int, str]:
    return {ord(sign): str(value) for sign, value in _digit_values().items()}


def spell_out(text: str) -> str:
    """Return the text with each single Chinese digit replaced by its Arabic one, sign for sign."""
    return text.translate(_digit_table())


def to_arabic(numeral: str) -> str:
    """Return a Chinese, Arabic or lettered numeral in Arabic digits and capital letters, zeros kept."""
    units = _unit_values()
    if not any(sign in units for sign in numeral):
        return spell_out(numeral).upper()
    total, digit, unit, last = 0, 0, 1, ""
    for sign in numeral:
        if sign in units:
            unit = units[sign]
            total += (digit or 1) * unit
            digit = 0
        else:
            digit = _digit_values().get(sign, 0)
            last = sign
    if digit and unit > 10 and numeral[-2:-1] in units and last == numeral[-1]:
        digit *= unit // 10
    return str(total + digit)
